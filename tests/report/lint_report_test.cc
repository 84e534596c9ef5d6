// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Findings of Lint in both forms.

#include "hardtack/report/lint_report.h"

#include <vector>

#include "doctest/doctest.h"

namespace hardtack::report {
namespace {

using identity::LintFinding;
using identity::LintKind;

TEST_CASE("each finding is a line with its place, escaped") {
  const std::vector<LintFinding> findings = {{LintKind::kNoExpiry, 0, {}, {}, {}, "a"},
                                             {LintKind::kUnreadable, 1, 2, {}, {}, "b"},
                                             {LintKind::kUnreadable, 1, {}, 3, {}, "c"},
                                             {LintKind::kNeverHolds, 2, {}, {}, 4, "d\x1b"}};
  CHECK(LintText(findings) ==
        "block 0: no-expiry: a\nblock 1, fact 2: unreadable: b\nblock 1, rule 3: unreadable: c\n"
        "block 2, check 4: never-holds: d\\u{1b}\n");
  CHECK(LintText({}) == "nothing to say\n");
}

TEST_CASE("JSON has every member of a finding") {
  const std::vector<LintFinding> findings = {{LintKind::kNearMissName, 1, {}, {}, 0, "x"}};
  CHECK(LintDocument(findings) ==
        R"({"success":true,"findings":[{"kind":"near-miss-name","block":1,"fact":null,"rule":null,"check":0,)"
        R"("message":"x"}]})"
        "\n");
  CHECK(LintDocument({}) == "{\"success\":true,\"findings\":[]}\n");
}

}  // namespace
}  // namespace hardtack::report

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What is left of a text, and what is asked on the way.

#include "tests/differential/reference/minimise_case.h"

#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "doctest/doctest.h"

namespace hardtack::differential {
namespace {

TEST_CASE("a text is cut down to what fails, and its characters stay whole") {
  Case test_case;
  test_case.kind = CaseKind::kText;
  test_case.text = "b(\"\u00e9\", \"\u65e5\U0001f600\"); check if a(1); \u00e9";
  size_t asked = 0;
  const Case small = MinimiseCase(test_case, [&](const Case& smaller) {
    ++asked;
    const std::string rest = absl::StrReplaceAll(smaller.text, {{"\u00e9", ""}, {"\u65e5", ""}, {"\U0001f600", ""}});
    CHECK(std::all_of(rest.begin(), rest.end(), &absl::ascii_isascii));
    return smaller.text.find("a(1)") != std::string::npos;
  });
  CHECK(small.text == "a(1)");
  CHECK(asked > 4);
}

}  // namespace
}  // namespace hardtack::differential

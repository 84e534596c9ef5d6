// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The verb that gives advice on a token: lint. Tested by tests/cli/lint.txt.

#include "hardtack/base/abseil.h"
#include "hardtack/cli/moment.h"
#include "hardtack/cli/token_commands.h"
#include "hardtack/identity/lint.h"
#include "hardtack/report/lint_report.h"

namespace hardtack::cli {
namespace {

absl::StatusOr<std::vector<identity::LintFinding>> Lint(const LintOptions& options, Console& console) {
  Input input(console, options.store);
  ASSIGN_OR_RETURN(const int64_t now, ParseMoment(options.now));
  ASSIGN_OR_RETURN(const TokenInput token, ReadToken(options.token, input));
  return identity::Lint(token.token, now);
}

}  // namespace

ExitCode LintToken(const LintOptions& options, Console& console) {
  const auto findings = Lint(options, console);
  if (!findings.ok()) return console.Fail(findings.status());
  console.Print(console.json() ? report::LintDocument(*findings) : report::LintText(*findings));
  return findings->empty() ? ExitCode::kYes : ExitCode::kNo;
}

}  // namespace hardtack::cli

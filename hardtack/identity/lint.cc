// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The order of questions. Tested by tests/identity/lint_test.cc.

#include "hardtack/identity/lint.h"

#include <algorithm>

#include "hardtack/base/abseil.h"
#include "hardtack/identity/lint_rules.h"

namespace hardtack::identity {

std::string_view NameOf(LintKind kind) {
  switch (kind) {
    case LintKind::kNoExpiry:
      return "no-expiry";
    case LintKind::kLongLife:
      return "long-life";
    case LintKind::kNeverHolds:
      return "never-holds";
    case LintKind::kAlwaysHolds:
      return "always-holds";
    case LintKind::kUnreadable:
      return "unreadable";
    case LintKind::kDroppedAuthority:
      return "dropped-authority";
    case LintKind::kExpensivePattern:
      return "expensive-pattern";
    case LintKind::kNarrowsNothing:
      return "narrows-nothing";
    case LintKind::kNearMissName:
      return "near-miss-name";
  }
  return "unknown";
}

absl::StatusOr<std::vector<LintFinding>> Lint(const token::UnverifiedBiscuit& token, int64_t now) {
  ASSIGN_OR_RETURN(const wire::DecodedBlocks blocks, token.DecodeBlocks());
  LintSubject subject{blocks, {}, now};
  for (engine::BlockId block = 0; block < blocks.size(); ++block) {
    subject.third_party.push_back(token.signer(block) != nullptr);
  }
  Findings findings;
  LintLives(subject, findings);
  for (engine::BlockId block = 0; block < blocks.size(); ++block) {
    for (auto* question : {LintNames, LintChecks, LintReaders, LintScopes, LintPatterns, LintIdle}) {
      question(subject, block, findings);
    }
  }
  std::ranges::stable_sort(findings, {}, &LintFinding::block);
  return findings;
}

}  // namespace hardtack::identity

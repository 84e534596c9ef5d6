// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Why verdicts are as they are. Tested by tests/identity/explanation_test.cc.

#include "hardtack/identity/explanation.h"

#include <utility>
#include <variant>

#include "absl/status/statusor.h"

namespace hardtack::identity {

std::optional<engine::BlockId> RefusingBlock(const Refusal& refusal) {
  return std::visit(
      [](const auto& reason) -> std::optional<engine::BlockId> {
        if constexpr (requires { reason.block; }) {
          return reason.block;
        } else {
          return std::nullopt;
        }
      },
      refusal);
}

void ExplainChecks(const token::Authorizer& authorizer, const token::Biscuit& token,
                   std::span<const engine::Fact> facts, VerdictExplanation& explanation) {
  explanation.blocks = token.blocks();
  absl::StatusOr<engine::Outcome> outcome = authorizer.Evaluate(token, facts);
  if (!outcome.ok() || !outcome->decision.ok()) return;
  explanation.checks = authorizer.Explain(token, facts, *outcome);
  explanation.checks->policy.reset();
}

}  // namespace hardtack::identity

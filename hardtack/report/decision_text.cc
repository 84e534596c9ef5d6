// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A decision for people. Tested by tests/report/text_test.cc.

#include <fmt/format.h>

#include "hardtack/engine/ast_print.h"
#include "hardtack/report/escape.h"
#include "hardtack/report/paint.h"
#include "hardtack/report/text.h"

namespace hardtack::report {
namespace {

std::string PolicyText(const engine::MatchedPolicy& matched, const engine::AuthorizerBlock& policy) {
  return EscapeLine(engine::ToString(policy.policies[matched.index]));
}

std::string FailedCheckText(const engine::CheckPosition& position, const wire::DecodedBlocks& blocks,
                            const engine::AuthorizerBlock& policy) {
  const bool own = position.block == engine::kAuthorizerBlock;
  const engine::Block& block = own ? policy.block : blocks[position.block].block;
  const std::string where = own ? "authorizer" : fmt::format("block {}", position.block);
  return fmt::format("  {}, check {}: {}\n", where, position.check,
                     EscapeLine(engine::ToString(block.checks[position.check])));
}

std::string CountText(size_t checks) {
  return checks == 1 ? "1 check failed" : fmt::format("{} checks failed", checks);
}

std::string VerdictText(const engine::Decision& decision, const engine::AuthorizerBlock& policy, Color color) {
  if (decision.allowed()) {
    return fmt::format("{} by policy {}: {}\n", Paint("allowed", kGreen, color), decision.policy->index,
                       PolicyText(*decision.policy, policy));
  }
  const std::string denied = Paint("denied", kRed, color);
  if (!decision.policy.has_value()) {
    if (decision.failed_checks.empty()) return denied + ": no policy matched\n";
    return fmt::format("{}: no policy matched, and {}:\n", denied, CountText(decision.failed_checks.size()));
  }
  const std::string matched = PolicyText(*decision.policy, policy);
  if (decision.policy->kind == engine::PolicyKind::kDeny) {
    return fmt::format("{} by policy {}: {}\n", denied, decision.policy->index, matched);
  }
  return fmt::format("{}: {}, though policy {} matched: {}\n", denied, CountText(decision.failed_checks.size()),
                     decision.policy->index, matched);
}

}  // namespace

std::string DecisionText(const engine::Decision& decision, const wire::DecodedBlocks& blocks,
                         const engine::AuthorizerBlock& policy, Color color) {
  std::string text = VerdictText(decision, policy, color);
  for (const engine::CheckPosition& position : decision.failed_checks)
    text += FailedCheckText(position, blocks, policy);
  return text;
}

}  // namespace hardtack::report

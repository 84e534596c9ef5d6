// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What the verifiers of all kinds share: the token's checks alone decide, since the verifier adds no policy of its own,
// and each failed check stands for a refusal. Internal to identity.

#ifndef HARDTACK_IDENTITY_FAILED_CHECKS_H_
#define HARDTACK_IDENTITY_FAILED_CHECKS_H_

#include <optional>
#include <utility>

#include "hardtack/engine/ast.h"
#include "hardtack/engine/decide.h"
#include "hardtack/identity/refusal.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::identity {

// `allow if true`
inline engine::AuthorizerBlock AllowWhenChecksHold() {
  engine::Rule always = engine::QueryRule();
  always.expressions.push_back({{engine::ValueOp(engine::BoolTerm(true))}});
  return {{}, {engine::Policy{engine::PolicyKind::kAllow, {std::move(always)}}}};
}

// Of the refusals that `meaning(position, check)` gives for the failed checks of a denial, the first by kind; of two of
// one kind that of the earlier check.
template <typename Meaning>
Refusal FirstReason(const engine::Decision& decision, const wire::DecodedBlocks& blocks, Meaning meaning) {
  std::optional<Refusal> first;
  for (const engine::CheckPosition& position : decision.failed_checks) {
    Refusal reason = meaning(position, blocks[position.block].block.checks[position.check]);
    if (!first.has_value() || reason.index() < first->index()) first = std::move(reason);
  }
  return *std::move(first);
}

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_FAILED_CHECKS_H_

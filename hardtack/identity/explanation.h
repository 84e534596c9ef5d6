// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// VerdictExplanation is why a verifier accepts or refuses a token: the lineage, the block that refused, and what each
// failed check came nearest to. Verifier and AuthorizationVerifier make it on request; verdicts cost no more for it.
// Plain values and functions without state: any thread.

#ifndef HARDTACK_IDENTITY_EXPLANATION_H_
#define HARDTACK_IDENTITY_EXPLANATION_H_

#include <optional>
#include <span>
#include <variant>

#include "hardtack/engine/ast.h"
#include "hardtack/engine/explanation.h"
#include "hardtack/engine/origin.h"
#include "hardtack/identity/lineage.h"
#include "hardtack/identity/refusal.h"
#include "hardtack/token/authorizer.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::identity {

struct VerdictExplanation {
  std::optional<Refusal> refusal;        // nullopt: the token is accepted
  std::optional<engine::BlockId> block;  // that the refusal is about; nullopt: about none in particular
  std::optional<Lineage> lineage;        // of an identity token whose signatures hold
  wire::DecodedBlocks blocks;            // of a token whose signatures hold; `checks` refers to them
  // The token's failed checks, also where its structure was refused before they ran. nullopt: the signatures do not
  // hold, it is of another kind, or its checks end in an error.
  std::optional<engine::Explanation> checks;
};

// The block that a refusal names.
std::optional<engine::BlockId> RefusingBlock(const Refusal& refusal);

// For verifiers: what a verdict alone tells of its explanation.
template <typename T>
VerdictExplanation ExplanationOf(const Verdict<T>& verdict) {
  VerdictExplanation explanation;
  if (const auto* refusal = std::get_if<Refusal>(&verdict)) {
    explanation.refusal = *refusal;
    explanation.block = RefusingBlock(*refusal);
  }
  return explanation;
}

// For verifiers: adds the blocks, and what the checks say to these facts. The policy of `authorizer` is left out, since
// it is the verifier's own and always matches. One evaluation, and what engine::Explain costs; when the evaluation ends
// in an error, `checks` stays nullopt.
void ExplainChecks(const token::Authorizer& authorizer, const token::Biscuit& token,
                   std::span<const engine::Fact> facts, VerdictExplanation& explanation);

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_EXPLANATION_H_

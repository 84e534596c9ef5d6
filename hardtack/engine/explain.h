// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Explain finds out, after an evaluation, why its decision is what it is. Evaluating keeps no books for it: a decision
// that nobody asks about costs nothing.
//
// Proofs are found by applying once more, to all facts of the world together, every rule that has to do with the
// decision. That costs about as many steps as the evaluation did, and memory for each way in which a rule applies. What
// a query came nearest to is searched for over its predicates, the fewest missing first, which is exponential in the
// number of those that are missing. Both are bounded by `limits`; expressions run on the engine's own operators.

#ifndef HARDTACK_ENGINE_EXPLAIN_H_
#define HARDTACK_ENGINE_EXPLAIN_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "hardtack/engine/ast.h"
#include "hardtack/engine/compile.h"
#include "hardtack/engine/decide.h"
#include "hardtack/engine/explanation.h"

namespace hardtack::engine {

// What one explanation may cost. Half of the steps are for proofs; the queries to be explained share the other half
// equally, so that a hostile one cannot keep the others from being explained.
struct ExplainLimits {
  uint64_t max_steps = 1'000'000;      // of the kind that RunLimits counts
  size_t max_bytes = size_t{4} << 20;  // of the text of its facts, bindings and rules
  bool operator==(const ExplainLimits&) const = default;
};

// What was evaluated: the syntax that the program was compiled from, and the facts of the request. Not owned.
struct Evaluated {
  const AuthorizerBlock& authorizer;
  std::span<const TokenBlock> blocks;  // empty for a decision without a token
  std::span<const Fact> request;

  const Block& BlockAt(BlockId block) const {
    return block == kAuthorizerBlock ? authorizer.block : *blocks[block].block;
  }
};

// Explains `outcome`, which must have come from `evaluated`. The world and its usage are left as they were, but
// `max_time` holds no longer for queries after it. Never fails: what the limits cut off is missing, and `cut` is set.
// One thread at a time for an outcome.
Explanation Explain(Outcome& outcome, const Evaluated& evaluated, const ExplainLimits& limits = {});

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_EXPLAIN_H_

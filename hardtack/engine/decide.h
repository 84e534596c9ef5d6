// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Decide tests the checks and policies of a program against its world. A denial is an ordinary Decision; an error is a
// Status. Order, as the reference: the authorizer's checks, the authority's, the policies until one matches, the checks
// of the blocks 1 to n; all failed checks are collected in that order.
//
// Within one query a binding that decides wins over one that raises an error, whatever the order of facts
// (docs/language.md, "Errors and order").
//
// Biscuit specification, "Checks", "Allow/deny policies" and "Authorizing".

#ifndef HARDTACK_ENGINE_DECIDE_H_
#define HARDTACK_ENGINE_DECIDE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "hardtack/engine/ast.h"
#include "hardtack/engine/evaluate.h"
#include "hardtack/engine/limits.h"
#include "hardtack/engine/origin.h"

namespace hardtack::engine {

// A check by position: the `check`-th of block `block` (kAuthorizerBlock for the authorizer's), from 0. Print it from
// the syntax that was compiled.
struct CheckPosition {
  BlockId block = kAuthorizerBlock;
  uint32_t check = 0;
  bool operator==(const CheckPosition&) const = default;
};

// The first policy that matched, counted over all policies from 0.
struct MatchedPolicy {
  PolicyKind kind = PolicyKind::kDeny;
  uint32_t index = 0;
  bool operator==(const MatchedPolicy&) const = default;
};

// The answer. Allowed only when an allow policy matched and no check failed.
struct Decision {
  std::optional<MatchedPolicy> policy;  // nullopt: no policy matched, which denies
  std::vector<CheckPosition> failed_checks;

  bool allowed() const { return policy.has_value() && policy->kind == PolicyKind::kAllow && failed_checks.empty(); }
  bool operator==(const Decision&) const = default;
};

// Decides over `world`, drawing on what is left of its step budget: that, and max_time where it is set, is all that it
// costs. One thread at a time for a world; worlds of one program are independent.
//   the world's own status           the fixpoint was not reached, and nothing is decided
//   expression errors                annotated with the check or policy and its query
//   TooManySteps, Timeout, PatternTooLarge
absl::StatusOr<Decision> Decide(World& world);

// Everything about one run, for tools that show the world even beside an error.
struct Outcome {
  World world;
  Usage usage;
  absl::StatusOr<Decision> decision;
};

// Evaluate and Decide in one call. Any number of threads may run one program, as far as the externs and the clock of
// `options` may. Every error is in Outcome::decision.
Outcome Run(std::shared_ptr<const Program> program, std::span<const Fact> request, const RunOptions& options);

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_DECIDE_H_

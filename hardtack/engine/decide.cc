// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Checks and policies over a world. Tested by tests/engine/decide_test.cc and against the naive evaluator in
// tests/differential.

#include "hardtack/engine/decide.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/join.h"
#include "hardtack/engine/raised_error.h"
#include "hardtack/engine/world.h"

namespace hardtack::engine {
namespace {

class Decider {
 public:
  explicit Decider(World::Impl& world) : world_(world), top_(*world.program) {}

  absl::StatusOr<Decision> Run() {
    RETURN_IF_ERROR(world_.status);
    const Program* token = top_.base() != nullptr ? &top_ : nullptr;
    const Program& authorizer = token != nullptr ? *top_.base() : top_;
    RETURN_IF_ERROR(RunChecks(authorizer, [](BlockId) { return true; }));
    if (token != nullptr) RETURN_IF_ERROR(RunChecks(*token, [](BlockId block) { return block == kAuthorityBlock; }));
    RETURN_IF_ERROR(RunPolicies(authorizer));
    if (token != nullptr) RETURN_IF_ERROR(RunChecks(*token, [](BlockId block) { return block != kAuthorityBlock; }));
    return std::move(decision_);
  }

 private:
  template <typename Select>
  absl::Status RunChecks(const Program& program, Select&& select) {
    for (const CompiledCheck& check : program.checks) {
      if (!select(check.block)) continue;
      absl::StatusOr<bool> passes = Passes(program, check);
      if (!passes.ok()) {
        return Annotate(passes.status(), absl::StrCat(BlockName(check.block), ": check ", check.index));
      }
      if (!*passes) decision_.failed_checks.push_back({check.block, check.index});
    }
    return absl::OkStatus();
  }

  absl::Status RunPolicies(const Program& program) {
    for (uint32_t i = 0; i < program.policies.size(); ++i) {
      const CompiledPolicy& policy = program.policies[i];
      absl::StatusOr<bool> matches = AnyMatches(program, policy.bodies);
      if (!matches.ok()) return Annotate(matches.status(), absl::StrCat("authorizer: policy ", i));
      if (!*matches) continue;
      decision_.policy = MatchedPolicy{policy.kind, i};
      return absl::OkStatus();
    }
    return absl::OkStatus();
  }

  absl::StatusOr<bool> Passes(const Program& program, const CompiledCheck& check) {
    if (check.kind == CheckKind::kAll) return AnyHoldsForAll(program, check.bodies);
    ASSIGN_OR_RETURN(bool matches, AnyMatches(program, check.bodies));
    return matches == (check.kind == CheckKind::kIf);
  }

  // Queries are tried in written order; one that ends in an error ends all.
  absl::StatusOr<bool> AnyMatches(const Program& program, Range bodies) {
    for (uint32_t i = bodies.begin; i < bodies.end; ++i) {
      ASSIGN_OR_RETURN(bool matches, Matches(program, program.bodies[i], i - bodies.begin));
      if (matches) return true;
    }
    return false;
  }

  absl::StatusOr<bool> AnyHoldsForAll(const Program& program, Range bodies) {
    for (uint32_t i = bodies.begin; i < bodies.end; ++i) {
      ASSIGN_OR_RETURN(bool holds, HoldsForAll(program, program.bodies[i], i - bodies.begin));
      if (holds) return true;
    }
    return false;
  }

  // Some binding holds; errors count only if none does.
  absl::StatusOr<bool> Matches(const Program& program, const Body& body, uint32_t query) {
    bool matched = false;
    RETURN_IF_ERROR(ForEachBinding(
        program, body, query,
        [&](const BindingResult& result) {
          matched = result.kind == BindingResult::Kind::kHolds;
          return !matched;
        },
        matched));
    return matched;
  }

  // There is a binding, and none fails; errors count only if none fails.
  absl::StatusOr<bool> HoldsForAll(const Program& program, const Body& body, uint32_t query) {
    bool any = false, failed = false;
    RETURN_IF_ERROR(ForEachBinding(
        program, body, query,
        [&](const BindingResult& result) {
          any = true;
          failed = result.kind == BindingResult::Kind::kFails;
          return !failed;
        },
        failed));
    return any && !failed;
  }

  // Visits bindings until `visit` returns false, which must set `decided`. An error that a binding raised is reported
  // unless it is `decided`.
  absl::Status ForEachBinding(const Program& program, const Body& body, uint32_t query, Joiner::Visit visit,
                              const bool& decided) {
    std::optional<RaisedError> raised;
    if (world_.budget.Charge(1)) {
      Joiner joiner(world_, program, body, TrustOf(top_, program, body));
      joiner.Run([&](const BindingResult& result) {
        if (result.kind == BindingResult::Kind::kRaises) {
          RaisedError::Keep(raised, result.expression, world_.machine.error());
        }
        return visit(result);
      });
    }
    if (decided) return absl::OkStatus();
    if (world_.budget.exhausted()) return world_.budget.status();
    return raised.has_value() ? raised->ToStatus(absl::StrCat("query ", query)) : absl::OkStatus();
  }

  World::Impl& world_;
  const Program& top_;
  Decision decision_;
};

}  // namespace

absl::StatusOr<Decision> Decide(World& world) { return Decider(world.impl()).Run(); }

Outcome Run(std::shared_ptr<const Program> program, std::span<const Fact> request, const RunOptions& options) {
  World world = Evaluate(std::move(program), request, options);
  absl::StatusOr<Decision> decision = Decide(world);
  Usage usage = world.usage();
  return Outcome{std::move(world), usage, std::move(decision)};
}

}  // namespace hardtack::engine

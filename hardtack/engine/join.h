// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Joiner enumerates the bindings of a body: the combinations of facts that match its atoms, with its expressions run as
// soon as they may be. It starts with the atom that has the fewest facts and goes on in the order that was planned from
// there. It never creates or hides an error: expressions run in written order
// for every binding, a false one prunes only what it would have pruned on the complete binding, and one that raises
// early is set aside and run again on each complete binding.

#ifndef HARDTACK_ENGINE_JOIN_H_
#define HARDTACK_ENGINE_JOIN_H_

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "absl/functional/function_ref.h"
#include "hardtack/engine/expression.h"
#include "hardtack/engine/operators.h"
#include "hardtack/engine/program.h"
#include "hardtack/engine/world.h"

namespace hardtack::engine {

// What the expressions of a body say of one complete binding.
struct BindingResult {
  enum class Kind : uint8_t { kHolds, kFails, kRaises } kind = Kind::kHolds;
  uint32_t expression = 0;  // that raised, by position in the body; the error is the machine's
};

// INVARIANT: a world has one Joiner at a time, whose bindings lie in the world's JoinSpace.
class Joiner {
 public:
  static constexpr uint32_t kNoDelta = UINT32_MAX;

  // Enumerates `body` of `program` in `world`. Facts are visible if `trust` covers their origin. With `delta`, the index
  // of an atom in a body that has a plan for each, that atom sees recent facts alone, those written before it stable
  // ones, those after it both: the stages that semi-naive evaluation gives them.
  Joiner(World::Impl& world, const Program& program, const Body& body, const TrustedOrigins& trust,
         uint32_t delta = kNoDelta);

  // Calls `visit` for each complete binding that holds or raises (and, for bodies whose plans defer all expressions,
  // for those that fail) until it returns false, the bindings are exhausted, or the budget is.
  using Visit = absl::FunctionRef<bool(const BindingResult&)>;
  void Run(Visit visit);

  // What handling one complete binding costs beside its candidates: a row of `columns` values written and the origins
  // of its facts joined.
  uint64_t StepsForResult(size_t columns) const { return StepsForWidth(columns) + StepsForWidth(levels_.size()); }

  std::span<const Value> frame() const { return frame_; }
  // The rows that the current binding takes, one for each atom in written order.
  // REQUIRES: the world has no facts that are held as bits.
  void MatchedRows(std::span<RowRef> rows) const;
  // The union of the origins of the facts in the current binding.
  OriginKey MatchedOrigins() const;

 private:
  enum class Early : uint8_t { kGoOn, kPrune, kStop };

  const Plan& ChoosePlan() const;
  size_t Estimate(const Plan& plan) const;
  bool Prepare(size_t level);
  void Open(size_t level);
  BitCandidates BitsAt(const JoinLevel& level) const;
  void OpenShared(JoinLevel& level);
  // The value of a column that is known before its step.
  Value KnownValue(const ColumnTest& test) const;
  std::span<const Value> KeyOf(const JoinStep& step) const;
  std::span<const Value> KeyOf(const SharedProbe& probe) const;
  void FetchAhead(const JoinStep& step);
  void FetchForEach(const JoinStep& step, const BaseIndex& shared, BaseRows rows);
  bool Advance(size_t level);
  bool MatchesCandidate(const JoinLevel& level);
  template <typename ValueAt>
  bool Matches(const JoinStep& step, uint32_t first_test, const ValueAt& value_at);
  Early RunEarly(size_t level, uint32_t first, uint32_t last);
  std::optional<BindingResult> Complete(uint32_t done);
  const JoinStep& StepAt(size_t level) const { return program_.steps[plan_.steps.begin + level]; }
  // How many expressions have run before the step at `level`, which may be one past the last.
  uint32_t ExpressionsBefore(size_t level) const {
    return level == 0 ? plan_.expressions_before : StepAt(level - 1).expressions_done;
  }

  World::Impl& world_;
  const Program& program_;
  const Body& body_;
  const TrustedOrigins& trust_;
  const uint32_t delta_;
  const Plan& plan_;
  const std::span<Value> frame_;
  const std::span<JoinLevel> levels_;
  size_t raised_level_ = SIZE_MAX;  // the level at which an expression raised early; SIZE_MAX: none did
};

// The values of a head's terms under the variables in `frame`.
inline void FillRow(const Program& program, Range head_terms, std::span<const Value> frame, std::span<Value> row) {
  for (uint32_t i = 0; i < head_terms.size(); ++i) {
    const CompiledTerm& term = program.terms[head_terms.begin + i];
    row[i] = term.is_slot ? frame[term.slot] : term.value;
  }
}

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_JOIN_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Joiner enumerates the bindings of a body: the combinations of facts that match its atoms, in the order of a plan,
// with its expressions run as soon as they may be. It never creates or hides an error: expressions run in written order
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

class Joiner {
 public:
  // Enumerates `body` of `program` in `world` by `plan`. Facts are visible if `trust` covers their origin; atoms of
  // relations outside the plan's delta see the stages that semi-naive evaluation gives them.
  Joiner(World::Impl& world, const Program& program, const Body& body, const Plan& plan, const TrustedOrigins& trust);

  // Calls `visit` for each complete binding that holds or raises (and, for bodies whose plan defers all expressions,
  // for those that fail) until it returns false, the bindings are exhausted, or the budget is.
  using Visit = absl::FunctionRef<bool(const BindingResult&)>;
  void Run(Visit visit);

  // What handling one complete binding costs beside its candidates: a row of `columns` values written and the origins
  // of its facts joined.
  uint64_t StepsForResult(size_t columns) const { return StepsForWidth(columns) + StepsForWidth(cursors_.size()); }

  std::span<const Value> frame() const { return frame_; }
  // The rows that the current binding takes, one for each atom in written order.
  void MatchedRows(std::span<uint32_t> rows) const;
  // The union of the origins of the facts in the current binding.
  OriginKey MatchedOrigins() const;

 private:
  struct Cursor {
    Relation* relation = nullptr;
    const ColumnIndex* index = nullptr;  // null: scanning
    uint32_t row = 0;                    // the current row
    uint32_t next = 0;                   // the next candidate
    uint32_t end = 0;                    // rows from here on are of no stage that this step sees
  };
  enum class Early : uint8_t { kGoOn, kPrune, kStop };

  void Open(size_t level);
  bool Advance(size_t level);
  bool Matches(const JoinStep& step, std::span<const Value> row);
  Early RunEarly(size_t level, uint32_t first, uint32_t last);
  std::optional<BindingResult> Complete();
  const JoinStep& StepAt(size_t level) const { return program_.steps[plan_.steps.begin + level]; }

  World::Impl& world_;
  const Program& program_;
  const Body& body_;
  const Plan& plan_;
  const TrustedOrigins& trust_;
  std::vector<Value> frame_;
  std::vector<Cursor> cursors_;
  size_t raised_level_;  // the level at which an expression raised early; SIZE_MAX: none did
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

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// BitCandidates enumerates the facts of a BitRelation that may match a join step: of some stages, and with the values
// that are known. Internal to the engine.
//
// Not thread-safe. Valid until the round ends.

#ifndef HARDTACK_ENGINE_BIT_CANDIDATES_H_
#define HARDTACK_ENGINE_BIT_CANDIDATES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "hardtack/engine/bit_relation.h"
#include "hardtack/engine/budget.h"
#include "hardtack/engine/value.h"

namespace hardtack::engine {

class BitCandidates {
 public:
  enum class Stage : uint8_t { kAll, kStable, kRecent };

  BitCandidates() = default;  // none
  // With the values of `known`, by column. Of recent facts, which are few, those with other values are candidates too.
  // What is looked at beside candidates is charged to `budget`: a step for each stretch of a row and for each recent
  // fact that is passed over, and what turning a matrix takes.
  BitCandidates(BitRelation& bits, Stage stage, const std::array<std::optional<Value>, 2>& known, Budget& budget);

  // Moves to the next candidate, at the beginning to the first; false: there is none, or the budget is exhausted.
  bool Next();

  // Of the current candidate.
  std::span<const Value> values() const { return values_; }
  OriginKey origin() const { return part().origin; }

 private:
  BitRelation::Part& part() const { return *bits_->parts()[part_]; }
  bool NextPart();
  bool NextRow();
  bool NextColumn();

  BitRelation* bits_ = nullptr;
  Budget* budget_ = nullptr;
  Stage stage_ = Stage::kAll;
  bool is_turned_ = false;  // rows are of matrices with rows by the other end
  std::optional<uint32_t> only_row_;
  std::optional<uint32_t> only_column_;

  size_t part_ = SIZE_MAX;             // the next one is the first
  const BitMatrix* matrix_ = nullptr;  // of the part; null: the next part is to be taken
  size_t next_row_ = 0;                // by position in the matrix's used rows
  std::optional<uint32_t> row_;        // the current row
  uint32_t next_column_ = 0;
  std::array<Value, 2> values_;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_BIT_CANDIDATES_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Candidates enumerates the tuples of a relation that may match a join step: all rows of some stages, or those among
// them that an index gives, and then what the relation holds as bits. Internal to the engine.
//
// Not thread-safe. What a candidate is must be asked before rows are added to the relation.

#ifndef HARDTACK_ENGINE_CANDIDATES_H_
#define HARDTACK_ENGINE_CANDIDATES_H_

#include <cstdint>
#include <span>

#include "hardtack/engine/bit_candidates.h"
#include "hardtack/engine/relation.h"

namespace hardtack::engine {

class Candidates {
 public:
  Candidates() = default;  // none

  // The rows [begin, end).
  static Candidates Scan(const Relation& relation, size_t begin, size_t end) {
    return Candidates(relation, nullptr, static_cast<uint32_t>(begin), end);
  }
  // The rows before `end` from `first` on that `index` links.
  static Candidates Linked(const Relation& relation, const RowIndex& index, uint32_t first, size_t end) {
    return Candidates(relation, &index, first, end);
  }

  // Candidates that come after the rows; not owned.
  void Append(BitCandidates& bits) { bits_ = &bits; }

  // Moves to the next candidate, at the beginning to the first; false: there is none, or the budget that `bits` draws
  // on is exhausted.
  bool Next() {
    if (next_ >= end_) {
      row_ = kNoRow;
      return bits_ != nullptr && bits_->Next();
    }
    row_ = next_;
    next_ = index_ != nullptr ? index_->Next(row_) : row_ + 1;
    return true;
  }

  // Of the current candidate.
  std::span<const Value> values() const { return row_ != kNoRow ? relation_->row(row_) : bits_->values(); }
  OriginKey origin() const { return row_ != kNoRow ? relation_->origin(row_) : bits_->origin(); }
  // REQUIRES: it is a row.
  uint32_t row() const { return row_; }

 private:
  Candidates(const Relation& relation, const RowIndex* index, uint32_t first, size_t end)
      : relation_(&relation), index_(index), next_(first), end_(static_cast<uint32_t>(end)) {}

  static constexpr uint32_t kNoRow = UINT32_MAX;

  const Relation* relation_ = nullptr;
  const RowIndex* index_ = nullptr;  // null: scanning
  BitCandidates* bits_ = nullptr;    // null: none
  uint32_t row_ = 0;
  uint32_t next_ = 0;
  uint32_t end_ = 0;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_CANDIDATES_H_

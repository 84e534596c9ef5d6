// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Candidates enumerates the tuples of a relation that may match a join step: all rows of some stages, or those among
// them that an index gives. Internal to the engine.
//
// Not thread-safe. What a candidate is must be asked before rows are added to the relation.

#ifndef HARDTACK_ENGINE_CANDIDATES_H_
#define HARDTACK_ENGINE_CANDIDATES_H_

#include <cstdint>
#include <span>

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

  // Moves to the next candidate, at the beginning to the first; false: there is none.
  bool Next() {
    if (next_ >= end_) return false;
    row_ = next_;
    next_ = index_ != nullptr ? index_->Next(row_) : row_ + 1;
    return true;
  }

  // Of the current candidate.
  std::span<const Value> values() const { return relation_->row(row_); }
  OriginKey origin() const { return relation_->origin(row_); }
  uint32_t row() const { return row_; }

 private:
  Candidates(const Relation& relation, const RowIndex* index, uint32_t first, size_t end)
      : relation_(&relation), index_(index), next_(first), end_(static_cast<uint32_t>(end)) {}

  const Relation* relation_ = nullptr;
  const RowIndex* index_ = nullptr;  // null: scanning
  uint32_t row_ = 0;
  uint32_t next_ = 0;
  uint32_t end_ = 0;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_CANDIDATES_H_

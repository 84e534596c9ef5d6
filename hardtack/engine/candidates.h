// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Candidates enumerates the tuples of a relation that may match a join step: all rows of some stages, or those among
// them that an index gives, then what the relation holds as bits, then some of the shared facts. Internal to the engine.
//
// Not thread-safe. What a candidate is must be asked before rows are added to the relation.

#ifndef HARDTACK_ENGINE_CANDIDATES_H_
#define HARDTACK_ENGINE_CANDIDATES_H_

#include <cstdint>
#include <span>

#include "hardtack/engine/base_relation.h"
#include "hardtack/engine/bit_candidates.h"
#include "hardtack/engine/relation.h"

namespace hardtack::engine {

// A fact of a relation: one of its own rows, or one of the shared facts, in one of their indexes.
struct RowRef {
  const BaseIndex* shared = nullptr;  // null: a row of its own
  uint32_t row = 0;
};

class Candidates {
 public:
  enum class Source : uint8_t { kRows, kBits, kShared };

  Candidates() = default;  // none

  // The rows [begin, end).
  static Candidates Scan(const Relation& relation, size_t begin, size_t end) {
    return Candidates(relation, nullptr, static_cast<uint32_t>(begin), end);
  }
  // The rows before `end` from `first` on that `index` links.
  static Candidates Linked(const Relation& relation, const RowIndex& index, uint32_t first, size_t end) {
    return Candidates(relation, &index, first, end);
  }

  // Adds those of `bits`, which is not owned.
  void AddBits(BitCandidates& bits) { bits_ = &bits; }
  // Adds `rows` of `shared`, whose origin is `origin`.
  void AddShared(const BaseIndex& shared, BaseRows rows, OriginKey origin) {
    shared_ = &shared;
    next_shared_ = rows.first;
    shared_left_ = rows.size;
    shared_origin_ = origin;
  }

  // Moves to the next candidate, at the beginning to the first; false: there is none, or the budget that the bits draw
  // on is exhausted.
  bool Next() {
    if (next_ < end_) {
      row_ = next_;
      next_ = index_ != nullptr ? index_->Next(row_) : row_ + 1;
      return true;
    }
    return NextBeyondRows();
  }

  // Of the current candidate.
  Source source() const { return source_; }
  OriginKey origin() const {
    if (source_ == Source::kRows) return relation_->origin(row_);
    return source_ == Source::kBits ? bits_->origin() : shared_origin_;
  }
  // Of one that is not shared.
  std::span<const Value> values() const { return source_ == Source::kRows ? relation_->row(row_) : bits_->values(); }
  // Of one that is.
  Value SharedAt(uint32_t column) const { return shared_->At(row_, column); }
  // Of one that is not bits.
  RowRef row() const { return {source_ == Source::kShared ? shared_ : nullptr, row_}; }

 private:
  Candidates(const Relation& relation, const RowIndex* index, uint32_t first, size_t end)
      : relation_(&relation), index_(index), next_(first), end_(static_cast<uint32_t>(end)) {}

  bool NextBeyondRows() {
    if (bits_ != nullptr) {
      source_ = Source::kBits;
      if (bits_->Next()) return true;
      bits_ = nullptr;
    }
    if (shared_left_ == 0) return false;
    --shared_left_;
    source_ = Source::kShared;
    row_ = next_shared_++;
    return true;
  }

  const Relation* relation_ = nullptr;
  const RowIndex* index_ = nullptr;  // null: scanning
  BitCandidates* bits_ = nullptr;    // null: none
  Source source_ = Source::kRows;
  uint32_t row_ = 0;
  uint32_t next_ = 0;
  uint32_t end_ = 0;

  const BaseIndex* shared_ = nullptr;
  uint32_t next_shared_ = 0;
  uint32_t shared_left_ = 0;
  OriginKey shared_origin_ = 0;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_CANDIDATES_H_

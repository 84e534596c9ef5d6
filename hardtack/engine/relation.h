// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A Relation holds the facts of one name and arity as flat rows in order of arrival, each with its origin. Rows pass
// through the three stages of semi-naive evaluation: pending while a round derives them, recent for the round after,
// then stable.
//
// Small relations are searched by scanning; past kScanRows rows duplicates are found by hashing and columns are indexed
// when they are first probed. McSherry's datafrog describes the stages (github.com/rust-lang/datafrog).

#ifndef HARDTACK_ENGINE_RELATION_H_
#define HARDTACK_ENGINE_RELATION_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "hardtack/engine/value.h"

namespace hardtack::engine {

using OriginKey = uint64_t;  // see OriginSpace

// The rows of one column that hold one value, ascending, as a linked list.
class ColumnIndex {
 public:
  static constexpr uint32_t kEnd = UINT32_MAX;

  void Append(Value value);  // for the next row
  size_t size() const { return next_.size(); }
  uint32_t First(Value value) const;
  uint32_t Next(uint32_t row) const { return next_[row]; }

 private:
  struct Ends {
    uint32_t first;
    uint32_t last;
  };
  absl::flat_hash_map<Value, Ends> ends_;
  std::vector<uint32_t> next_;
};

class Relation {
 public:
  static constexpr size_t kScanRows = 32;

  explicit Relation(uint32_t arity) : arity_(arity), linear_rows_(arity <= kLinearRows ? kLinearRows : 0) {}

  // Adds a pending row unless the same values with the same origin are there. Returns whether it did. Amortized
  // O(arity).
  bool Insert(std::span<const Value> values, OriginKey origin);

  // The row with these values and this origin. Constant time, or at most kLinearRows short rows.
  std::optional<uint32_t> Find(std::span<const Value> values, OriginKey origin) const;

  // INVARIANT: stable rows are [0, stable_end()), recent ones [stable_end(), recent_end()), pending ones the rest.
  size_t size() const { return origins_.size(); }
  size_t stable_end() const { return stable_end_; }
  size_t recent_end() const { return recent_end_; }
  bool has_recent() const { return stable_end_ != recent_end_; }
  // Ends a round: recent rows become stable, pending ones recent. Returns how many became recent.
  size_t Advance();
  // Forgets the pending rows.
  void DropPending();

  std::span<const Value> row(size_t index) const { return {values_.data() + index * arity_, arity_}; }
  OriginKey origin(size_t index) const { return origins_[index]; }

  // The index of `column`, brought up to date with all rows; null while the relation is small enough to scan.
  const ColumnIndex* Index(uint32_t column);

 private:
  static constexpr size_t kLinearRows = 16;

  uint64_t Hash(std::span<const Value> values, OriginKey origin) const;
  bool Equals(size_t index, std::span<const Value> values, OriginKey origin) const;
  void Rehash(size_t slot_count);

  uint32_t arity_;
  size_t linear_rows_;  // up to so many rows duplicates are found by scanning
  size_t stable_end_ = 0;
  size_t recent_end_ = 0;
  std::vector<Value> values_;  // row after row
  std::vector<OriginKey> origins_;
  std::vector<uint32_t> slots_;                        // open addressing, row + 1 or 0; empty up to linear_rows_ rows
  std::vector<std::unique_ptr<ColumnIndex>> indexes_;  // by column, null until probed
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_RELATION_H_

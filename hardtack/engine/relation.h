// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A Relation holds the facts of one name and arity as rows in order of arrival. Rows pass through the three stages of
// semi-naive evaluation: pending while a round derives them, recent for the round after, then stable. McSherry's
// datafrog describes the stages (github.com/rust-lang/datafrog).
//
// Small relations are searched by scanning; past some rows duplicates are found by hashing, and past kScanRows rows
// columns are indexed when they are first probed. Facts of two columns may be held as bits instead (path_evaluator.h
// says when). Not thread-safe. Internal to the engine.

#ifndef HARDTACK_ENGINE_RELATION_H_
#define HARDTACK_ENGINE_RELATION_H_

#include <cstddef>
#include <cstdint>
#include <forward_list>
#include <memory>
#include <memory_resource>
#include <optional>
#include <span>

#include "hardtack/engine/bit_relation.h"
#include "hardtack/engine/column_set.h"
#include "hardtack/engine/id_table.h"
#include "hardtack/engine/row_index.h"
#include "hardtack/engine/rows.h"
#include "hardtack/engine/value.h"

namespace hardtack::engine {

class Relation {
 public:
  static constexpr size_t kScanRows = 8;

  Relation(uint32_t arity, std::pmr::memory_resource* memory)
      : rows_(arity, memory), row_ids_(memory), indexes_(memory) {}

  // Adds a pending row unless the same values with the same origin are there. Returns whether it did: a fact that is
  // held as bits is counted when its round ends (BitRelation::CountPending). Amortized O(arity).
  bool Insert(std::span<const Value> values, OriginKey origin);

  // The row with these values and this origin. O(arity).
  std::optional<uint32_t> Find(std::span<const Value> values, OriginKey origin) const;

  // INVARIANT: stable rows are [0, stable_end()), recent ones [stable_end(), recent_end()), pending ones the rest.
  size_t size() const { return rows_.size(); }
  size_t stable_end() const { return stable_end_; }
  size_t recent_end() const { return recent_end_; }
  bool has_recent() const { return stable_end_ != recent_end_ || (bits_ != nullptr && bits_->has_recent()); }
  // The facts that are not pending, in rows or as bits.
  size_t facts() const { return recent_end_ + (bits_ != nullptr ? bits_->facts() : 0); }
  // Calls `visit` with the values and the origin of each of them.
  template <typename Visit>
  void ForEachFact(Visit&& visit) const {
    for (size_t row = 0; row < recent_end_; ++row) visit(rows_.row(row), rows_.origin(row));
    if (bits_ == nullptr) return;
    for (const auto& part : bits_->parts()) {
      bits_->ForEach(*part, [&](std::span<const Value> values, bool) { visit(values, part->origin); });
    }
  }
  // Ends a round: recent facts become stable, pending ones recent. Returns how many became recent.
  size_t Advance();
  // Forgets the pending facts.
  void DropPending();

  // What is held as bits; null: nothing is.
  BitRelation* bits() const { return bits_.get(); }
  // Between rounds: moves all rows to `bits`, or to the bits that are there; their values and origins are held by it.
  void HoldAsBits(std::unique_ptr<BitRelation> bits);
  void MoveRowsToBits();
  // Between rounds, and after them: moves all bits to rows. Linear in the facts.
  void HoldAsRows();

  const Rows& rows() const { return rows_; }
  std::span<const Value> row(size_t index) const { return rows_.row(index); }
  OriginKey origin(size_t index) const { return rows_.origin(index); }

  // How many rows Index(columns) would have to enter before it answers; 0 too for a relation that is small enough to
  // scan.
  size_t RowsToIndex(ColumnSet columns) const;
  // The index of `columns`, brought up to date with all rows; null while the relation is small enough to scan.
  const RowIndex* Index(ColumnSet columns);

 private:
  // Up to so many values duplicates are found by scanning.
  static constexpr size_t kScanValues = 32;

  bool is_small() const { return rows_.size() * (rows_.arity() + 1) <= kScanValues; }
  const RowIndex* FindIndex(ColumnSet columns) const;
  void AddIds(size_t first);
  void ReplaceRows(Rows rows);

  size_t stable_end_ = 0;
  size_t recent_end_ = 0;
  Rows rows_;
  IdTable row_ids_;                           // of no row while the relation is small, then of all
  std::pmr::forward_list<RowIndex> indexes_;  // a list, since joins hold on to indexes while others are made
  std::unique_ptr<BitRelation> bits_;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_RELATION_H_

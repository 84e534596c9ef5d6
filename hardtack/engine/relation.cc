// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Stages, deduplication and indexes. Tested by tests/engine/relation_test.cc.

#include "hardtack/engine/relation.h"

#include <algorithm>
#include <utility>

#include "absl/hash/hash.h"
#include "absl/types/span.h"

namespace hardtack::engine {
namespace {

uint64_t HashOf(std::span<const Value> values, OriginKey origin) {
  return absl::HashOf(origin, absl::MakeConstSpan(values.data(), values.size()));
}

}  // namespace

bool Relation::Insert(std::span<const Value> values, OriginKey origin) {
  if (bits_ != nullptr && bits_->Insert(values, origin)) return false;
  if (is_small()) {
    if (Find(values, origin).has_value()) return false;
    rows_.Add(values, origin);
    if (!is_small()) AddIds(0);
    return true;
  }
  const uint64_t hash = HashOf(values, origin);
  if (row_ids_.Find(hash, [&](uint32_t row) { return rows_.Is(row, values, origin); }).has_value()) return false;
  row_ids_.Add(hash, static_cast<uint32_t>(size()));
  rows_.Add(values, origin);
  return true;
}

std::optional<uint32_t> Relation::Find(std::span<const Value> values, OriginKey origin) const {
  if (!is_small()) {
    return row_ids_.Find(HashOf(values, origin), [&](uint32_t row) { return rows_.Is(row, values, origin); });
  }
  for (uint32_t row = 0; row < size(); ++row) {
    if (rows_.Is(row, values, origin)) return row;
  }
  return std::nullopt;
}

void Relation::AddIds(size_t first) {
  for (size_t row = first; row < size(); ++row) {
    row_ids_.Add(HashOf(rows_.row(row), rows_.origin(row)), static_cast<uint32_t>(row));
  }
}

size_t Relation::Advance() {
  stable_end_ = recent_end_;
  recent_end_ = size();
  return recent_end_ - stable_end_ + (bits_ != nullptr ? bits_->Advance() : 0);
}

void Relation::DropPending() {
  if (bits_ != nullptr) bits_->DropPending();
  rows_.Truncate(recent_end_);
  indexes_.clear();
  row_ids_.Clear();
  if (!is_small()) AddIds(0);
}

void Relation::HoldAsBits(std::unique_ptr<BitRelation> bits) {
  bits_ = std::move(bits);
  MoveRowsToBits();
}

void Relation::MoveRowsToBits() {
  for (size_t row = 0; row < size(); ++row) bits_->Keep(rows_.row(row), rows_.origin(row), row >= stable_end_);
  stable_end_ = recent_end_ = 0;
  ReplaceRows(Rows(rows_.arity(), indexes_.get_allocator().resource()));
}

// Stable facts before recent ones, as it is with rows.
void Relation::HoldAsRows() {
  if (bits_ == nullptr) return;
  Rows rows(rows_.arity(), indexes_.get_allocator().resource());
  const auto add = [&](size_t begin, size_t end, bool are_recent) {
    for (size_t row = begin; row < end; ++row) rows.Add(rows_.row(row), rows_.origin(row));
    for (const auto& part : bits_->parts()) {
      bits_->ForEach(*part, [&](std::span<const Value> values, bool is_recent) {
        if (is_recent == are_recent) rows.Add(values, part->origin);
      });
    }
  };
  add(0, stable_end_, false);
  const size_t stable_end = rows.size();
  add(stable_end_, recent_end_, true);
  stable_end_ = stable_end;
  recent_end_ = rows.size();
  bits_.reset();
  ReplaceRows(std::move(rows));
}

void Relation::ReplaceRows(Rows rows) {
  rows_ = std::move(rows);
  indexes_.clear();
  row_ids_ = IdTable(indexes_.get_allocator().resource());
  if (!is_small()) AddIds(0);
}

const RowIndex* Relation::FindIndex(ColumnSet columns) const {
  auto found = std::ranges::find(indexes_, columns, &RowIndex::columns);
  return found == indexes_.end() ? nullptr : &*found;
}

size_t Relation::RowsToIndex(ColumnSet columns) const {
  if (size() <= kScanRows) return 0;
  const RowIndex* index = FindIndex(columns);
  return size() - (index != nullptr ? index->size() : 0);
}

const RowIndex* Relation::Index(ColumnSet columns) {
  if (size() <= kScanRows) return nullptr;
  auto found = std::ranges::find(indexes_, columns, &RowIndex::columns);
  RowIndex& index =
      found != indexes_.end() ? *found : indexes_.emplace_front(columns, indexes_.get_allocator().resource());
  while (index.size() < size()) index.Append(rows_);
  return &index;
}

}  // namespace hardtack::engine

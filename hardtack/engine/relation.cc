// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Rows, their deduplication and their indexes. Tested by tests/engine/relation_test.cc.

#include "hardtack/engine/relation.h"

#include <algorithm>

#include "absl/hash/hash.h"

namespace hardtack::engine {

void ColumnIndex::Append(Value value) {
  uint32_t row = static_cast<uint32_t>(next_.size());
  next_.push_back(kEnd);
  auto [it, is_new] = ends_.try_emplace(value, Ends{row, row});
  if (is_new) return;
  next_[it->second.last] = row;
  it->second.last = row;
}

uint32_t ColumnIndex::First(Value value) const {
  auto it = ends_.find(value);
  return it == ends_.end() ? kEnd : it->second.first;
}

uint64_t Relation::Hash(std::span<const Value> values, OriginKey origin) const {
  return absl::HashOf(origin, absl::MakeConstSpan(values.data(), values.size()));
}

bool Relation::Equals(size_t index, std::span<const Value> values, OriginKey origin) const {
  return origins_[index] == origin && std::ranges::equal(row(index), values);
}

bool Relation::Insert(std::span<const Value> values, OriginKey origin) {
  uint32_t next = static_cast<uint32_t>(size());
  if (slots_.empty()) {
    for (size_t i = 0; i < size(); ++i) {
      if (Equals(i, values, origin)) return false;
    }
  } else {
    size_t slot = Hash(values, origin) & (slots_.size() - 1);
    for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
      if (Equals(slots_[slot] - 1, values, origin)) return false;
    }
    slots_[slot] = next + 1;
  }
  values_.insert(values_.end(), values.begin(), values.end());
  origins_.push_back(origin);
  if (size() > linear_rows_ && 2 * size() > slots_.size()) Rehash(std::max<size_t>(64, 2 * slots_.size()));
  return true;
}

std::optional<uint32_t> Relation::Find(std::span<const Value> values, OriginKey origin) const {
  if (slots_.empty()) {
    for (uint32_t i = 0; i < size(); ++i) {
      if (Equals(i, values, origin)) return i;
    }
    return std::nullopt;
  }
  for (size_t slot = Hash(values, origin) & (slots_.size() - 1); slots_[slot] != 0;) {
    if (Equals(slots_[slot] - 1, values, origin)) return slots_[slot] - 1;
    slot = (slot + 1) & (slots_.size() - 1);
  }
  return std::nullopt;
}

void Relation::Rehash(size_t slot_count) {
  slots_.assign(slot_count, 0);
  for (size_t i = 0; i < size(); ++i) {
    size_t slot = Hash(row(i), origins_[i]) & (slot_count - 1);
    while (slots_[slot] != 0) slot = (slot + 1) & (slot_count - 1);
    slots_[slot] = static_cast<uint32_t>(i + 1);
  }
}

size_t Relation::Advance() {
  stable_end_ = recent_end_;
  recent_end_ = size();
  return recent_end_ - stable_end_;
}

void Relation::DropPending() {
  values_.resize(recent_end_ * arity_);
  origins_.resize(recent_end_);
  indexes_.clear();
  if (!slots_.empty()) Rehash(slots_.size());
}

const ColumnIndex* Relation::Index(uint32_t column) {
  if (size() <= kScanRows) return nullptr;
  if (indexes_.empty()) indexes_.resize(arity_);
  if (indexes_[column] == nullptr) indexes_[column] = std::make_unique<ColumnIndex>();
  ColumnIndex& index = *indexes_[column];
  while (index.size() < size()) index.Append(row(index.size())[column]);
  return &index;
}

}  // namespace hardtack::engine

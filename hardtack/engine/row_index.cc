// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// RowIndex. Tested by tests/engine/relation_test.cc.

#include "hardtack/engine/row_index.h"

#include <optional>

#include "absl/hash/hash.h"

namespace hardtack::engine {
namespace {

constexpr uint64_t kNoValues = 0;
uint64_t Hash(uint64_t before, Value value) { return absl::HashOf(before, value); }

}  // namespace

void RowIndex::Append(const Rows& rows) {
  const uint32_t row = static_cast<uint32_t>(next_.size());
  const std::span<const Value> values = rows.row(row);
  uint64_t hash = kNoValues;
  columns_.ForEach([&](uint32_t column) { hash = Hash(hash, values[column]); });
  next_.push_back(kEnd);
  const std::optional<uint32_t> id = list_ids_.Find(hash, [&](uint32_t list) {
    const std::span<const Value> others = rows.row(lists_[list].first);
    return columns_.All([&](uint32_t column) { return others[column] == values[column]; });
  });
  if (id.has_value()) {
    List& list = lists_[*id];
    next_[list.last] = row;
    list.last = row;
    ++list.count;
    return;
  }
  list_ids_.Add(hash, static_cast<uint32_t>(lists_.size()));
  lists_.push_back({row, row, 1});
}

RowIndex::Matches RowIndex::Find(const Rows& rows, std::span<const Value> key) const {
  uint64_t hash = kNoValues;
  for (Value value : key) hash = Hash(hash, value);
  const std::optional<uint32_t> id = list_ids_.Find(hash, [&](uint32_t list) {
    const std::span<const Value> values = rows.row(lists_[list].first);
    const Value* next = key.data();
    return columns_.All([&](uint32_t column) { return values[column] == *next++; });
  });
  return id.has_value() ? Matches{lists_[*id].count, lists_[*id].first} : Matches{};
}

}  // namespace hardtack::engine

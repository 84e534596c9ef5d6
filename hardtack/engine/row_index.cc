// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// RowIndex. Tested by tests/engine/relation_test.cc.

#include "hardtack/engine/row_index.h"

#include <array>

#include "absl/hash/hash.h"
#include "absl/types/span.h"

namespace hardtack::engine {
namespace {

uint64_t HashOf(std::span<const Value> key) {
  return key.size() == 1 ? absl::HashOf(key[0]) : absl::HashOf(absl::MakeConstSpan(key.data(), key.size()));
}

}  // namespace

void RowIndex::Append(const Rows& rows) {
  const uint32_t row = static_cast<uint32_t>(next_.size());
  const std::span<const Value> values = rows.row(row);
  std::array<Value, ColumnSet::kMaxColumns> buffer;
  size_t size = 0;
  columns_.ForEach([&](uint32_t column) { buffer[size++] = values[column]; });
  const std::span<const Value> key(buffer.data(), size);

  next_.push_back(kEnd);
  const uint64_t hash = HashOf(key);
  if (std::optional<uint32_t> id = FindList(rows, key, hash)) {
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
  const std::optional<uint32_t> id = FindList(rows, key, HashOf(key));
  return id.has_value() ? Matches{lists_[*id].count, lists_[*id].first} : Matches{};
}

std::optional<uint32_t> RowIndex::FindList(const Rows& rows, std::span<const Value> key, uint64_t hash) const {
  return list_ids_.Find(hash, [&](uint32_t id) {
    const std::span<const Value> values = rows.row(lists_[id].first);
    bool equal = true;
    size_t i = 0;
    columns_.ForEach([&](uint32_t column) { equal &= values[column] == key[i++]; });
    return equal;
  });
}

}  // namespace hardtack::engine

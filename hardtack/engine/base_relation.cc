// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Probing. Tested by tests/engine/base_relation_test.cc.

#include "hardtack/engine/base_relation.h"

#include <algorithm>
#include <optional>
#include <ranges>

#include "hardtack/engine/hash_slots.h"

namespace hardtack::engine {

BaseRelation::BaseRelation(const SectionSpans& sections, const RelationRecord& record, SipKey key)
    : rows_(sections.rows.data() + record.first_unit),
      row_units_(record.row_units),
      size_(record.row_count),
      columns_(sections.columns.subspan(record.first_column, record.arity)),
      name_(record.name),
      key_(key) {
  for (const IndexRecord& index : sections.indexes.subspan(record.first_index, record.index_count)) {
    const std::span<const uint32_t> columns = sections.columns.subspan(index.first_column, index.column_count);
    indexes_.push_back({columns, sections.index_slots.subspan(index.first_slot, SlotCountFor(index.key_count)),
                        sections.listed_rows.subspan(index.first_listed, index.listed_count), index.key_count,
                        IsPrefix(columns)});
  }
}

bool BaseRelation::HasKey(uint32_t row, const Index& index, std::span<const Value> key) const {
  for (size_t i = 0; i < key.size(); ++i) {
    if (WordAt(row, index.columns[i]) != key[i].word()) return false;
  }
  return true;
}

BaseRows BaseRelation::Find(const Index& index, std::span<const Value> key) const {
  const uint64_t hash = HashOfKey(key_, key);
  auto rows_of = [&](IndexSlot slot) {
    const uint32_t* const list = index.is_prefix || slot.size == 1 ? nullptr : index.listed.data() + slot.first;
    return BaseRows(list, slot.first, slot.size);
  };
  const std::optional<uint64_t> found = FindSlot(index.slots, hash, [&](uint64_t slot) {
    return ((slot ^ hash) & IndexSlot::kTagMask) == 0 && HasKey(rows_of(IndexSlot(slot))[0], index, key);
  });
  if (!found.has_value()) return BaseRows();
  IndexSlot slot(*found);
  if (slot.size < IndexSlot::kMostRows) return rows_of(slot);
  // The rows of a key are neighbours, in the list or without one, so they end where the key does.
  const uint32_t end = index.is_prefix ? size_ : static_cast<uint32_t>(index.listed.size());
  auto has_key = [&](uint32_t at) { return HasKey(index.is_prefix ? at : index.listed[at], index, key); };
  const auto rest = std::views::iota(slot.first + slot.size, end);
  slot.size = *std::ranges::partition_point(rest, has_key) - slot.first;
  return rows_of(slot);
}

bool BaseRelation::Contains(std::span<const Value> row) const {
  auto has_all = [&](const Index& index) { return index.columns.size() == row.size(); };
  const auto all = std::ranges::find_if(indexes_, has_all);
  return all == indexes_.end() || !Find(*all, row).empty();
}

}  // namespace hardtack::engine

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Sorting, packing and indexing rows. Tested by tests/engine/base_relation_test.cc.

#include "hardtack/engine/base_relation_builder.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "hardtack/engine/base_relation.h"
#include "hardtack/engine/hash_slots.h"

namespace hardtack::engine {

BaseRelationBuilder::BaseRelationBuilder(uint32_t name, uint32_t arity) : name_(name), arity_(arity) {
  std::vector<uint32_t> all;
  for (uint32_t column = 0; column < arity; ++column) {
    indexes_.insert({column});
    all.push_back(column);
  }
  if (arity > 0) indexes_.insert(std::move(all));
}

void BaseRelationBuilder::Add(std::span<const Value> row) {
  for (Value value : row) words_.push_back(value.word());
  ++size_;
}

// Row numbers in order, each row once.
std::vector<uint32_t> BaseRelationBuilder::SortedRows() const {
  struct Key {
    uint64_t first_word;  // most rows are told apart by it, without a look at the row itself
    uint32_t row;
  };
  std::vector<Key> keys;
  keys.reserve(size_);
  for (uint32_t row = 0; row < size_; ++row) keys.push_back({arity_ == 0 ? 0 : WordAt(row, 0), row});
  auto words_of = [&](const Key& key) { return std::span(words_).subspan(uint64_t{key.row} * arity_, arity_); };
  std::ranges::sort(keys, [&](const Key& a, const Key& b) {
    if (a.first_word != b.first_word) return a.first_word < b.first_word;
    return std::ranges::lexicographical_compare(words_of(a), words_of(b));
  });
  auto repeated = std::ranges::unique(
      keys, [&](const Key& a, const Key& b) { return std::ranges::equal(words_of(a), words_of(b)); });
  keys.erase(repeated.begin(), repeated.end());
  std::vector<uint32_t> rows;
  rows.reserve(keys.size());
  for (const Key& key : keys) rows.push_back(key.row);
  return rows;
}

void BaseRelationBuilder::Sort() {
  const std::vector<uint32_t> rows = SortedRows();
  std::vector<uint64_t> sorted;
  sorted.reserve(rows.size() * arity_);
  for (uint32_t row : rows) {
    for (uint32_t column = 0; column < arity_; ++column) sorted.push_back(WordAt(row, column));
  }
  words_ = std::move(sorted);
  size_ = rows.size();
}

void BaseRelationBuilder::AppendRows(RelationRecord& record, SectionVectors& sections) const {
  record.first_column = static_cast<uint32_t>(sections.columns.size());
  for (uint32_t column = 0; column < arity_; ++column) {
    bool is_wide = false;
    for (uint32_t row = 0; row < size_ && !is_wide; ++row) is_wide = WordAt(row, column) > UINT32_MAX;
    sections.columns.push_back(record.row_units << 1 | (is_wide ? 1 : 0));
    record.row_units += is_wide ? 2 : 1;
  }
  record.first_unit = sections.rows.size();
  sections.rows.resize(record.first_unit + size_ * record.row_units);
  uint32_t* unit = sections.rows.data() + record.first_unit;
  for (uint32_t row = 0; row < size_; ++row) {
    for (uint32_t column = 0; column < arity_; ++column) {
      const uint64_t word = WordAt(row, column);
      *unit++ = static_cast<uint32_t>(word);
      if ((sections.columns[record.first_column + column] & 1) != 0) *unit++ = static_cast<uint32_t>(word >> 32);
    }
  }
}

uint64_t BaseRelationBuilder::HashOf(uint32_t row, std::span<const uint32_t> columns, SipKey key) const {
  return SipHashOfWords(key, columns.size(), [&](size_t i) { return WordAt(row, columns[i]); });
}

BaseRelationBuilder::Groups BaseRelationBuilder::GroupRows(std::span<const uint32_t> columns, SipKey key) const {
  auto same_key = [&](uint32_t a, uint32_t b) {
    return std::ranges::all_of(columns, [&](uint32_t column) { return WordAt(a, column) == WordAt(b, column); });
  };
  Groups groups;
  groups.of_row.resize(size_);
  std::vector<uint32_t> slots(SlotCountFor(size_));  // of groups, counted from 1
  for (uint32_t row = 0; row < size_; ++row) {
    const uint64_t hash = HashOf(row, columns, key);
    auto is_it = [&](uint32_t group) { return same_key(groups.first_row[group - 1], row); };
    const std::optional<uint32_t> found = FindSlot(std::span<const uint32_t>(slots), hash, is_it);
    if (!found.has_value()) {
      groups.first_row.push_back(row);
      groups.size.push_back(0);
      PlaceSlot(std::span(slots), hash, static_cast<uint32_t>(groups.size.size()));
    }
    groups.of_row[row] = found.value_or(static_cast<uint32_t>(groups.size.size())) - 1;
    ++groups.size[groups.of_row[row]];
  }
  return groups;
}

// Appends the rows of all groups of more than one, group after group; where each begins, for others the row itself.
std::vector<uint32_t> BaseRelationBuilder::AppendListed(const Groups& groups, IndexRecord& record,
                                                        SectionVectors& sections) const {
  std::vector<uint32_t> places = groups.first_row;
  for (size_t i = 0; i < places.size(); ++i) {
    if (groups.size[i] == 1) continue;
    places[i] = record.listed_count;
    record.listed_count += groups.size[i];
  }
  sections.listed_rows.resize(record.first_listed + record.listed_count);
  std::vector<uint32_t> next = places;
  for (uint32_t row = 0; row < size_; ++row) {
    const uint32_t group = groups.of_row[row];
    if (groups.size[group] > 1) sections.listed_rows[record.first_listed + next[group]++] = row;
  }
  return places;
}

void BaseRelationBuilder::AppendIndex(std::span<const uint32_t> columns, SipKey key, SectionVectors& sections) const {
  const Groups groups = GroupRows(columns, key);
  IndexRecord record;
  record.first_column = static_cast<uint32_t>(sections.columns.size());
  record.column_count = static_cast<uint32_t>(columns.size());
  record.key_count = static_cast<uint32_t>(groups.size.size());
  record.first_listed = sections.listed_rows.size();
  record.first_slot = sections.index_slots.size();
  sections.columns.insert(sections.columns.end(), columns.begin(), columns.end());
  // Rows are sorted by the first columns: those of one key are neighbours.
  const std::vector<uint32_t> places = IsPrefix(columns) ? groups.first_row : AppendListed(groups, record, sections);
  sections.index_slots.resize(record.first_slot + SlotCountFor(record.key_count));
  const std::span<uint64_t> slots = std::span(sections.index_slots).subspan(record.first_slot);
  for (uint32_t i = 0; i < record.key_count; ++i) {
    const uint64_t hash = HashOf(groups.first_row[i], columns, key);
    PlaceSlot(slots, hash, IndexSlot::Pack(hash, places[i], groups.size[i]));
  }
  sections.indexes.push_back(record);
}

void BaseRelationBuilder::Finish(SipKey key, SectionVectors& sections) && {
  Sort();
  RelationRecord record;
  record.name = name_;
  record.arity = arity_;
  record.row_count = static_cast<uint32_t>(size_);
  AppendRows(record, sections);
  record.first_index = static_cast<uint32_t>(sections.indexes.size());
  record.index_count = static_cast<uint32_t>(indexes_.size());
  for (const std::vector<uint32_t>& columns : indexes_) AppendIndex(columns, key, sections);
  sections.relations.push_back(record);
  words_ = std::vector<uint64_t>();  // there are twice as many in the sections by now, and other relations to come
}

}  // namespace hardtack::engine

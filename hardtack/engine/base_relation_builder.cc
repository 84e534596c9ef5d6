// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Sorting, packing and indexing rows. Tested by tests/engine/base_relation_test.cc.

#include "hardtack/engine/base_relation_builder.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "hardtack/engine/base_relation.h"
#include "hardtack/engine/hash_slots.h"
#include "hardtack/engine/key_hash.h"

namespace hardtack::engine {
namespace {

// A row to be sorted, with the word by which most are told apart, so that the row itself is seldom looked at.
struct SortKey {
  uint64_t word;
  uint32_t row;
};

// Moves what is in bucket_of[i] of `bucket_count` buckets together, in the order in which it was: where each bucket
// begins, and its end.
std::vector<uint32_t> SortIntoBuckets(const std::vector<uint32_t>& bucket_of, uint32_t bucket_count,
                                      std::vector<uint32_t>& rows) {
  std::vector<uint32_t> begins(uint64_t{bucket_count} + 1);
  for (uint32_t bucket : bucket_of) ++begins[bucket + 1];
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  std::vector<uint32_t> next(begins.begin(), begins.end() - 1);
  std::vector<uint32_t> sorted(rows.size());
  for (size_t i = 0; i < rows.size(); ++i) sorted[next[bucket_of[i]]++] = rows[i];
  rows = std::move(sorted);
  return begins;
}

}  // namespace

BaseRelationBuilder::BaseRelationBuilder(uint32_t name, uint32_t arity) : name_(name), arity_(arity) {
  for (uint32_t column = 0; column < arity; ++column) indexes_.insert({column});
  Columns all(arity);
  std::iota(all.begin(), all.end(), 0);
  indexes_.insert(std::move(all));
}

void BaseRelationBuilder::Add(std::span<const Value> row) {
  for (Value value : row) words_.push_back(value.word());
  ++size_;
}

bool BaseRelationBuilder::SameIn(const Columns& columns, uint32_t a, uint32_t b) const {
  return std::ranges::all_of(columns, [&](uint32_t column) { return WordAt(a, column) == WordAt(b, column); });
}

// Ascending by all columns, each row once.
void BaseRelationBuilder::SortRows() {
  std::vector<SortKey> keys;
  keys.reserve(size_);
  for (uint32_t row = 0; row < size_; ++row) keys.push_back({arity_ == 0 ? 0 : WordAt(row, 0), row});
  auto words_of = [&](const SortKey& key) { return std::span(words_).subspan(uint64_t{key.row} * arity_, arity_); };
  std::ranges::sort(keys, [&](const SortKey& a, const SortKey& b) {
    if (a.word != b.word) return a.word < b.word;
    return std::ranges::lexicographical_compare(words_of(a), words_of(b));
  });
  // Not std::ranges::unique: clang 14 cannot compile that of libstdc++ 12.
  auto equal = [&](const SortKey& a, const SortKey& b) { return std::ranges::equal(words_of(a), words_of(b)); };
  keys.erase(std::unique(keys.begin(), keys.end(), equal), keys.end());
  std::vector<uint64_t> sorted;
  sorted.reserve(keys.size() * arity_);
  for (const SortKey& key : keys) sorted.insert(sorted.end(), words_of(key).begin(), words_of(key).end());
  words_ = std::move(sorted);
  size_ = keys.size();
}

// The sorted rows by `columns`, those that agree in them by the others.
std::vector<uint32_t> BaseRelationBuilder::RowsBy(const Columns& columns) const {
  std::vector<uint32_t> rows(size_);
  std::iota(rows.begin(), rows.end(), 0);
  const bool is_prefix = columns.empty() || columns.back() == columns.size() - 1;
  if (is_prefix) return rows;
  std::vector<SortKey> keys;
  keys.reserve(size_);
  for (uint32_t row : rows) keys.push_back({WordAt(row, columns[0]), row});
  std::ranges::stable_sort(keys, [&](const SortKey& a, const SortKey& b) {
    if (a.word != b.word) return a.word < b.word;
    for (size_t i = 1; i < columns.size(); ++i) {
      const uint64_t word_a = WordAt(a.row, columns[i]), word_b = WordAt(b.row, columns[i]);
      if (word_a != word_b) return word_a < word_b;
    }
    return false;
  });
  std::ranges::transform(keys, rows.begin(), &SortKey::row);
  return rows;
}

// Where each column is in a row, and how much a row takes.
void BaseRelationBuilder::AppendColumns(RelationRecord& record, SectionVectors& sections) const {
  record.first_column = static_cast<uint32_t>(sections.columns.size());
  for (uint32_t column = 0; column < arity_; ++column) {
    bool is_wide = false;
    for (uint32_t row = 0; row < size_ && !is_wide; ++row) is_wide = WordAt(row, column) > UINT32_MAX;
    sections.columns.push_back(record.row_units << 1 | (is_wide ? 1 : 0));
    record.row_units += is_wide ? 2 : 1;
  }
}

void BaseRelationBuilder::AppendIndex(const Columns& columns, const RelationRecord& relation, SipKey key,
                                      SectionVectors& sections) const {
  std::vector<uint32_t> rows = RowsBy(columns);
  IndexRecord record;
  record.first_column = static_cast<uint32_t>(sections.columns.size());
  record.column_count = static_cast<uint32_t>(columns.size());
  sections.columns.insert(sections.columns.end(), columns.begin(), columns.end());
  for (size_t i = 0; i < rows.size(); ++i) {
    record.key_count += i == 0 || !SameIn(columns, rows[i - 1], rows[i]) ? 1 : 0;
  }
  // A key has one bucket, so more of these than keys would be of no use.
  record.bucket_count = std::min(record.key_count, relation.row_count / RowsInBucketFor(relation.row_units) + 1);
  std::vector<uint32_t> bucket_of;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (i > 0 && SameIn(columns, rows[i - 1], rows[i])) {
      bucket_of.push_back(bucket_of.back());
    } else {
      const uint64_t hash = KeyHash(key, columns.size(), [&](size_t c) { return WordAt(rows[i], columns[c]); });
      bucket_of.push_back(static_cast<uint32_t>(PlaceOf(hash, record.bucket_count)));
    }
  }
  const std::vector<uint32_t> begins = SortIntoBuckets(bucket_of, record.bucket_count, rows);
  record.first_bucket = sections.buckets.size();
  sections.buckets.insert(sections.buckets.end(), begins.begin(), begins.end());
  record.first_unit = sections.rows.size();
  AppendRows(rows, relation, sections);
  sections.indexes.push_back(record);
}

void BaseRelationBuilder::AppendRows(const std::vector<uint32_t>& rows, const RelationRecord& relation,
                                     SectionVectors& sections) const {
  const uint64_t first_unit = sections.rows.size();
  sections.rows.resize(first_unit + rows.size() * relation.row_units);
  uint32_t* unit = sections.rows.data() + first_unit;
  for (uint32_t row : rows) {
    for (uint32_t column = 0; column < arity_; ++column) {
      const uint64_t word = WordAt(row, column);
      *unit++ = static_cast<uint32_t>(word);
      if ((sections.columns[relation.first_column + column] & 1) != 0) *unit++ = static_cast<uint32_t>(word >> 32);
    }
  }
}

void BaseRelationBuilder::Finish(SipKey key, SectionVectors& sections) && {
  SortRows();
  RelationRecord record;
  record.name = name_;
  record.arity = arity_;
  record.row_count = static_cast<uint32_t>(size_);
  AppendColumns(record, sections);
  record.first_index = static_cast<uint32_t>(sections.indexes.size());
  record.index_count = static_cast<uint32_t>(indexes_.size());
  for (const Columns& columns : indexes_) AppendIndex(columns, record, key, sections);
  sections.relations.push_back(record);
  words_ = std::vector<uint64_t>();  // the rows are in the sections by now, and there are other relations to come
}

}  // namespace hardtack::engine

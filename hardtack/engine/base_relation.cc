// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Probing. Tested by tests/engine/base_relation_test.cc.

#include "hardtack/engine/base_relation.h"

#include <algorithm>
#include <ranges>

#include "hardtack/engine/hash_slots.h"
#include "hardtack/engine/key_hash.h"

namespace hardtack::engine {
namespace {

// The first number in [first, end) for which is_before is false. Looks at the first few in turn, since mostly it is
// among them, and then halves what is left.
template <typename F>
uint32_t Boundary(uint32_t first, uint32_t end, const F& is_before) {
  constexpr uint32_t kInTurn = 8;
  const uint32_t near = end - first > kInTurn ? first + kInTurn : end;
  while (first < near && is_before(first)) ++first;
  if (first < near || near == end) return first;
  while (first < end) {
    const uint32_t middle = first + (end - first) / 2;
    if (is_before(middle)) {
      first = middle + 1;
    } else {
      end = middle;
    }
  }
  return first;
}

}  // namespace

BaseIndex::BaseIndex(const SectionSpans& sections, const RelationRecord& relation, const IndexRecord& record,
                     SipKey key)
    : rows_(sections.rows.subspan(record.first_unit, uint64_t{relation.row_units} * relation.row_count)),
      places_(sections.columns.subspan(relation.first_column, relation.arity)),
      buckets_(sections.buckets.subspan(record.first_bucket, uint64_t{record.bucket_count} + 1)),
      columns_(sections.columns.subspan(record.first_column, record.column_count)),
      row_units_(relation.row_units),
      key_count_(record.key_count),
      key_(key) {}

std::strong_ordering BaseIndex::Compare(uint32_t row, std::span<const Value> key) const {
  for (size_t i = 0; i < key.size(); ++i) {
    const std::strong_ordering order = WordAt(row, columns_[i]) <=> key[i].word();
    if (order != std::strong_ordering::equal) return order;
  }
  return std::strong_ordering::equal;
}

// In buckets_.
const uint32_t* BaseIndex::BucketOf(std::span<const Value> key) const {
  return buckets_.data() + PlaceOf(KeyHash(key_, key), buckets_.size() - 1);
}

BaseRows BaseIndex::Find(std::span<const Value> key) const {
  const uint32_t* const bucket = BucketOf(key);
  const uint32_t first = Boundary(bucket[0], bucket[1], [&](uint32_t row) { return Compare(row, key) < 0; });
  const uint32_t end = Boundary(first, bucket[1], [&](uint32_t row) { return Compare(row, key) == 0; });
  return {first, end - first};
}

void BaseIndex::FetchRows(std::span<const Value> key) const {
  const uint32_t* const bucket = BucketOf(key);
  Fetch(rows_.data() + uint64_t{bucket[0]} * row_units_,
        uint64_t{bucket[1] - bucket[0]} * row_units_ * sizeof(uint32_t));
}

BaseRelation::BaseRelation(const SectionSpans& sections, const RelationRecord& record, SipKey key)
    : name_(record.name), arity_(record.arity) {
  for (const IndexRecord& index : sections.indexes.subspan(record.first_index, record.index_count)) {
    indexes_.emplace_back(sections, record, index, key);
  }
}

bool BaseRelation::Contains(std::span<const Value> row) const {
  const auto all =
      std::ranges::find_if(indexes_, [&](const BaseIndex& index) { return index.columns().size() == arity_; });
  return all->Find(row).size > 0;
}

}  // namespace hardtack::engine

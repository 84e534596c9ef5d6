// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// BaseRelation is the facts of one name and arity in a fact base, which never change. It has all of its rows in several
// orders, each of them an index: in one the rows that agree in some columns are neighbours and are found by their hash.
// base_relation_builder.h makes them.
//
// A row is packed: a column takes four bytes if the words of all its values fit, else eight. The rows of an index lie in
// buckets by hash, about two cache lines each, and an array of four bytes a bucket says where they begin; so a search
// takes a look into that array, which is small enough to stay near, and one at the rows. Within a bucket rows ascend by
// the columns of the index, then by the others, so that a bucket that one key fills is still searched fast.
//
// Immutable; any number of threads. Internal to the engine.

#ifndef HARDTACK_ENGINE_BASE_RELATION_H_
#define HARDTACK_ENGINE_BASE_RELATION_H_

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "hardtack/engine/fact_base_sections.h"
#include "hardtack/engine/fetch.h"
#include "hardtack/engine/sip_hash.h"
#include "hardtack/engine/value.h"

namespace hardtack::engine {

// Neighbours in an index: its rows [first, first + size).
struct BaseRows {
  uint32_t first = 0;
  uint32_t size = 0;
};

class BaseIndex {
 public:
  // `sections` must stay where they are, and be as CheckSections (fact_base_check.h) wants them.
  BaseIndex(const SectionSpans& sections, const RelationRecord& relation, const IndexRecord& record, SipKey key);

  std::span<const uint32_t> columns() const { return columns_; }  // ascending
  uint32_t key_count() const { return key_count_; }               // different values of these columns together

  uint32_t size() const { return buckets_.back(); }
  Value At(uint32_t row, uint32_t column) const {
    const uint64_t word = WordAt(row, column);
    return Value(static_cast<ValueKind>(word & 15), word >> 4);
  }

  // The rows whose values in columns() are `key`. Expected constant time, and logarithmic in the number of rows that are
  // found or share their bucket.
  BaseRows Find(std::span<const Value> key) const;

  // Whether the rows are too many to be near the processor.
  bool is_far() const { return rows_.size_bytes() >= kFarBytes; }
  // Has the processor fetch what Find will look at.
  void FetchRows(std::span<const Value> key) const;

 private:
  uint64_t WordAt(uint32_t row, uint32_t column) const {
    const uint32_t place = places_[column];
    const uint32_t* const unit = rows_.data() + static_cast<uint64_t>(row) * row_units_ + (place >> 1);
    return (place & 1) == 0 ? unit[0] : static_cast<uint64_t>(unit[1]) << 32 | unit[0];
  }
  const uint32_t* BucketOf(std::span<const Value> key) const;
  std::strong_ordering Compare(uint32_t row, std::span<const Value> key) const;

  std::span<const uint32_t> rows_;
  std::span<const uint32_t> places_;  // by column, as RelationRecord says
  std::span<const uint32_t> buckets_;
  std::span<const uint32_t> columns_;
  uint32_t row_units_;
  uint32_t key_count_;
  SipKey key_;
};

class BaseRelation {
 public:
  BaseRelation(const SectionSpans& sections, const RelationRecord& record, SipKey key);

  uint64_t name() const { return name_; }  // text id
  uint32_t arity() const { return arity_; }
  uint32_t size() const { return indexes_[0].size(); }

  // INVARIANT: one of them has all columns.
  std::span<const BaseIndex> indexes() const { return indexes_; }

  // Whether there is such a row. Expected constant time.
  bool Contains(std::span<const Value> row) const;

 private:
  uint64_t name_;
  uint32_t arity_;
  std::vector<BaseIndex> indexes_;
};

// About how many rows go into a bucket of rows of so many units of four bytes.
inline uint32_t RowsInBucketFor(uint32_t row_units) { return row_units > 16 ? 1 : 32 / (row_units + (row_units == 0)); }

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_BASE_RELATION_H_

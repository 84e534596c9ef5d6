// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// BaseRelation is the facts of one name and arity in a fact base: sorted rows that never change, and indexes that find
// the rows with given values in some columns. base_relation_builder.h makes them.
//
// A row is packed: a column takes four bytes if the words of all its values fit, else eight. An index is a table of
// slots, one for each different key: the low 12 bits are of the key's hash, the next 20 the number of rows, the high 32
// where the rows are. So a search touches a slot and, if its 12 bits agree, the first row, which the caller will want.
// Rows are neighbours when the index has the first columns of the relation; else they are listed, unless there is one.
//
// Immutable; any number of threads. Internal to the engine.

#ifndef HARDTACK_ENGINE_BASE_RELATION_H_
#define HARDTACK_ENGINE_BASE_RELATION_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "hardtack/engine/fact_base_sections.h"
#include "hardtack/engine/sip_hash.h"
#include "hardtack/engine/value.h"

namespace hardtack::engine {

// Some rows of a relation, ascending: neighbours, or those in a list.
class BaseRows {
 public:
  BaseRows() = default;  // none
  BaseRows(const uint32_t* list, uint32_t first, uint32_t size) : list_(list), first_(first), size_(size) {}

  uint32_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  uint32_t operator[](uint32_t i) const { return list_ == nullptr ? first_ + i : list_[i]; }

 private:
  const uint32_t* list_ = nullptr;
  uint32_t first_ = 0;
  uint32_t size_ = 0;
};

// A slot of an index. The largest number of rows that fits stands for itself and all above: see BaseRelation::Find.
struct IndexSlot {
  static constexpr uint64_t kMostRows = (1 << 20) - 1;
  static constexpr uint64_t kTagMask = (1 << 12) - 1;

  static uint64_t Pack(uint64_t hash, uint32_t first, uint64_t size) {
    return static_cast<uint64_t>(first) << 32 | (size < kMostRows ? size : kMostRows) << 12 | (hash & kTagMask);
  }
  explicit IndexSlot(uint64_t slot)
      : first(static_cast<uint32_t>(slot >> 32)), size(static_cast<uint32_t>(slot >> 12) & kMostRows) {}

  uint32_t first;
  uint32_t size;
};

class BaseRelation {
 public:
  // An index of the relation; the same numbers as in the file's record.
  struct Index {
    std::span<const uint32_t> columns;  // ascending
    std::span<const uint64_t> slots;
    std::span<const uint32_t> listed;
    uint32_t key_count = 0;
    bool is_prefix = false;  // its columns are the relation's first ones
  };

  // `sections` must stay where they are, and be as CheckSections (fact_base_check.h) wants them.
  BaseRelation(const SectionSpans& sections, const RelationRecord& record, SipKey key);

  uint64_t name() const { return name_; }  // text id
  uint32_t arity() const { return static_cast<uint32_t>(columns_.size()); }
  uint32_t size() const { return size_; }

  Value At(uint32_t row, uint32_t column) const {
    const uint64_t word = WordAt(row, column);
    return Value(static_cast<ValueKind>(word & 15), word >> 4);
  }
  BaseRows All() const { return BaseRows(nullptr, 0, size_); }

  std::span<const Index> indexes() const { return indexes_; }
  // The rows whose values in the columns of `index` are `key`. Expected constant time, and logarithmic in the number of
  // rows found when these are more than a million.
  BaseRows Find(const Index& index, std::span<const Value> key) const;
  // Whether there is such a row. Expected constant time.
  bool Contains(std::span<const Value> row) const;

 private:
  uint64_t WordAt(uint32_t row, uint32_t column) const {
    const uint32_t place = columns_[column];
    const uint32_t* const unit = rows_ + static_cast<uint64_t>(row) * row_units_ + (place >> 1);
    return (place & 1) == 0 ? unit[0] : static_cast<uint64_t>(unit[1]) << 32 | unit[0];
  }
  bool HasKey(uint32_t row, const Index& index, std::span<const Value> key) const;

  const uint32_t* rows_;
  uint32_t row_units_;
  uint32_t size_;
  std::span<const uint32_t> columns_;  // as RelationRecord says
  uint64_t name_;
  SipKey key_;
  std::vector<Index> indexes_;  // INVARIANT: one of them has all columns, unless there are none
};

inline uint64_t HashOfKey(SipKey key, std::span<const Value> values) {
  return SipHashOfWords(key, values.size(), [&](size_t i) { return values[i].word(); });
}

// Whether `columns`, ascending, are the first ones.
inline bool IsPrefix(std::span<const uint32_t> columns) {
  return columns.empty() || columns.back() == columns.size() - 1;
}

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_BASE_RELATION_H_

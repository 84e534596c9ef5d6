// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// BaseRelationBuilder collects the rows of one relation and writes the arrays that a BaseRelation reads. Internal to the
// engine.

#ifndef HARDTACK_ENGINE_BASE_RELATION_BUILDER_H_
#define HARDTACK_ENGINE_BASE_RELATION_BUILDER_H_

#include <cstdint>
#include <set>
#include <span>
#include <vector>

#include "hardtack/engine/fact_base_sections.h"
#include "hardtack/engine/sip_hash.h"
#include "hardtack/engine/value.h"

namespace hardtack::engine {

class BaseRelationBuilder {
 public:
  // Each column gets an index of its own, and all together another.
  BaseRelationBuilder(uint32_t name, uint32_t arity);

  // A row more; one that is there already vanishes in Finish.
  void Add(std::span<const Value> row);
  // Another index. REQUIRES: columns ascending and below the arity.
  void AddIndex(std::span<const uint32_t> columns) { indexes_.emplace(columns.begin(), columns.end()); }

  uint64_t size() const { return size_; }  // rows added

  // Appends the relation to `sections`. O(n log n) in the rows. REQUIRES: at most UINT32_MAX rows, and not none.
  void Finish(SipKey key, SectionVectors& sections) &&;

 private:
  using Columns = std::vector<uint32_t>;

  uint64_t WordAt(uint32_t row, uint32_t column) const { return words_[uint64_t{row} * arity_ + column]; }
  bool SameIn(const Columns& columns, uint32_t a, uint32_t b) const;

  void SortRows();
  std::vector<uint32_t> RowsBy(const Columns& columns) const;
  void AppendColumns(RelationRecord& record, SectionVectors& sections) const;
  void AppendIndex(const Columns& columns, const RelationRecord& relation, SipKey key, SectionVectors& sections) const;
  void AppendRows(const std::vector<uint32_t>& rows, const RelationRecord& relation, SectionVectors& sections) const;

  const uint32_t name_;
  const uint32_t arity_;
  uint64_t size_ = 0;
  std::vector<uint64_t> words_;  // row after row
  std::set<Columns> indexes_;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_BASE_RELATION_BUILDER_H_

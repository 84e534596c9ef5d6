// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// SortedFacts numbers the facts of a finished world so that their order does not depend on that in which they came: by
// relation, within one by the text of their terms, then by origin. What walks facts in this order finds the same
// whatever the order of facts. Internal to explain.h.
//
// Shared facts, of which there may be millions, get numbers when they are asked for, behind all others; Less knows where
// they belong.

#ifndef HARDTACK_ENGINE_SORTED_FACTS_H_
#define HARDTACK_ENGINE_SORTED_FACTS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/node_hash_map.h"
#include "hardtack/engine/candidates.h"
#include "hardtack/engine/value.h"
#include "hardtack/engine/world.h"

namespace hardtack::engine {

using FactId = uint32_t;

class SortedFacts {
 public:
  // Prints each distinct value once and sorts: O(bytes of the values + n log n). The facts must not change any more.
  explicit SortedFacts(World::Impl& world);

  // Facts that are not shared: their ids are below, and ascend.
  size_t size() const { return rows_.size(); }
  bool IsShared(FactId fact) const { return fact >= rows_.size(); }
  bool Less(FactId a, FactId b) const;

  FactId IdOf(RelationId relation, uint32_t row) const { return ids_[first_[relation] + row]; }
  FactId IdOf(RelationId relation, RowRef ref);
  RelationId RelationOf(FactId fact) const;
  std::span<const Value> ValuesOf(FactId fact) const;
  OriginKey OriginOf(FactId fact) const;

  // The facts of one relation that are not shared, ascending; none for kNoRelation.
  std::span<const FactId> FactsOf(RelationId relation) const;
  // Of these the ones with `value` in `column`. The first call for a column indexes it.
  std::span<const FactId> FactsWith(RelationId relation, uint32_t column, Value value);

  // The length of a term's text; at once for the values of facts.
  size_t TextBytes(Value value) const;

 private:
  struct TextOrder {
    uint32_t rank = 0;
    size_t bytes = 0;
  };
  using Column = absl::flat_hash_map<Value, std::vector<FactId>>;

  using SharedFact = std::pair<RelationId, std::vector<Value>>;

  void RankValues();
  void SortRelation(RelationId id);
  const std::string& PrintedOnce(Value value) const;

  const World::Impl& world_;
  absl::flat_hash_map<Value, TextOrder> texts_;
  std::vector<FactId> first_;   // by relation; one more at the end
  std::vector<uint32_t> rows_;  // by fact
  std::vector<FactId> ids_;     // by first_ + row
  std::vector<FactId> all_;     // ascending
  absl::flat_hash_map<std::pair<RelationId, uint32_t>, Column> columns_;

  absl::node_hash_map<SharedFact, FactId> shared_ids_;  // whose keys stay where they are
  std::vector<const SharedFact*> shared_;               // by id, behind the others
  mutable absl::node_hash_map<Value, std::string> printed_;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_SORTED_FACTS_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The inside of a World: relations, the interner of values made at run time, the origins and the budget of one
// evaluation. Internal to the engine.

#ifndef HARDTACK_ENGINE_WORLD_H_
#define HARDTACK_ENGINE_WORLD_H_

#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "hardtack/engine/budget.h"
#include "hardtack/engine/evaluate.h"
#include "hardtack/engine/expression.h"
#include "hardtack/engine/interner.h"
#include "hardtack/engine/origin_space.h"
#include "hardtack/engine/program.h"
#include "hardtack/engine/relation.h"

namespace hardtack::engine {

class World::Impl {
 public:
  Impl(std::shared_ptr<const Program> top_program, const RunOptions& run_options);

  // Null for a relation that has no facts and never will.
  Relation* FindRelation(RelationId id) { return id < relations.size() ? &relations[id] : nullptr; }
  // The relation of this name and arity in the program or among those that only the request has.
  RelationId FindRelationId(RelationInfo info) const;
  const RelationInfo& InfoOf(RelationId id) const;

  // States a fact of the request.
  void AddRequestFact(const Fact& fact);
  // States the facts of the program.
  void AddProgramFacts(const Program& from);
  // Pending and recent facts of all relations become recent and stable. Returns how many became recent.
  size_t Advance();
  // Pending facts are forgotten.
  void DropPending();
  uint64_t fact_count() const;

  // What a fact that rules made costs beyond being found: a step for each kTermBytes that it takes once listed, past
  // the first kFreeWidth of them. Facts share their texts and composites here and no longer when they are listed, so
  // this alone keeps a listing in proportion to what was stated and the budget.
  uint64_t StepsToKeep(std::string_view name, std::span<const Value> row) const;
  // The same for all pending facts.
  uint64_t StepsToKeepPending() const;

  const RunOptions options;
  const std::shared_ptr<const Program> program;
  Interner values;
  Budget budget;
  OriginSpace origins;
  ExpressionMachine machine;
  std::deque<Relation> relations;               // by RelationId; a deque, since relations do not move
  std::vector<RelationInfo> request_relations;  // those that the program does not know; their ids follow the program's
  absl::flat_hash_map<RelationInfo, RelationId> request_relation_ids;
  uint64_t iterations = 0;
  absl::Status status;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_WORLD_H_

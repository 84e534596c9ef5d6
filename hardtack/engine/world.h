// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The inside of a World: relations, the interner of values made at run time, the origins and the budget of one
// evaluation. Internal to the engine.

#ifndef HARDTACK_ENGINE_WORLD_H_
#define HARDTACK_ENGINE_WORLD_H_

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <span>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "hardtack/engine/arena.h"
#include "hardtack/engine/budget.h"
#include "hardtack/engine/evaluate.h"
#include "hardtack/engine/expression.h"
#include "hardtack/engine/id_table.h"
#include "hardtack/engine/interner.h"
#include "hardtack/engine/join_space.h"
#include "hardtack/engine/origin_space.h"
#include "hardtack/engine/program.h"
#include "hardtack/engine/relation.h"

namespace hardtack::engine {

class World::Impl {
 public:
  // Makes one in an arena of the program's, where it has all of its memory.
  static std::unique_ptr<Impl, Release> Make(std::shared_ptr<const Program> program, const RunOptions& options);

  Impl(std::shared_ptr<const Program> top_program, const RunOptions& run_options, Arena& own_arena);
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  // Null for a relation that has no facts and never will.
  Relation* FindRelation(RelationId id) { return id < relations.size() ? &relations[id] : nullptr; }
  // The relation of this name and arity in the program or among those that only the request has.
  RelationId FindRelationId(RelationInfo info) const;
  RelationId FindOrAddRelation(RelationInfo info);
  const RelationInfo& InfoOf(RelationId id) const;

  // States a fact of the request.
  void AddRequestFact(const Fact& fact);
  // States the facts of the program.
  void AddProgramFacts(const Program& from);
  // Pending and recent facts of all relations become recent and stable. Returns how many became recent.
  size_t Advance();
  // Pending facts are forgotten.
  void DropPending();
  // Nothing is held as bits any more: each fact has a row. Linear in the facts.
  void HoldAsRows();
  uint64_t fact_count() const;
  // Asks for what the fact in `row` will be looked up in.
  void FetchFor(const Program& from, RelationId relation) const;

  // What a fact that rules made costs beyond being found: a step for each kTermBytes that it takes once listed, past
  // the first kFreeWidth of them. Facts share their texts and composites here and no longer when they are listed, so
  // this alone keeps a listing in proportion to what was stated and the budget.
  uint64_t StepsToKeep(std::string_view name, std::span<const Value> terms) const;
  // The same for all pending facts, and for those that are held as bits, which have been counted.
  uint64_t StepsToKeepPending() const;
  uint64_t StepsToKeepPending(std::string_view name, const BitRelation& bits) const;

  const RunOptions options;
  const std::shared_ptr<const Program> program;
  Arena& arena;
  Interner values;
  Budget budget;
  OriginSpace origins;
  const OriginKey authorizer_origin;  // of the facts of the request, and of shared ones
  ExpressionMachine machine;
  JoinSpace join_space;
  std::pmr::vector<Value> row;  // of a head or of a fact, while it is made
  // By RelationId. They do not move once rules run.
  std::pmr::vector<Relation> relations;
  // Those that the program does not know; their ids follow the program's.
  std::pmr::vector<RelationInfo> request_relations;
  IdTable request_relation_ids;
  uint64_t iterations = 0;
  absl::Status status;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_WORLD_H_

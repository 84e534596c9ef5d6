// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// MissWriter says in terms of syntax what a query that did not match came nearest to, and, where a fact was missing
// that rules could have derived, what these lacked in turn. Internal to explain.h.

#ifndef HARDTACK_ENGINE_MISS_WRITER_H_
#define HARDTACK_ENGINE_MISS_WRITER_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "hardtack/engine/ast.h"
#include "hardtack/engine/body_info.h"
#include "hardtack/engine/explain.h"
#include "hardtack/engine/explanation.h"
#include "hardtack/engine/nearest.h"
#include "hardtack/engine/program.h"
#include "hardtack/engine/proof_writer.h"
#include "hardtack/engine/sorted_facts.h"
#include "hardtack/engine/world.h"

namespace hardtack::engine {

class MissWriter {
 public:
  MissWriter(World::Impl& world, const Evaluated& evaluated, SortedFacts& facts, BodyInfos& infos, ProofWriter& writer)
      : world_(world), evaluated_(evaluated), facts_(facts), infos_(infos), writer_(writer) {}

  // Draws on the world's budget. nullopt: the query matches.
  std::optional<NearMiss> MissOf(const NamedBody& query);

  // Whether the budget ended some search.
  bool cut() const { return cut_; }

 private:
  // Rules that are looked at one behind the other for a fact that is missing.
  static constexpr size_t kMaxRuleDepth = 4;

  std::optional<NearMiss> MissFrom(const NamedBody& query, const PartialFrame& frame);
  FalseExpression FalseExpressionOf(const NamedBody& query, const Nearest& nearest);
  MissingFact MissingOf(const NamedBody& query, const PartialFrame& frame, const Nearest::Gap& gap);
  std::vector<RuleMiss> RuleMisses(RelationId relation, const PartialFrame& terms, const TrustedOrigins& trust);
  void AddRuleMiss(const Program& program, const CompiledRule& rule, const PartialFrame& terms,
                   std::vector<RuleMiss>& misses);

  World::Impl& world_;
  const Evaluated& evaluated_;
  SortedFacts& facts_;
  BodyInfos& infos_;
  ProofWriter& writer_;
  std::vector<const CompiledRule*> path_;  // the rules being looked at, one behind the other
  bool cut_ = false;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_MISS_WRITER_H_

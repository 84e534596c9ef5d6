// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// PathEvaluator runs path rules as products of bits where that pays, group by group (path_group.h). Rounds, facts and
// origins are those of joins. Internal to the engine.

#ifndef HARDTACK_ENGINE_PATH_EVALUATOR_H_
#define HARDTACK_ENGINE_PATH_EVALUATOR_H_

#include <cstdint>
#include <deque>
#include <optional>

#include "absl/container/flat_hash_map.h"
#include "hardtack/engine/path_group.h"
#include "hardtack/engine/program.h"
#include "hardtack/engine/world.h"

namespace hardtack::engine {

class PathEvaluator {
 public:
  // The most memory for bits, in bytes, all relations together, and what `most_facts` may take instead of it at most,
  // each: about what a row takes with its entries in two indexes.
  static constexpr uint64_t kMostBytes = uint64_t{512} << 20;
  static constexpr uint64_t kBytesPerFact = 64;

  // Whether `world` has so many facts of two columns that making an evaluator pays. Linear in the rules.
  static bool IsWorthwhile(const World::Impl& world);

  // For a world that may have up to `most_facts` facts.
  PathEvaluator(World::Impl& world, uint64_t most_facts);

  // Before a round: decides which relations are held as bits. False: the budget is exhausted.
  bool Prepare();

  // Whether `rule` is run here in this round, and runs it. False: the budget is exhausted.
  bool Runs(const CompiledRule& rule) const;
  bool Run(const CompiledRule& rule);

  // After a round: how many facts are pending that are held as bits; nullopt: the budget is exhausted.
  std::optional<uint64_t> CountPending();

 private:
  struct Place {
    PathGroup* group;
    const PathRule* rule;
  };

  BitMemory memory_;
  std::deque<PathGroup> groups_;
  absl::flat_hash_map<const CompiledRule*, Place> places_;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_PATH_EVALUATOR_H_

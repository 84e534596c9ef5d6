// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Proofs finds for each fact of a finished world the least proof: how it follows from what is stated. All ways in which
// rules apply to the world are listed, then walked from the stated facts upward in rounds, so that a fact is only ever
// proved from facts of lesser height. Internal to explain.h, which says what least means.
//
// The walk is that of Dowling and Gallier 1984, "Linear-time algorithms for testing the satisfiability of propositional
// Horn formulae".

#ifndef HARDTACK_ENGINE_PROOF_H_
#define HARDTACK_ENGINE_PROOF_H_

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "hardtack/engine/body_info.h"
#include "hardtack/engine/explain.h"
#include "hardtack/engine/explanation.h"
#include "hardtack/engine/program.h"
#include "hardtack/engine/sorted_facts.h"
#include "hardtack/engine/world.h"

namespace hardtack::engine {

// How much a proof is, in the order in which proofs are compared. A fact without a proof is more than any with one.
struct ProofSize {
  uint32_t height = UINT32_MAX;  // 0: stated
  uint64_t facts = UINT64_MAX;   // in the tree, repetitions counted
  auto operator<=>(const ProofSize&) const = default;
};

struct Proof {
  Source source;
  ProofSize size;
  const Program* program = nullptr;  // of the rule, if derived
  const CompiledRule* rule = nullptr;
  std::span<const FactId> premises;  // by position in the rule's body
};

class Proofs {
 public:
  // Proves the facts of the relations that `bodies` of the world's program and of its base read, and whatever those
  // facts follow from. Draws on the world's budget: when it ends, facts may be left without a proof.
  Proofs(World::Impl& world, SortedFacts& facts, const Evaluated& evaluated, std::span<const NamedBody> bodies);

  const Proof& Of(FactId fact) const { return facts_.IsShared(fact) ? kSharedFact : proofs_[fact]; }
  // The size of what follows from `premises` together.
  ProofSize SizeOver(std::span<const FactId> premises) const;

 private:
  struct Application {  // of a rule to facts
    const Program* program;
    const CompiledRule* rule;
    FactId head;
    Range premises;  // of premises_
  };

  void StateFacts(std::span<const Fact> facts, BlockId block, Source::Kind kind);
  void StateFact(const Predicate& fact, const Source& source);
  void ListApplications(const Program& program, const CompiledRule& rule);
  std::span<const FactId> PremisesOf(const Application& application) const;
  bool IsLess(const Application& one, const Application& other) const;
  void Prove();
  void Conclude(std::span<const uint32_t> ready, std::vector<FactId>& proved);

  static const Proof kSharedFact;

  World::Impl& world_;
  SortedFacts& facts_;
  std::vector<Proof> proofs_;  // by fact, as far as it is not shared, like `least_`
  std::vector<Application> applications_;
  std::vector<FactId> premises_;
  std::vector<std::optional<uint32_t>> least_;  // by fact: of the applications that prove it, the least so far
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_PROOF_H_

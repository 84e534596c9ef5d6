// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// NearestSearch looks for what a body that did not match came nearest to: facts for as many of its predicates as can
// have one together. Internal to explain.h; explanation.h says which of several is nearest.

#ifndef HARDTACK_ENGINE_NEAREST_H_
#define HARDTACK_ENGINE_NEAREST_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "hardtack/engine/body_info.h"
#include "hardtack/engine/program.h"
#include "hardtack/engine/sorted_facts.h"
#include "hardtack/engine/world.h"

namespace hardtack::engine {

// The values of a body's variables, by slot; nullopt: not bound.
using PartialFrame = std::vector<std::optional<Value>>;

struct Nearest {
  // A predicate for which no visible fact fits the frame, and one that would if it were visible.
  struct Gap {
    uint32_t predicate = 0;  // by position in the body
    std::optional<FactId> hidden;
  };
  PartialFrame frame;
  std::vector<std::optional<FactId>> facts;  // by position in the body
  std::vector<Gap> gaps;
  std::optional<uint32_t> expression;  // the first false one, by position in the body
  size_t true_expressions = 0;
  bool cut = false;  // the budget ended the search; a predicate may then have neither fact nor gap
};

class NearestSearch {
 public:
  NearestSearch(World::Impl& world, SortedFacts& facts, const NamedBody& body, const BodyInfo& info,
                const TrustedOrigins& trust);

  // Starts from `frame`, which has a slot for each variable. Tries all predicates, then all but one, and so on, facts
  // in ascending order. To be called once; stops searching when the world's budget ends. nullopt: all bindings hold.
  // Predicates are tried in written order; where some have shared facts, in one in which these can be looked up.
  std::optional<Nearest> Run(const PartialFrame& frame);

 private:
  // Shared facts are not looked at where no index leaves fewer than so many; the search then counts as cut.
  static constexpr uint32_t kMaxShared = 1024;

  struct Level {  // one predicate
    std::span<const FactId> candidates;
    std::vector<FactId> with_shared;  // the same, if some are shared
    size_t next = 0;
    std::optional<FactId> fact;   // that stands for it now
    bool left_out = false;        // it goes without one now
    std::vector<uint32_t> bound;  // the slots that `fact` bound
  };

  void Use(const PartialFrame& frame);
  void Search(size_t allowed_gaps);
  void Open(size_t level);
  bool Advance(size_t index, size_t allowed_gaps);
  bool Bind(Level& level, const Atom& atom, FactId fact);
  void Release(Level& level);
  bool Visit();
  void Keep(std::optional<Nearest>& kept, std::optional<uint32_t> expression, size_t true_expressions);
  void FindGaps(Nearest& nearest);
  bool IsBound(uint32_t expression) const;
  void ChooseOrder();
  bool SetCandidates(Level& level, const Atom& atom);
  std::span<const FactId> OwnCandidates(const Atom& atom);
  bool AddShared(const Atom& atom, std::vector<FactId>& facts);
  const Atom& AtomOf(uint32_t predicate) const { return program_.atoms[body_.atoms.begin + predicate]; }
  const Atom& AtomAt(size_t level) const { return AtomOf(order_[level]); }

  World::Impl& world_;
  SortedFacts& facts_;
  const Program& program_;
  const Body& body_;
  const BodyInfo& info_;
  const TrustedOrigins& trust_;
  std::vector<Value> frame_;     // with the slots of closures
  std::vector<bool> bound_;      // by slot of a variable
  std::vector<uint32_t> order_;  // by level: the predicate's position in the body
  std::vector<Level> levels_;
  bool skipped_ = false;  // shared facts that were too many
  size_t gaps_ = 0;       // levels now left out
  bool reached_ = false;  // some assignment went through all levels
  std::optional<Nearest> best_;
  std::optional<Nearest> deepest_;  // the longest run of predicates from the first on, should the budget end it all
  size_t depth_ = 0;                // of deepest_
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_NEAREST_H_

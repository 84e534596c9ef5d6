// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Planning: the orders in which a body's atoms may be joined, and the point at which each expression runs. Which of the
// orders is taken is decided when the body runs, by the sizes of its relations (join.h).

#ifndef HARDTACK_ENGINE_PLAN_H_
#define HARDTACK_ENGINE_PLAN_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "hardtack/engine/atom_order.h"
#include "hardtack/engine/program.h"

namespace hardtack::engine {

// The slots of variables that each expression of a body reads.
class ExpressionReads {
 public:
  void Clear() {
    slots_.clear();
    ends_.clear();
  }
  // A slot that the expression which is to end next reads.
  void Add(uint32_t slot) { slots_.push_back(slot); }
  void EndExpression() { ends_.push_back(slots_.size()); }

  size_t size() const { return ends_.size(); }
  std::span<const uint32_t> Of(size_t expression) const {
    const size_t begin = expression == 0 ? 0 : ends_[expression - 1];
    return std::span(slots_).subspan(begin, ends_[expression] - begin);
  }

 private:
  std::vector<uint32_t> slots_;  // one expression's after the other's
  std::vector<size_t> ends_;     // by expression
};

// Plans the bodies of one program, one after the other.
class Planner {
 public:
  explicit Planner(Program& program) : program_(program), order_(program) {}

  // Appends the plans of `body` to the program and notes them in `body`. Each starts with another atom; AtomOrder says
  // what is next from there on. Atoms that bind little come early so that others are looked up by what they bound.
  //
  // An expression runs at the first step where its variables and those of all expressions written before it are bound:
  // running it before one of those could hide that one's error. With `defer_expressions` none runs early.
  void AddPlans(Body& body, const ExpressionReads& reads, bool defer_expressions);

 private:
  void Begin(const Body& body);
  void AddInWrittenOrder(const Body& body);
  void AddFrom(uint32_t first, const Body& body);
  void End(const ExpressionReads& reads, bool defer_expressions);
  void Take(uint32_t atom);
  void PlaceExpressions(Plan& plan, const ExpressionReads& reads);
  uint32_t LevelOf(std::span<const uint32_t> slots) const;
  void AddSharedProbes(const BaseRelation& shared, JoinStep& step);
  void PlanFetches(Range steps);
  void AddRequestFetch(const JoinStep& from, const SharedProbe& probe);
  uint32_t KnownFrom(uint32_t probe) const;
  void AddKnown(const CompiledTerm& term, uint32_t column);
  void AddUnknown(const CompiledTerm& term, uint32_t column);

  Program& program_;
  AtomOrder order_;
  uint32_t first_step_ = 0;          // of the plan being made, as what follows
  uint32_t level_ = 0;               // steps so far
  std::vector<uint32_t> bound_at_;   // by slot: the level of the step that binds it
  std::vector<uint32_t> new_slots_;  // bound by the step being added
  std::vector<uint32_t> remaining_;  // atoms, in written order
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_PLAN_H_

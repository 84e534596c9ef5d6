// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Join orders. Tested by tests/engine/compile_test.cc (listings).

#include "hardtack/engine/plan.h"

#include <algorithm>

namespace hardtack::engine {
namespace {

constexpr uint32_t kUnbound = UINT32_MAX;

class Planner {
 public:
  Planner(Program& program, const Body& body) : program_(program), body_(body), bound_at_(body.frame_size, kUnbound) {}

  std::vector<uint32_t> Order(uint32_t delta_atom) {
    std::vector<uint32_t> remaining, order;
    for (uint32_t atom = body_.atoms.begin; atom < body_.atoms.end; ++atom) {
      if (atom != delta_atom) remaining.push_back(atom);
    }
    if (body_.atoms.size() > kMaxPlannedAtoms) return remaining;
    std::vector<bool> bound(body_.frame_size);
    auto take = [&](uint32_t atom) {
      order.push_back(atom);
      ForEachSlot(atom, [&](uint32_t slot) { bound[slot] = true; });
    };
    if (delta_atom != UINT32_MAX) take(delta_atom);
    while (!remaining.empty()) {
      auto best = std::ranges::max_element(remaining, {}, [&](uint32_t atom) { return KnownColumns(atom, bound); });
      uint32_t atom = *best;
      remaining.erase(best);
      take(atom);
    }
    return order;
  }

  void AddStep(uint32_t atom, uint32_t level) {
    JoinStep step;
    step.atom = atom;
    step.columns.begin = static_cast<uint32_t>(program_.columns.size());
    Range terms = program_.atoms[atom].terms;
    for (uint32_t i = terms.begin; i < terms.end; ++i) AddKnown(program_.terms[i], i - terms.begin);
    step.known_columns = static_cast<uint32_t>(program_.columns.size()) - step.columns.begin;
    for (uint32_t i = terms.begin; i < terms.end; ++i) AddUnknown(program_.terms[i], i - terms.begin);
    step.columns.end = static_cast<uint32_t>(program_.columns.size());
    for (uint32_t slot : new_slots_) bound_at_[slot] = level;
    new_slots_.clear();
    program_.steps.push_back(step);
  }

  // The level from which all of `slots` are bound.
  uint32_t LevelOf(const std::vector<uint32_t>& slots) const {
    uint32_t level = 0;
    for (uint32_t slot : slots) level = std::max(level, bound_at_[slot]);
    return level;
  }

 private:
  template <typename F>
  void ForEachSlot(uint32_t atom, F&& visit) const {
    Range terms = program_.atoms[atom].terms;
    for (uint32_t i = terms.begin; i < terms.end; ++i) {
      if (program_.terms[i].is_slot) visit(program_.terms[i].slot);
    }
  }

  uint32_t KnownColumns(uint32_t atom, const std::vector<bool>& bound) const {
    uint32_t known = program_.atoms[atom].terms.size();
    ForEachSlot(atom, [&](uint32_t slot) { known -= bound[slot] ? 0 : 1; });
    return known;
  }

  void AddKnown(const CompiledTerm& term, uint32_t column) {
    if (!term.is_slot) {
      program_.columns.push_back({ColumnTest::Action::kConstant, column, 0, term.value});
    } else if (bound_at_[term.slot] != kUnbound) {
      program_.columns.push_back({ColumnTest::Action::kBound, column, term.slot, Value()});
    }
  }

  // A variable met for the first time is bound; met again within the same atom it is compared.
  void AddUnknown(const CompiledTerm& term, uint32_t column) {
    if (!term.is_slot || bound_at_[term.slot] != kUnbound) return;
    bool again = std::ranges::find(new_slots_, term.slot) != new_slots_.end();
    program_.columns.push_back(
        {again ? ColumnTest::Action::kBound : ColumnTest::Action::kBind, column, term.slot, Value()});
    if (!again) new_slots_.push_back(term.slot);
  }

  Program& program_;
  const Body& body_;
  std::vector<uint32_t> bound_at_;   // by slot: the level of the step that binds it
  std::vector<uint32_t> new_slots_;  // bound by the step being added
};

}  // namespace

Plan MakePlan(Program& program, const Body& body, std::span<const std::vector<uint32_t>> used_slots,
              bool defer_expressions, uint32_t delta_atom) {
  Planner planner(program, body);
  Plan plan;
  plan.delta_atom = delta_atom;
  plan.steps.begin = static_cast<uint32_t>(program.steps.size());
  uint32_t level = 0;
  for (uint32_t atom : planner.Order(delta_atom)) planner.AddStep(atom, ++level);
  plan.steps.end = static_cast<uint32_t>(program.steps.size());
  if (defer_expressions) return plan;

  uint32_t done = 0;
  for (uint32_t at = 0; at <= level; ++at) {
    while (done < used_slots.size() && planner.LevelOf(used_slots[done]) <= at) ++done;
    (at == 0 ? plan.expressions_before : program.steps[plan.steps.begin + at - 1].expressions_done) = done;
  }
  return plan;
}

}  // namespace hardtack::engine

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Join orders. Tested by tests/engine/compile_test.cc (listings).

#include "hardtack/engine/plan.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace hardtack::engine {
namespace {

constexpr uint32_t kUnbound = UINT32_MAX;

class Planner {
 public:
  Planner(Program& program, const Body& body) : program_(program), bound_at_(body.frame_size, kUnbound) {}

  // Which of `atoms` to join next.
  uint32_t Best(std::span<const uint32_t> atoms) const {
    return *std::ranges::min_element(atoms, {}, [this](uint32_t atom) {
      const int64_t unknown = UnknownColumns(atom), all = program_.atoms[atom].terms.size();
      return std::pair(unknown, unknown - all);
    });
  }

  void Take(uint32_t atom) { AddStep(atom, ++level_); }
  uint32_t level() const { return level_; }

  // The level from which all of `slots` are bound.
  uint32_t LevelOf(const std::vector<uint32_t>& slots) const {
    uint32_t level = 0;
    for (uint32_t slot : slots) level = std::max(level, bound_at_[slot]);
    return level;
  }

 private:
  void AddStep(uint32_t atom, uint32_t level) {
    JoinStep step;
    step.atom = atom;
    step.columns.begin = static_cast<uint32_t>(program_.columns.size());
    const Range terms = program_.atoms[atom].terms;
    for (uint32_t i = terms.begin; i < terms.end; ++i) AddKnown(program_.terms[i], i - terms.begin);
    step.known_columns = static_cast<uint32_t>(program_.columns.size()) - step.columns.begin;
    for (uint32_t i = 0; i < step.known_columns; ++i)
      step.probe.Insert(program_.columns[step.columns.begin + i].column);
    step.probe_columns = step.probe.size();
    for (uint32_t i = terms.begin; i < terms.end; ++i) AddUnknown(program_.terms[i], i - terms.begin);
    step.columns.end = static_cast<uint32_t>(program_.columns.size());
    for (uint32_t slot : new_slots_) bound_at_[slot] = level;
    new_slots_.clear();
    program_.steps.push_back(step);
  }

  uint32_t UnknownColumns(uint32_t atom) const {
    const Range terms = program_.atoms[atom].terms;
    uint32_t unknown = 0;
    for (uint32_t i = terms.begin; i < terms.end; ++i) {
      const CompiledTerm& term = program_.terms[i];
      if (term.is_slot && bound_at_[term.slot] == kUnbound) ++unknown;
    }
    return unknown;
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
  std::vector<uint32_t> bound_at_;   // by slot: the level of the step that binds it
  std::vector<uint32_t> new_slots_;  // bound by the step being added
  uint32_t level_ = 0;
};

class PlanWriter {
 public:
  PlanWriter(Program& program, const Body& body, std::span<const std::vector<uint32_t>> used_slots,
             bool defer_expressions)
      : program_(program), body_(body), used_slots_(used_slots), defer_expressions_(defer_expressions) {}

  void AddInWrittenOrder() const {
    Add([&](Planner& planner) {
      for (uint32_t atom = body_.atoms.begin; atom < body_.atoms.end; ++atom) planner.Take(atom);
    });
  }

  void AddFrom(uint32_t first) const {
    Add([&](Planner& planner) {
      std::vector<uint32_t> remaining = Atoms();
      for (uint32_t atom = first;; atom = planner.Best(remaining)) {
        planner.Take(atom);
        remaining.erase(std::ranges::find(remaining, atom));
        if (remaining.empty()) return;
      }
    });
  }

  // The atom that a body starts with when nothing is known of sizes.
  uint32_t Best() const { return Planner(program_, body_).Best(Atoms()); }

 private:
  std::vector<uint32_t> Atoms() const {
    std::vector<uint32_t> atoms(body_.atoms.size());
    std::iota(atoms.begin(), atoms.end(), body_.atoms.begin);
    return atoms;
  }

  template <typename TakeAll>
  void Add(TakeAll&& take_all) const {
    Planner planner(program_, body_);
    Plan plan;
    plan.steps.begin = static_cast<uint32_t>(program_.steps.size());
    take_all(planner);
    plan.steps.end = static_cast<uint32_t>(program_.steps.size());
    if (!defer_expressions_) PlaceExpressions(planner, plan);
    program_.plans.push_back(plan);
  }

  void PlaceExpressions(const Planner& planner, Plan& plan) const {
    uint32_t done = 0;
    for (uint32_t at = 0; at <= planner.level(); ++at) {
      while (done < used_slots_.size() && planner.LevelOf(used_slots_[done]) <= at) ++done;
      (at == 0 ? plan.expressions_before : program_.steps[plan.steps.begin + at - 1].expressions_done) = done;
    }
  }

  Program& program_;
  const Body& body_;
  std::span<const std::vector<uint32_t>> used_slots_;
  bool defer_expressions_;
};

}  // namespace

void AddPlans(Program& program, Body& body, std::span<const std::vector<uint32_t>> used_slots, bool defer_expressions) {
  const PlanWriter writer(program, body, used_slots, defer_expressions);
  const uint32_t atoms = body.atoms.size();
  body.plans.begin = body.default_plan = static_cast<uint32_t>(program.plans.size());
  if (atoms == 0 || atoms > kMaxPlannedAtoms || program.steps.size() + atoms * atoms > kMaxPlannedSteps) {
    writer.AddInWrittenOrder();
  } else {
    body.default_plan += writer.Best() - body.atoms.begin;
    for (uint32_t atom = body.atoms.begin; atom < body.atoms.end; ++atom) writer.AddFrom(atom);
  }
  body.plans.end = static_cast<uint32_t>(program.plans.size());
}

}  // namespace hardtack::engine

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Join orders. Tested by tests/engine/compile_test.cc (listings).

#include "hardtack/engine/plan.h"

#include <algorithm>
#include <numeric>

#include "hardtack/engine/atom_order.h"
#include "hardtack/engine/shared_access.h"

namespace hardtack::engine {
namespace {

constexpr uint32_t kUnbound = UINT32_MAX;

}  // namespace

void Planner::AddPlans(Body& body, const ExpressionReads& reads, bool defer_expressions) {
  const uint32_t atoms = body.atoms.size();
  body.plans.begin = body.default_plan = static_cast<uint32_t>(program_.plans.size());
  Begin(body);
  if (atoms <= 1 || atoms > kMaxPlannedAtoms || program_.steps.size() + atoms * atoms > kMaxPlannedSteps) {
    AddInWrittenOrder(body);
    End(reads, defer_expressions);
  } else {
    body.default_plan += order_.Best(remaining_) - body.atoms.begin;
    for (uint32_t atom = body.atoms.begin; atom < body.atoms.end; ++atom) {
      Begin(body);
      AddFrom(atom, body);
      End(reads, defer_expressions);
    }
  }
  body.plans.end = static_cast<uint32_t>(program_.plans.size());
}

void Planner::Begin(const Body& body) {
  first_step_ = static_cast<uint32_t>(program_.steps.size());
  level_ = 0;
  order_.Begin(body);
  bound_at_.assign(body.frame_size, kUnbound);
  remaining_.resize(body.atoms.size());
  std::iota(remaining_.begin(), remaining_.end(), body.atoms.begin);
}

void Planner::AddInWrittenOrder(const Body& body) {
  for (uint32_t atom = body.atoms.begin; atom < body.atoms.end; ++atom) Take(atom);
}

void Planner::AddFrom(uint32_t first, const Body& body) {
  for (uint32_t atom = first;; atom = order_.Best(remaining_)) {
    Take(atom);
    if (level_ == body.atoms.size()) return;
    remaining_.erase(std::ranges::find(remaining_, atom));
  }
}

void Planner::End(const ExpressionReads& reads, bool defer_expressions) {
  Plan plan;
  plan.steps = {first_step_, static_cast<uint32_t>(program_.steps.size())};
  if (!defer_expressions) PlaceExpressions(plan, reads);
  if (order_.has_shared() && plan.steps.size() <= kMaxPlannedAtoms) PlanFetches(plan.steps);
  program_.plans.push_back(plan);
}

// Notes at each of the `steps` what steps after it will look up, once all are there. Only what is far away is worth
// asking for, and what the next step needs at once is not ahead of it. Quadratic.
void Planner::PlanFetches(Range steps) {
  for (uint32_t level = 1; level <= steps.size(); ++level) {
    JoinStep& step = program_.steps[steps.begin + level - 1];
    step.fetches.begin = static_cast<uint32_t>(program_.shared_fetches.size());
    for (uint32_t later = level + 1; later <= steps.size(); ++later) {
      const Range probes = program_.steps[steps.begin + later - 1].shared_probes;
      if (probes.empty() || KnownFrom(probes.begin) != level) continue;
      const SharedProbe& probe = program_.shared_probes[probes.begin];
      if (!probe.index->is_far()) continue;
      if (probe.key.size() == 1 && program_.atoms[step.atom].shared == nullptr) AddRequestFetch(step, probe);
      if (later > level + 1) {
        program_.shared_fetches.push_back(probes.begin);
      } else if (program_.atoms[step.atom].shared != nullptr) {
        step.next_fetch = probes.begin;
      }
    }
    step.fetches.end = static_cast<uint32_t>(program_.shared_fetches.size());
  }
}

// A fact of a request is there before anything runs, so what it leads to can be asked for even earlier.
void Planner::AddRequestFetch(const JoinStep& from, const SharedProbe& probe) {
  const uint32_t slot = program_.columns[program_.shared_keys[probe.key.begin]].slot;
  for (uint32_t i = from.columns.begin; i < from.columns.end; ++i) {
    const ColumnTest& test = program_.columns[i];
    if (test.action != ColumnTest::Action::kBind || test.slot != slot) continue;
    const RequestFetch fetch{program_.atoms[from.atom].relation, test.column, probe.index};
    const bool is_known = std::ranges::find(program_.request_fetches, fetch) != program_.request_fetches.end();
    if (!is_known && program_.request_fetches.size() < kMostRequestFetches) program_.request_fetches.push_back(fetch);
    return;
  }
}

// The level from which the key of a look is known.
uint32_t Planner::KnownFrom(uint32_t probe) const {
  const Range key = program_.shared_probes[probe].key;
  uint32_t level = 0;
  for (uint32_t i = key.begin; i < key.end; ++i) {
    const ColumnTest& test = program_.columns[program_.shared_keys[i]];
    if (test.action == ColumnTest::Action::kBound) level = std::max(level, bound_at_[test.slot]);
  }
  return level;
}

void Planner::Take(uint32_t atom) {
  ++level_;
  JoinStep step;
  step.atom = atom;
  step.columns.begin = static_cast<uint32_t>(program_.columns.size());
  const Range terms = program_.atoms[atom].terms;
  for (uint32_t i = terms.begin; i < terms.end; ++i) AddKnown(program_.terms[i], i - terms.begin);
  step.known_columns = static_cast<uint32_t>(program_.columns.size()) - step.columns.begin;
  for (uint32_t i = 0; i < step.known_columns; ++i) step.probe.Insert(program_.columns[step.columns.begin + i].column);
  step.probe_columns = step.probe.size();
  for (uint32_t i = terms.begin; i < terms.end; ++i) AddUnknown(program_.terms[i], i - terms.begin);
  step.columns.end = static_cast<uint32_t>(program_.columns.size());
  for (uint32_t slot : new_slots_) bound_at_[slot] = level_;
  new_slots_.clear();
  order_.Take(atom);
  if (program_.atoms[atom].shared != nullptr) AddSharedProbes(*program_.atoms[atom].shared, step);
  program_.steps.push_back(step);
}

void Planner::AddSharedProbes(const BaseRelation& shared, JoinStep& step) {
  const std::span known(program_.columns.data() + step.columns.begin, step.known_columns);
  const SharedAccess access = AccessTo(shared, known);
  step.shared_rows = access.rows;
  step.shared_probes.begin = static_cast<uint32_t>(program_.shared_probes.size());
  for (uint32_t index : access.indexes) {
    SharedProbe probe{&shared.indexes()[index], {}};
    probe.key.begin = static_cast<uint32_t>(program_.shared_keys.size());
    for (uint32_t column : shared.indexes()[index].columns()) {
      const auto test = std::ranges::lower_bound(known, column, {}, &ColumnTest::column);
      program_.shared_keys.push_back(step.columns.begin + static_cast<uint32_t>(test - known.begin()));
    }
    probe.key.end = static_cast<uint32_t>(program_.shared_keys.size());
    program_.shared_probes.push_back(probe);
  }
  step.shared_probes.end = static_cast<uint32_t>(program_.shared_probes.size());
}

void Planner::PlaceExpressions(Plan& plan, const ExpressionReads& reads) {
  uint32_t done = 0;
  for (uint32_t at = 0; at <= level_; ++at) {
    while (done < reads.size() && LevelOf(reads.Of(done)) <= at) ++done;
    (at == 0 ? plan.expressions_before : program_.steps[plan.steps.begin + at - 1].expressions_done) = done;
  }
}

// The level from which all of `slots` are bound.
uint32_t Planner::LevelOf(std::span<const uint32_t> slots) const {
  uint32_t level = 0;
  for (uint32_t slot : slots) level = std::max(level, bound_at_[slot]);
  return level;
}

void Planner::AddKnown(const CompiledTerm& term, uint32_t column) {
  if (!term.is_slot) {
    program_.columns.push_back({ColumnTest::Action::kConstant, column, 0, term.value});
  } else if (bound_at_[term.slot] != kUnbound) {
    program_.columns.push_back({ColumnTest::Action::kBound, column, term.slot, Value()});
  }
}

// A variable met for the first time is bound; met again within the same atom it is compared.
void Planner::AddUnknown(const CompiledTerm& term, uint32_t column) {
  if (!term.is_slot || bound_at_[term.slot] != kUnbound) return;
  const bool again = std::ranges::find(new_slots_, term.slot) != new_slots_.end();
  program_.columns.push_back(
      {again ? ColumnTest::Action::kBound : ColumnTest::Action::kBind, column, term.slot, Value()});
  if (!again) new_slots_.push_back(term.slot);
}

}  // namespace hardtack::engine

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Index nested-loop join, iterative: a body may have as many atoms as a token can carry. Each candidate tuple is one
// step, more if it is wide, and no heap allocation. Tested by tests/engine/decide_test.cc and allocation_test.cc, and
// against the naive evaluator in tests/differential.

#include "hardtack/engine/join.h"

#include <algorithm>
#include <utility>

namespace hardtack::engine {

Joiner::Joiner(World::Impl& world, const Program& program, const Body& body, const TrustedOrigins& trust,
               uint32_t delta)
    : world_(world),
      program_(program),
      body_(body),
      trust_(trust),
      delta_(delta),
      plan_(ChoosePlan()),
      frame_(world.join_space.Frame(body.frame_size)),
      levels_(world.join_space.Levels(plan_.steps.size())) {}

// The plan that starts with the fewest facts; of several the default, else the first. A choice by anything but what the
// facts are would make the steps depend on the machine.
const Plan& Joiner::ChoosePlan() const {
  if (delta_ != kNoDelta) return program_.plans[body_.plans.begin + (delta_ - body_.atoms.begin)];
  const Plan* best = &program_.plans[body_.default_plan];
  if (body_.plans.size() == 1) return *best;
  size_t fewest = Estimate(*best);
  for (uint32_t i = body_.plans.begin; i < body_.plans.end && fewest > 1; ++i) {
    const size_t estimate = Estimate(program_.plans[i]);
    if (estimate >= fewest) continue;
    fewest = estimate;
    best = &program_.plans[i];
  }
  return *best;
}

// How many facts the first step of `plan` may look at. A constant is taken to leave one in eight.
size_t Joiner::Estimate(const Plan& plan) const {
  const JoinStep& step = program_.steps[plan.steps.begin];
  const Relation* relation = world_.FindRelation(program_.atoms[step.atom].relation);
  if (relation == nullptr) return 0;
  return relation->recent_end() >> std::min<uint32_t>(3 * step.probe.size(), 63);
}

void Joiner::Run(Visit visit) {
  size_t depth = plan_.steps.size();
  // Level 0 is before any atom; an error there concerns every binding, so `raised_level_` counts levels from it.
  if (RunEarly(0, 0, plan_.expressions_before) != Early::kGoOn) return;
  if (depth == 0) {
    if (auto result = Complete()) visit(*result);
    return;
  }
  size_t level = 0;
  Open(level);
  while (true) {
    if (!Advance(level)) {
      if (level == 0 || world_.budget.exhausted()) return;
      --level;
      continue;
    }
    const JoinStep& step = StepAt(level);
    uint32_t done = level == 0 ? plan_.expressions_before : StepAt(level - 1).expressions_done;
    Early early = RunEarly(level + 1, done, step.expressions_done);
    if (early == Early::kStop) return;
    if (early == Early::kPrune) continue;
    if (level + 1 < depth) {
      Open(++level);
      continue;
    }
    std::optional<BindingResult> result = Complete();
    if (!result.has_value()) return;
    if (!visit(*result)) return;
  }
}

void Joiner::Open(size_t level) {
  const JoinStep& step = StepAt(level);
  levels_[level] = Candidates();
  Relation* relation = world_.FindRelation(program_.atoms[step.atom].relation);
  if (relation == nullptr) return;
  const bool is_delta = step.atom == delta_;
  const bool is_before_delta = delta_ != kNoDelta && step.atom < delta_;
  const size_t begin = is_delta ? relation->stable_end() : 0;
  const size_t end = is_before_delta ? relation->stable_end() : relation->recent_end();
  if (is_delta || step.probe.empty()) {
    levels_[level] = Candidates::Scan(*relation, begin, end);
    return;
  }
  const uint64_t steps_to_enter = 1 + StepsForWidth(step.probe.size());
  if (!world_.budget.Charge(relation->RowsToIndex(step.probe) * steps_to_enter)) return;
  const RowIndex* index = relation->Index(step.probe);
  levels_[level] = index != nullptr
                       ? Candidates::Linked(*relation, *index, index->Find(relation->rows(), KeyOf(step)).first, end)
                       : Candidates::Scan(*relation, begin, end);
}

// The values that are known before the step, for an index. Those of columns that no index covers come last.
std::span<const Value> Joiner::KeyOf(const JoinStep& step) {
  const std::span<Value> key = world_.join_space.key;
  const uint32_t size = step.probe.size();
  for (uint32_t i = 0; i < size; ++i) {
    const ColumnTest& test = program_.columns[step.columns.begin + i];
    key[i] = test.action == ColumnTest::Action::kConstant ? test.value : frame_[test.slot];
  }
  return key.first(size);
}

// Moves to the next row that matches, binding its variables; false: there is none, or the budget is exhausted.
bool Joiner::Advance(size_t level) {
  if (raised_level_ != SIZE_MAX && raised_level_ > level) raised_level_ = SIZE_MAX;
  const JoinStep& step = StepAt(level);
  Candidates& candidates = levels_[level];
  const uint64_t steps = 1 + StepsForWidth(step.columns.size());
  while (candidates.Next()) {
    if (!world_.budget.Charge(steps)) return false;
    if (!world_.origins.IsVisible(candidates.origin(), trust_)) continue;
    if (Matches(step, candidates.values())) return true;
  }
  return false;
}

bool Joiner::Matches(const JoinStep& step, std::span<const Value> row) {
  for (uint32_t i = step.columns.begin; i < step.columns.end; ++i) {
    const ColumnTest& test = program_.columns[i];
    Value value = row[test.column];
    switch (test.action) {
      case ColumnTest::Action::kConstant:
        if (value != test.value) return false;
        break;
      case ColumnTest::Action::kBound:
        if (value != frame_[test.slot]) return false;
        break;
      case ColumnTest::Action::kBind:
        frame_[test.slot] = value;
        break;
    }
  }
  return true;
}

// Runs the expressions [first, last) of the body once the variables of `level` are bound.
Joiner::Early Joiner::RunEarly(size_t level, uint32_t first, uint32_t last) {
  if (raised_level_ != SIZE_MAX) return Early::kGoOn;  // whatever they say comes after an error in written order
  for (uint32_t i = first; i < last; ++i) {
    std::optional<bool> holds =
        world_.machine.Test(program_, program_.expressions[body_.expressions.begin + i], frame_);
    if (world_.budget.exhausted()) return Early::kStop;
    if (!holds.has_value()) {
      raised_level_ = level;
      return Early::kGoOn;
    }
    if (!*holds) return Early::kPrune;
  }
  return Early::kGoOn;
}

// The result of the current binding; nullopt: the budget is exhausted.
std::optional<BindingResult> Joiner::Complete() {
  uint32_t done = plan_.steps.empty() ? plan_.expressions_before : StepAt(plan_.steps.size() - 1).expressions_done;
  if (raised_level_ != SIZE_MAX) done = 0;
  for (uint32_t i = done; i < body_.expressions.size(); ++i) {
    std::optional<bool> holds =
        world_.machine.Test(program_, program_.expressions[body_.expressions.begin + i], frame_);
    if (world_.budget.exhausted()) return std::nullopt;
    if (!holds.has_value()) return BindingResult{BindingResult::Kind::kRaises, i};
    if (!*holds) return BindingResult{BindingResult::Kind::kFails, i};
  }
  return BindingResult{};
}

void Joiner::MatchedRows(std::span<uint32_t> rows) const {
  for (size_t i = 0; i < levels_.size(); ++i) rows[StepAt(i).atom - body_.atoms.begin] = levels_[i].row();
}

OriginKey Joiner::MatchedOrigins() const {
  OriginKey key = levels_[0].origin();
  for (size_t i = 1; i < levels_.size(); ++i) key = world_.origins.Union(key, levels_[i].origin());
  return key;
}

}  // namespace hardtack::engine

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Index nested-loop join, iterative: a body may have as many atoms as a token can carry. Each candidate tuple is one
// step, more if it is wide, and no heap allocation. Tested by tests/engine/decide_test.cc and allocation_test.cc, and
// against the naive evaluator in tests/differential.

#include "hardtack/engine/join.h"

#include <algorithm>
#include <array>
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
  const size_t own = relation == nullptr ? 0 : relation->facts();
  return step.shared_rows + (own >> std::min<uint32_t>(3 * step.probe_columns, 63));
}

void Joiner::Run(Visit visit) {
  const size_t depth = levels_.size();
  // Level 0 is before any atom; an error there concerns every binding, so `raised_level_` counts levels from it.
  if (RunEarly(0, 0, plan_.expressions_before) != Early::kGoOn) return;
  if (depth == 0) {
    if (auto result = Complete(plan_.expressions_before)) visit(*result);
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
    const uint32_t done = levels_[level].step->expressions_done;
    if (const uint32_t before = ExpressionsBefore(level); before < done) {
      const Early early = RunEarly(level + 1, before, done);
      if (early == Early::kStop) return;
      if (early == Early::kPrune) continue;
    }
    if (level + 1 < depth) {
      FetchAhead(*levels_[level].step);
      Open(++level);
      continue;
    }
    const std::optional<BindingResult> result = Complete(done);
    if (!result.has_value() || !visit(*result)) return;
  }
}

// What the step at `level` looks at in this join; the rows of the stages that it sees do not change while it runs, so an
// index that has them all stays good. False: the budget is exhausted.
bool Joiner::Prepare(size_t index_of_level) {
  JoinLevel& level = levels_[index_of_level];
  level.step = &StepAt(index_of_level);
  level.ready = true;
  const uint32_t atom = level.step->atom;
  Relation* relation = world_.FindRelation(program_.atoms[atom].relation);
  level.relation = relation;
  if (relation == nullptr) return true;
  const bool is_delta = atom == delta_, sees_recent = delta_ == kNoDelta || atom >= delta_;
  level.begin = static_cast<uint32_t>(is_delta ? relation->stable_end() : 0);
  level.end = static_cast<uint32_t>(sees_recent ? relation->recent_end() : relation->stable_end());
  level.bits_stage = is_delta      ? BitCandidates::Stage::kRecent
                     : sees_recent ? BitCandidates::Stage::kAll
                                   : BitCandidates::Stage::kStable;
  const ColumnSet probe = level.step->probe;
  if (is_delta || probe.empty()) return true;
  if (!world_.budget.Charge(relation->RowsToIndex(probe) * (1 + StepsForWidth(level.step->probe_columns))))
    return false;
  level.index = relation->Index(probe);
  if (level.index != nullptr) level.first_test = level.step->probe_columns;
  return true;
}

void Joiner::Open(size_t index_of_level) {
  JoinLevel& level = levels_[index_of_level];
  level.candidates = Candidates();
  if (!level.ready && !Prepare(index_of_level)) return;
  if (level.index != nullptr) {
    const uint32_t first = level.index->Find(level.relation->rows(), KeyOf(*level.step)).first;
    level.candidates = Candidates::Linked(*level.relation, *level.index, first, level.end);
  } else if (level.relation != nullptr) {
    level.candidates = Candidates::Scan(*level.relation, level.begin, level.end);
  }
  if (level.relation != nullptr && level.relation->bits() != nullptr) {
    BitCandidates& bits = world_.join_space.BitsAt(index_of_level);
    bits = BitsAt(level);
    level.candidates.AddBits(bits);
  }
  // Shared facts are stable from the beginning.
  if (program_.atoms[level.step->atom].shared != nullptr && level.step->atom != delta_) OpenShared(level);
}

BitCandidates Joiner::BitsAt(const JoinLevel& level) const {
  std::array<std::optional<Value>, 2> known;
  for (uint32_t i = 0; i < level.step->known_columns; ++i) {
    const ColumnTest& test = program_.columns[level.step->columns.begin + i];
    known[test.column] = KnownValue(test);
  }
  return BitCandidates(*level.relation->bits(), level.bits_stage, known, world_.budget);
}

Value Joiner::KnownValue(const ColumnTest& test) const {
  return test.action == ColumnTest::Action::kConstant ? test.value : frame_[test.slot];
}

// Of several indexes the one that finds the fewest. Each look is a step.
void Joiner::OpenShared(JoinLevel& level) {
  const JoinStep& step = *level.step;
  const BaseRelation& shared = *program_.atoms[step.atom].shared;
  const BaseIndex* best = shared.indexes().data();
  BaseRows fewest{0, shared.size()};
  for (uint32_t i = step.shared_probes.begin; i < step.shared_probes.end && fewest.size > 0; ++i) {
    const SharedProbe& probe = program_.shared_probes[i];
    if (!world_.budget.Charge(1 + StepsForWidth(probe.key.size()))) return;
    const BaseRows found = probe.index->Find(KeyOf(probe));
    if (found.size > fewest.size) continue;
    best = probe.index;
    fewest = found;
  }
  if (step.next_fetch != JoinStep::kNoFetch) FetchForEach(step, *best, fewest);
  level.candidates.AddShared(*best, fewest, world_.authorizer_origin);
}

// What is known now of what later steps will look up is asked for, so that it comes while other steps wait for theirs.
void Joiner::FetchAhead(const JoinStep& step) {
  for (uint32_t i = step.fetches.begin; i < step.fetches.end; ++i) {
    const SharedProbe& probe = program_.shared_probes[program_.shared_fetches[i]];
    probe.index->FetchRows(KeyOf(probe));
  }
}

// The same for what the next step will look up for each of the first few facts of this one. Their variables are bound
// for a moment; each fact binds them again when its turn comes.
void Joiner::FetchForEach(const JoinStep& step, const BaseIndex& shared, BaseRows rows) {
  constexpr uint32_t kMost = 16;
  const SharedProbe& probe = program_.shared_probes[step.next_fetch];
  const uint32_t count = std::min(rows.size, kMost);
  for (uint32_t i = 0; i < count && count > 1; ++i) {
    for (uint32_t column = step.columns.begin + step.known_columns; column < step.columns.end; ++column) {
      const ColumnTest& test = program_.columns[column];
      if (test.action == ColumnTest::Action::kBind) frame_[test.slot] = shared.At(rows.first + i, test.column);
    }
    probe.index->FetchRows(KeyOf(probe));
  }
}

// The values that are known before the step, for an index. Those of columns that no index covers come last.
std::span<const Value> Joiner::KeyOf(const JoinStep& step) const {
  const std::span<Value> key = world_.join_space.key;
  for (uint32_t i = 0; i < step.probe_columns; ++i) key[i] = KnownValue(program_.columns[step.columns.begin + i]);
  return key.first(step.probe_columns);
}

std::span<const Value> Joiner::KeyOf(const SharedProbe& probe) const {
  const std::span<Value> key = world_.join_space.key;
  for (uint32_t i = 0; i < probe.key.size(); ++i) {
    key[i] = KnownValue(program_.columns[program_.shared_keys[probe.key.begin + i]]);
  }
  return key.first(probe.key.size());
}

// Moves to the next row that matches, binding its variables; false: there is none, or the budget is exhausted.
bool Joiner::Advance(size_t index_of_level) {
  if (raised_level_ != SIZE_MAX && raised_level_ > index_of_level) raised_level_ = SIZE_MAX;
  JoinLevel& level = levels_[index_of_level];
  while (level.candidates.Next()) {
    if (!world_.budget.Charge(1 + StepsForWidth(level.step->columns.size()))) return false;
    if (!world_.origins.IsVisible(level.candidates.origin(), trust_)) continue;
    if (MatchesCandidate(level)) return true;
  }
  return false;
}

// What an index gave is not compared again.
bool Joiner::MatchesCandidate(const JoinLevel& level) {
  const Candidates& candidates = level.candidates;
  if (candidates.source() == Candidates::Source::kShared) {
    return Matches(*level.step, 0, [&](uint32_t column) { return candidates.SharedAt(column); });
  }
  const uint32_t first_test = candidates.source() == Candidates::Source::kRows ? level.first_test : 0;
  return Matches(*level.step, first_test, [row = candidates.values()](uint32_t column) { return row[column]; });
}

template <typename ValueAt>
bool Joiner::Matches(const JoinStep& step, uint32_t first_test, const ValueAt& value_at) {
  for (uint32_t i = step.columns.begin + first_test; i < step.columns.end; ++i) {
    const ColumnTest& test = program_.columns[i];
    const Value value = value_at(test.column);
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

// The result of the current binding, `done` of whose expressions have run; nullopt: the budget is exhausted.
std::optional<BindingResult> Joiner::Complete(uint32_t done) {
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

void Joiner::MatchedRows(std::span<RowRef> rows) const {
  for (size_t i = 0; i < levels_.size(); ++i) rows[StepAt(i).atom - body_.atoms.begin] = levels_[i].candidates.row();
}

OriginKey Joiner::MatchedOrigins() const {
  OriginKey key = levels_[0].candidates.origin();
  for (size_t i = 1; i < levels_.size(); ++i) key = world_.origins.Union(key, levels_[i].candidates.origin());
  return key;
}

}  // namespace hardtack::engine

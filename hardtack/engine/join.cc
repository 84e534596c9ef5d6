// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Index nested-loop join, iterative: a body may have as many atoms as a token can carry. Each candidate tuple is one
// step, more if it is wide, and no heap allocation. Tested by tests/engine/decide_test.cc and allocation_test.cc, and
// against the naive evaluator in tests/differential.

#include "hardtack/engine/join.h"

#include <utility>

namespace hardtack::engine {

Joiner::Joiner(World::Impl& world, const Program& program, const Body& body, const Plan& plan,
               const TrustedOrigins& trust)
    : world_(world),
      program_(program),
      body_(body),
      plan_(plan),
      trust_(trust),
      frame_(body.frame_size),
      cursors_(plan.steps.size()),
      raised_level_(SIZE_MAX) {}

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

// The stages an atom sees: in a delta plan, the delta atom the recent facts, atoms written before it the stable ones,
// so that no combination of recent facts is met twice.
void Joiner::Open(size_t level) {
  const JoinStep& step = StepAt(level);
  Cursor& cursor = cursors_[level];
  cursor = Cursor{};
  cursor.relation = world_.FindRelation(program_.atoms[step.atom].relation);
  if (cursor.relation == nullptr) return;
  Relation& relation = *cursor.relation;
  bool is_delta = step.atom == plan_.delta_atom;
  bool is_before_delta = plan_.delta_atom != UINT32_MAX && step.atom < plan_.delta_atom;
  cursor.next = is_delta ? static_cast<uint32_t>(relation.stable_end()) : 0;
  cursor.end = static_cast<uint32_t>(is_before_delta ? relation.stable_end() : relation.recent_end());
  if (step.known_columns == 0 || is_delta) return;
  const ColumnTest& probe = program_.columns[step.columns.begin];
  cursor.index = relation.Index(probe.column);
  if (cursor.index == nullptr) return;
  cursor.next = cursor.index->First(probe.action == ColumnTest::Action::kConstant ? probe.value : frame_[probe.slot]);
}

// Moves to the next row that matches, binding its variables; false: there is none, or the budget is exhausted.
bool Joiner::Advance(size_t level) {
  if (raised_level_ != SIZE_MAX && raised_level_ > level) raised_level_ = SIZE_MAX;
  const JoinStep& step = StepAt(level);
  Cursor& cursor = cursors_[level];
  while (cursor.next < cursor.end) {
    cursor.row = cursor.next;
    cursor.next = cursor.index != nullptr ? cursor.index->Next(cursor.row) : cursor.row + 1;
    if (!world_.budget.Charge(1 + StepsForWidth(step.columns.size()))) return false;
    const Relation& relation = *cursor.relation;
    if (!world_.origins.IsVisible(relation.origin(cursor.row), trust_)) continue;
    if (Matches(step, relation.row(cursor.row))) return true;
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
  for (size_t i = 0; i < cursors_.size(); ++i) rows[StepAt(i).atom - body_.atoms.begin] = cursors_[i].row;
}

OriginKey Joiner::MatchedOrigins() const {
  OriginKey key = cursors_[0].relation->origin(cursors_[0].row);
  for (size_t i = 1; i < cursors_.size(); ++i) {
    key = world_.origins.Union(key, cursors_[i].relation->origin(cursors_[i].row));
  }
  return key;
}

}  // namespace hardtack::engine

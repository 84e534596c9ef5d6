// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Backtracking over the predicates of a body, iterative, since a body may have as many as a token can carry. Tested by
// tests/engine/explain_test.cc.

#include "hardtack/engine/nearest.h"

#include <algorithm>
#include <numeric>

#include "hardtack/engine/atom_order.h"
#include "hardtack/engine/shared_access.h"

namespace hardtack::engine {

NearestSearch::NearestSearch(World::Impl& world, SortedFacts& facts, const NamedBody& body, const BodyInfo& info,
                             const TrustedOrigins& trust)
    : world_(world),
      facts_(facts),
      program_(*body.program),
      body_(*body.body),
      info_(info),
      trust_(trust),
      frame_(body.body->frame_size),
      bound_(info.variables.size()),
      levels_(body.body->atoms.size()) {}

std::optional<Nearest> NearestSearch::Run(const PartialFrame& frame) {
  Use(frame);
  ChooseOrder();
  const uint64_t reserve = world_.budget.left() / 8;  // to say of the outcome what is missing
  world_.budget.Renew(world_.budget.left() - reserve);
  deepest_ = Nearest{frame, std::vector<std::optional<FactId>>(levels_.size()), {}, std::nullopt, 0, false};
  for (size_t gaps = 0; gaps <= levels_.size() && !reached_ && !world_.budget.exhausted(); ++gaps) Search(gaps);
  const bool cut = world_.budget.exhausted() || skipped_;
  world_.budget.Renew(world_.budget.left() + reserve);
  std::optional<Nearest> nearest = std::move(best_.has_value() || !cut ? best_ : deepest_);
  if (!nearest.has_value()) return std::nullopt;
  nearest->cut = cut;
  FindGaps(*nearest);
  return nearest;
}

void NearestSearch::Use(const PartialFrame& frame) {
  for (size_t slot = 0; slot < bound_.size(); ++slot) {
    bound_[slot] = frame[slot].has_value();
    if (bound_[slot]) frame_[slot] = *frame[slot];
  }
}

// Visits the assignments in which exactly `allowed_gaps` predicates have no fact, those with fewer having been searched
// for before, in vain.
void NearestSearch::Search(size_t allowed_gaps) {
  if (!world_.budget.Charge(1 + levels_.size())) return;
  if (levels_.empty()) {
    Visit();
    return;
  }
  size_t level = 0;
  Open(level);
  while (true) {
    if (!Advance(level, allowed_gaps)) {
      if (allowed_gaps == 0 && level > depth_) {
        Keep(deepest_, std::nullopt, 0);
        depth_ = level;
      }
      if (level == 0 || world_.budget.exhausted()) return;
      --level;
      continue;
    }
    if (level + 1 < levels_.size()) {
      Open(++level);
    } else if (!Visit()) {
      return;
    }
  }
}

// As far as variables are bound at the beginning.
void NearestSearch::ChooseOrder() {
  order_.resize(levels_.size());
  std::iota(order_.begin(), order_.end(), 0);
  AtomOrder order(program_);
  order.Begin(body_);
  if (!order.has_shared() || order_.size() > kMaxPlannedAtoms) return;
  for (uint32_t slot = 0; slot < bound_.size(); ++slot) {
    if (bound_[slot]) order.Bind(slot);
  }
  std::vector<uint32_t> atoms(order_.size());
  std::iota(atoms.begin(), atoms.end(), body_.atoms.begin);
  for (uint32_t& predicate : order_) {
    const uint32_t atom = order.Best(atoms);
    order.Take(atom);
    atoms.erase(std::ranges::find(atoms, atom));
    predicate = atom - body_.atoms.begin;
  }
}

void NearestSearch::Open(size_t level) {
  levels_[level] = Level{};
  skipped_ |= !SetCandidates(levels_[level], AtomAt(level));
}

// Whether they are all: false if there are too many shared facts to look at.
bool NearestSearch::SetCandidates(Level& level, const Atom& atom) {
  level.candidates = OwnCandidates(atom);
  if (atom.shared == nullptr) return true;
  level.with_shared.assign(level.candidates.begin(), level.candidates.end());
  const bool are_all = AddShared(atom, level.with_shared);
  std::ranges::sort(level.with_shared, [this](FactId a, FactId b) { return facts_.Less(a, b); });
  level.candidates = level.with_shared;
  return are_all;
}

bool NearestSearch::AddShared(const Atom& atom, std::vector<FactId>& facts) {
  std::vector<ColumnTest> known;
  for (uint32_t i = 0; i < atom.terms.size(); ++i) {
    const CompiledTerm& term = program_.terms[atom.terms.begin + i];
    if (term.is_slot && !bound_[term.slot]) continue;
    known.push_back({ColumnTest::Action::kConstant, i, 0, term.is_slot ? frame_[term.slot] : term.value});
  }
  const SharedAccess access = AccessTo(*atom.shared, known);
  if (access.rows > kMaxShared || !world_.budget.Charge(1 + access.rows)) return false;
  const BaseIndex* index = atom.shared->indexes().data();
  BaseRows rows{0, atom.shared->size()};
  if (!access.indexes.empty()) {
    index = &atom.shared->indexes()[access.indexes[0]];
    std::vector<Value> key;
    for (uint32_t column : index->columns()) {
      key.push_back(std::ranges::lower_bound(known, column, {}, &ColumnTest::column)->value);
    }
    rows = index->Find(key);
  }
  for (uint32_t i = 0; i < rows.size; ++i) facts.push_back(facts_.IdOf(atom.relation, RowRef{index, rows.first + i}));
  return true;
}

// The facts that an atom can take beside shared ones, as far as one index tells.
std::span<const FactId> NearestSearch::OwnCandidates(const Atom& atom) {
  if (world_.FindRelation(atom.relation) == nullptr) return {};
  for (uint32_t i = atom.terms.begin; i < atom.terms.end; ++i) {
    const CompiledTerm& term = program_.terms[i];
    if (term.is_slot && !bound_[term.slot]) continue;
    return facts_.FactsWith(atom.relation, i - atom.terms.begin, term.is_slot ? frame_[term.slot] : term.value);
  }
  return facts_.FactsOf(atom.relation);
}

// Moves to the next fact that fits, or, when there is none, to leaving the predicate out, if that is still allowed.
bool NearestSearch::Advance(size_t index, size_t allowed_gaps) {
  Level& level = levels_[index];
  const Atom& atom = AtomAt(index);
  Release(level);
  if (level.left_out) {
    --gaps_;
    return false;
  }
  while (level.next < level.candidates.size()) {
    if (!world_.budget.Charge(1 + StepsForWidth(atom.terms.size()))) return false;
    const FactId fact = level.candidates[level.next++];
    if (world_.origins.IsVisible(facts_.OriginOf(fact), trust_) && Bind(level, atom, fact)) return true;
  }
  if (gaps_ == allowed_gaps || !world_.budget.Charge(1)) return false;
  level.left_out = true;
  ++gaps_;
  return true;
}

bool NearestSearch::Bind(Level& level, const Atom& atom, FactId fact) {
  const std::span<const Value> values = facts_.ValuesOf(fact);
  for (uint32_t i = 0; i < atom.terms.size(); ++i) {
    const CompiledTerm& term = program_.terms[atom.terms.begin + i];
    if (term.is_slot && !bound_[term.slot]) {
      bound_[term.slot] = true;
      frame_[term.slot] = values[i];
      level.bound.push_back(term.slot);
    } else if (values[i] != (term.is_slot ? frame_[term.slot] : term.value)) {
      Release(level);
      return false;
    }
  }
  level.fact = fact;
  return true;
}

void NearestSearch::Release(Level& level) {
  for (uint32_t slot : level.bound) bound_[slot] = false;
  level.bound.clear();
  level.fact.reset();
}

bool NearestSearch::IsBound(uint32_t expression) const {
  return std::ranges::all_of(info_.reads[expression], [&](uint32_t slot) { return bound_[slot]; });
}

// Rates the current assignment; false: no other can be nearer, or the budget is exhausted. A complete binding that
// raises before anything is false says nothing of why the body did not match.
bool NearestSearch::Visit() {
  reached_ = true;
  const uint32_t count = body_.expressions.size();
  std::optional<uint32_t> first_false;
  size_t true_expressions = 0;
  for (uint32_t i = 0; i < count; ++i) {
    if (!IsBound(i)) continue;
    std::optional<bool> holds =
        world_.machine.Test(program_, program_.expressions[body_.expressions.begin + i], frame_);
    if (world_.budget.exhausted()) return false;
    if (gaps_ == 0 && !holds.has_value()) return true;
    if (holds == true) ++true_expressions;
    if (holds == false && !first_false.has_value()) first_false = i;
    if (gaps_ == 0 && first_false.has_value()) break;
  }
  if (gaps_ == 0 && !first_false.has_value()) return true;
  if (!best_.has_value() || true_expressions > best_->true_expressions) Keep(best_, first_false, true_expressions);
  if (world_.budget.exhausted()) return false;
  return best_->true_expressions + (gaps_ == 0 ? 1 : 0) < count;
}

// The copy is charged for, since a body may have very many predicates, but for the one at the end of the budget.
void NearestSearch::Keep(std::optional<Nearest>& kept, std::optional<uint32_t> expression, size_t true_expressions) {
  if (!world_.budget.exhausted() && !world_.budget.Charge(levels_.size())) return;
  kept.emplace();
  for (size_t slot = 0; slot < bound_.size(); ++slot) {
    kept->frame.push_back(bound_[slot] ? std::optional(frame_[slot]) : std::nullopt);
  }
  kept->facts.resize(levels_.size());
  for (size_t level = 0; level < levels_.size(); ++level) kept->facts[order_[level]] = levels_[level].fact;
  kept->expression = expression;
  kept->true_expressions = true_expressions;
}

// A predicate without a fact for which there is one after all was not reached before the budget ended.
void NearestSearch::FindGaps(Nearest& nearest) {
  Use(nearest.frame);
  for (uint32_t i = 0; i < levels_.size(); ++i) {
    if (nearest.facts[i].has_value()) continue;
    Nearest::Gap gap{i, std::nullopt};
    bool is_visible = false;
    Level all;
    if (!SetCandidates(all, AtomOf(i))) {
      nearest.cut = true;
      continue;
    }
    for (FactId fact : all.candidates) {
      if (!world_.budget.Charge(1 + StepsForWidth(AtomOf(i).terms.size()))) {
        nearest.cut = true;
        return;
      }
      Level level;
      if (!Bind(level, AtomOf(i), fact)) continue;
      Release(level);
      is_visible = world_.origins.IsVisible(facts_.OriginOf(fact), trust_);
      if (is_visible) break;
      if (!gap.hidden.has_value()) gap.hidden = fact;
    }
    if (!is_visible) nearest.gaps.push_back(gap);
  }
}

}  // namespace hardtack::engine

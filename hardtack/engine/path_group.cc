// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// When a group is held as bits, and how its rules run then. Tested by tests/engine/path_evaluator_test.cc, and against
// rows and the naive evaluator by tests/differential/path_test.cc.

#include "hardtack/engine/path_group.h"

#include <algorithm>
#include <utility>

namespace hardtack::engine {
namespace {

// A relation is dense enough when each stretch of its matrix has a fact on average: then what is done with a stretch is
// worth it, and takes no more memory than a row would.
constexpr uint64_t kBitsPerFact = Stretch::kBits;

// Facts with more origins than this stay in rows, as do those that follow from more combinations of them.
constexpr size_t kMostOrigins = 8;
constexpr size_t kMostCombinations = 64;

void AddOrigin(OriginKey origin, std::vector<OriginKey>& origins) {
  if (std::ranges::find(origins, origin) == origins.end()) origins.push_back(origin);
}

}  // namespace

PathGroup::PathGroup(World::Impl& world, BitMemory& memory, std::vector<PathRule> rules)
    : world_(world), memory_(memory), rules_(std::move(rules)) {
  for (const PathRule& rule : rules_) {
    const RelationId id = rule.rule->head;
    if (head_positions_.try_emplace(id, heads_.size()).second) heads_.emplace_back().relation = id;
  }
  for (const PathRule& rule : rules_) {
    for (const PathFactor& factor : rule.factors) {
      const RelationId id = factor.relation;
      if (IsHead(id) || !source_positions_.try_emplace(id, sources_.size()).second) continue;
      sources_.emplace_back().relation = id;
    }
  }
  std::vector<int64_t> to_right(heads_.size());
  for (const PathRule& rule : rules_) {
    if (rule.factors.size() == 1) continue;
    if (IsHead(rule.factors.front().relation)) ++to_right[head_positions_[rule.rule->head]];
    if (IsHead(rule.factors.back().relation)) --to_right[head_positions_[rule.rule->head]];
  }
  // Rows are by the end to which most of the rules extend what is new, since rows are added up there.
  for (size_t i = 0; i < heads_.size(); ++i) heads_[i].rows_by = to_right[i] > 0 ? PairEnd::kSecond : PairEnd::kFirst;
}

bool PathGroup::Prepare() {
  if (form_ == Form::kRowsForGood) return true;
  if (!world_.budget.Charge(rules_.size())) return false;
  if (form_ == Form::kRows && !IsGrowing()) return true;
  if (!NumberValues()) return false;
  if (form_ == Form::kRows && !IsDense(CountFacts())) {
    facts_considered_ = CountFacts();
    return true;
  }
  if (!LinkRows()) return false;
  return FindOrigins() && Reserve() ? HoldBits() : HoldRowsForGood();
}

uint64_t PathGroup::CountFacts() const {
  uint64_t facts = 0;
  for (const Head& head : heads_) facts += RelationOf(head.relation).facts();
  return facts;
}

// Whether what the last round derived lets the next one derive more.
bool PathGroup::IsGrowing() const {
  const uint64_t facts = CountFacts();
  if (facts < kFewestFacts || facts < 2 * facts_considered_) return false;
  return std::ranges::any_of(rules_, [&](const PathRule& rule) {
    return std::ranges::any_of(rule.factors, [&](const PathFactor& factor) {
      return IsHead(factor.relation) && RelationOf(factor.relation).has_recent();
    });
  });
}

bool PathGroup::IsDense(uint64_t facts) const {
  const uint64_t numbers = numbers_->size();
  return numbers * numbers <= kBitsPerFact * facts;
}

// While it is to be decided, stops at the value that decides against bits.
bool PathGroup::NumberValues() {
  const uint64_t facts = CountFacts();
  for (Head& head : heads_) {
    if (!NumberRows(head.relation, facts, head.rows_numbered)) return false;
  }
  for (Source& source : sources_) {
    if (!NumberRows(source.relation, facts, source.rows_numbered)) return false;
  }
  return true;
}

bool PathGroup::NumberRows(RelationId id, uint64_t facts, size_t& rows_numbered) {
  const Relation& relation = RelationOf(id);
  for (; rows_numbered < relation.recent_end(); ++rows_numbered) {
    if (form_ == Form::kRows && !IsDense(facts)) return true;
    if (!world_.budget.Charge(1)) return false;
    for (Value value : relation.row(rows_numbered)) numbers_->Add(value, world_.values.TermBytes(value));
  }
  return true;
}

PathGroup::Source::Part* PathGroup::Source::Find(OriginKey origin) {
  const auto found = std::ranges::find(parts, origin, &Part::origin);
  return found == parts.end() ? nullptr : &*found;
}

// Stops at a row that has one origin too many.
bool PathGroup::LinkRows() {
  for (Source& source : sources_) {
    const Relation& relation = RelationOf(source.relation);
    for (size_t& row = source.rows_linked; row < relation.recent_end(); ++row) {
      if (!world_.budget.Charge(1)) return false;
      Source::Part* part = source.Find(relation.origin(row));
      if (part == nullptr) {
        if (source.parts.size() == kMostOrigins) break;
        part = &source.parts.emplace_back(Source::Part{relation.origin(row), {}, nullptr, 0});
      }
      const std::span<const Value> values = relation.row(row);
      part->all.Add(*numbers_->Find(values[0]), *numbers_->Find(values[1]));
    }
  }
  return true;
}

bool PathGroup::FindOrigins() {
  for (const Source& source : sources_) {
    if (source.rows_linked < RelationOf(source.relation).recent_end()) return false;
  }
  for (Head& head : heads_) {
    const Relation& relation = RelationOf(head.relation);
    for (size_t row = 0; row < relation.recent_end(); ++row) {
      AddOrigin(relation.origin(row), head.origins);
      if (head.origins.size() > kMostOrigins) return false;
    }
    if (relation.bits() == nullptr) continue;
    for (const auto& part : relation.bits()->parts()) {
      if (part->count != 0) AddOrigin(part->origin, head.origins);
    }
  }
  size_t count = 0;
  for (const Source& source : sources_) count += source.parts.size();
  for (const Head& head : heads_) count += head.origins.size();
  if (count == std::exchange(origins_counted_, count)) return true;
  return std::ranges::all_of(rules_, [&](const PathRule& rule) {
    return AddTargets(rule, heads_[head_positions_.find(rule.rule->head)->second].targets);
  });
}

const TrustedOrigins& PathGroup::TrustOf(const PathRule& rule) const {
  return engine::TrustOf(*world_.program, *rule.program, rule.program->bodies[rule.rule->body]);
}

bool PathGroup::AddTargets(const PathRule& rule, std::vector<OriginKey>& targets) const {
  std::vector<OriginKey> joined = {world_.origins.KeyOf(Origin{rule.rule->block})};
  size_t combinations = 1;
  for (const PathFactor& factor : rule.factors) {
    std::vector<OriginKey> origins;
    if (IsHead(factor.relation)) {
      origins = heads_[head_positions_.find(factor.relation)->second].origins;
    } else {
      for (const Source::Part& part : sources_[source_positions_.find(factor.relation)->second].parts) {
        origins.push_back(part.origin);
      }
    }
    std::erase_if(origins, [&](OriginKey origin) { return !world_.origins.IsVisible(origin, TrustOf(rule)); });
    combinations *= origins.size();
    std::vector<OriginKey> before = std::exchange(joined, {});
    for (OriginKey one : before) {
      for (OriginKey other : origins) AddOrigin(world_.origins.Union(one, other), joined);
    }
    if (joined.size() > kMostOrigins || combinations > kMostCombinations) return false;
  }
  for (OriginKey origin : joined) AddOrigin(origin, targets);
  return targets.size() <= kMostOrigins;
}

// In the worst case, in which every row of every matrix is used.
bool PathGroup::Reserve() {
  const uint64_t numbers = numbers_->size();
  // Where values come later, more will.
  const uint64_t needed = width_ == 0 ? numbers : numbers + numbers / 4;
  if (std::max<uint64_t>(needed, width_) > BitMatrix::kMaxWidth) return false;
  const uint32_t width = numbers <= width_ ? width_ : static_cast<uint32_t>(needed);
  uint64_t bytes = PathProduct::kMatrices * BitMatrix::MostBytes(width);
  for (const Head& head : heads_) {
    std::vector<OriginKey> origins = head.origins;
    for (OriginKey target : head.targets) AddOrigin(target, origins);
    bytes += origins.size() * BitRelation::MostBytes(width);
  }
  for (const Source& source : sources_) bytes += source.parts.size() * BitMatrix::MostBytes(width);
  if (memory_.reserved - reserved_ + bytes > memory_.most) return false;
  memory_.reserved += bytes - reserved_;
  reserved_ = bytes;
  width_ = width;
  return true;
}

bool PathGroup::HoldBits() {
  for (const Head& head : heads_) {
    Relation& relation = RelationOf(head.relation);
    const bool is_wide = relation.bits() == nullptr || relation.bits()->width() == width_;
    if (!world_.budget.Charge(relation.recent_end() + (is_wide ? 0 : relation.facts()))) return false;
    if (!is_wide) relation.bits()->Widen(width_);
    if (relation.bits() == nullptr) {
      relation.HoldAsBits(std::make_unique<BitRelation>(numbers_, width_, head.rows_by));
    } else if (relation.recent_end() != 0) {
      relation.MoveRowsToBits();
    }
    for (OriginKey target : head.targets) relation.bits()->FindOrAddPart(target);
  }
  for (Head& head : heads_) head.rows_numbered = 0;
  form_ = Form::kBits;
  return std::ranges::all_of(sources_, [this](Source& source) { return TakeRecent(source); });
}

bool PathGroup::HoldRowsForGood() {
  if (form_ == Form::kBits && !world_.budget.Charge(CountFacts())) return false;
  for (const Head& head : heads_) RelationOf(head.relation).HoldAsRows();
  memory_.reserved -= std::exchange(reserved_, 0);
  sources_.clear();
  form_ = Form::kRowsForGood;
  return true;
}

bool PathGroup::TakeRecent(Source& source) const {
  for (Source::Part& part : source.parts) {
    part.recent.reset();
    part.recent_count = 0;
  }
  const Relation& relation = RelationOf(source.relation);
  for (size_t row = relation.stable_end(); row < relation.recent_end(); ++row) {
    Source::Part& part = *source.Find(relation.origin(row));
    if (part.recent == nullptr) {
      if (!world_.budget.Charge(BitMatrix::StepsToMake(width_))) return false;
      part.recent = std::make_unique<BitMatrix>(width_);
    }
    const std::span<const Value> values = relation.row(row);
    part.recent->Set(*numbers_->Find(values[0]), *numbers_->Find(values[1]));
    ++part.recent_count;
  }
  return true;
}

PathGroup::Factor PathGroup::FactorOf(const PathRule& rule, const PathFactor& factor, bool are_recent) const {
  Factor sets;
  const auto add = [&](OriginKey origin, const PairSet& pairs) {
    if (pairs.count == 0 || !world_.origins.IsVisible(origin, TrustOf(rule))) return;
    sets.push_back({origin, factor.is_turned ? pairs.Turned() : pairs});
  };
  if (IsHead(factor.relation)) {
    const BitRelation& bits = *RelationOf(factor.relation).bits();
    for (const auto& part : bits.parts()) {
      add(part->origin, are_recent ? PairSet{&part->recent, nullptr, bits.rows_by(), part->recent_count}
                                   : PairSet{&part->all, nullptr, bits.rows_by(), part->count});
    }
    return sets;
  }
  for (const Source::Part& part : sources_[source_positions_.find(factor.relation)->second].parts) {
    add(part.origin, are_recent ? PairSet{part.recent.get(), nullptr, PairEnd::kFirst, part.recent_count}
                                : PairSet{nullptr, &part.all, PairEnd::kFirst, part.all.size()});
  }
  return sets;
}

// Factors beside the recent one are taken with all of their facts, recent ones included: what is derived twice is one
// bit.
bool PathGroup::Run(const PathRule& rule) {
  if (!world_.budget.Charge(1 + rule.factors.size())) return false;
  std::vector<Factor> factors;
  for (const PathFactor& factor : rule.factors) factors.push_back(FactorOf(rule, factor, false));
  for (size_t start = 0; start < factors.size(); ++start) {
    Factor all = std::exchange(factors[start], FactorOf(rule, rule.factors[start], true));
    if (!Multiply(rule, factors, start)) return false;
    factors[start] = std::move(all);
  }
  return true;
}

// For each combination of origins.
bool PathGroup::Multiply(const PathRule& rule, std::span<const Factor> factors, size_t start) {
  if (std::ranges::any_of(factors, &Factor::empty)) return true;
  BitRelation& head = *RelationOf(rule.rule->head).bits();
  std::vector<PairSet> pairs(factors.size());
  std::vector<size_t> chosen(factors.size());
  while (true) {
    OriginKey origin = world_.origins.KeyOf(Origin{rule.rule->block});
    for (size_t i = 0; i < factors.size(); ++i) {
      origin = world_.origins.Union(origin, factors[i][chosen[i]].origin);
      pairs[i] = factors[i][chosen[i]].pairs;
    }
    PathProduct product(head.FindOrAddPart(origin).pending, head.rows_by(), world_.budget);
    if (!world_.budget.Charge(1) || !product.Run(pairs, start)) return false;
    size_t at = 0;
    while (at < factors.size() && ++chosen[at] == factors[at].size()) chosen[at++] = 0;
    if (at == factors.size()) return true;
  }
}

std::optional<uint64_t> PathGroup::CountPending() {
  uint64_t count = 0;
  for (const Head& head : heads_) {
    BitRelation& bits = *RelationOf(head.relation).bits();
    if (!world_.budget.Charge(bits.StepsToCount())) return std::nullopt;
    count += bits.CountPending();
  }
  return count;
}

}  // namespace hardtack::engine

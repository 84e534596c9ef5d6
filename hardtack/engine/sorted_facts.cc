// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The order of facts in explanations. Tested by tests/engine/explain_test.cc.

#include "hardtack/engine/sorted_facts.h"

#include <algorithm>
#include <numeric>
#include <string>

#include "hardtack/engine/ast_print.h"

namespace hardtack::engine {

SortedFacts::SortedFacts(World::Impl& world) : world_(world) {
  for (const Relation& relation : world.relations) {
    first_.push_back(static_cast<FactId>(rows_.size()));
    rows_.resize(rows_.size() + relation.size());
  }
  first_.push_back(static_cast<FactId>(rows_.size()));
  ids_.resize(rows_.size());
  all_.resize(rows_.size());
  std::iota(all_.begin(), all_.end(), 0);
  RankValues();
  for (RelationId id = 0; id < world.relations.size(); ++id) SortRelation(id);
}

void SortedFacts::RankValues() {
  for (const Relation& relation : world_.relations) {
    for (size_t row = 0; row < relation.size(); ++row) {
      for (Value value : relation.row(row)) texts_.try_emplace(value);
    }
  }
  std::vector<std::pair<std::string, Value>> sorted;
  for (const auto& [value, order] : texts_) sorted.emplace_back(ToString(world_.values.ToTerm(value)), value);
  std::ranges::sort(sorted);
  for (size_t i = 0; i < sorted.size(); ++i) {
    texts_[sorted[i].second] = {static_cast<uint32_t>(i), sorted[i].first.size()};
  }
}

void SortedFacts::SortRelation(RelationId id) {
  const Relation& relation = world_.relations[id];
  const FactId first = first_[id];
  const std::span<uint32_t> rows(rows_.data() + first, relation.size());
  std::iota(rows.begin(), rows.end(), 0);
  auto rank = [&](Value value) { return texts_.find(value)->second.rank; };
  std::ranges::sort(rows, [&](uint32_t a, uint32_t b) {
    auto [left, right] = std::ranges::mismatch(relation.row(a), relation.row(b));
    if (left != relation.row(a).end()) return rank(*left) < rank(*right);
    return world_.origins.OriginOf(relation.origin(a)) < world_.origins.OriginOf(relation.origin(b));
  });
  for (FactId i = 0; i < rows.size(); ++i) ids_[first + rows[i]] = first + i;
}

FactId SortedFacts::IdOf(RelationId relation, RowRef ref) {
  if (ref.shared == nullptr) return IdOf(relation, ref.row);
  SharedFact fact(relation, {});
  const uint32_t arity = world_.InfoOf(relation).arity;
  for (uint32_t column = 0; column < arity; ++column) fact.second.push_back(ref.shared->At(ref.row, column));
  const auto [entry, is_new] =
      shared_ids_.try_emplace(std::move(fact), static_cast<FactId>(rows_.size() + shared_.size()));
  if (is_new) shared_.push_back(&entry->first);
  return entry->second;
}

const std::string& SortedFacts::PrintedOnce(Value value) const {
  const auto [entry, is_new] = printed_.try_emplace(value);
  if (is_new) entry->second = ToString(world_.values.ToTerm(value));
  return entry->second;
}

bool SortedFacts::Less(FactId a, FactId b) const {
  if (a == b || (!IsShared(a) && !IsShared(b))) return a < b;
  if (RelationOf(a) != RelationOf(b)) return RelationOf(a) < RelationOf(b);
  const auto [left, right] = std::ranges::mismatch(ValuesOf(a), ValuesOf(b));
  if (left != ValuesOf(a).end()) return PrintedOnce(*left) < PrintedOnce(*right);
  const Origin origin_a = world_.origins.OriginOf(OriginOf(a)), origin_b = world_.origins.OriginOf(OriginOf(b));
  // What the request states again comes before what is shared.
  return origin_a == origin_b ? a < b : origin_a < origin_b;
}

RelationId SortedFacts::RelationOf(FactId fact) const {
  if (IsShared(fact)) return shared_[fact - rows_.size()]->first;
  return static_cast<RelationId>(std::ranges::upper_bound(first_, fact) - first_.begin() - 1);
}

std::span<const Value> SortedFacts::ValuesOf(FactId fact) const {
  if (IsShared(fact)) return shared_[fact - rows_.size()]->second;
  return world_.relations[RelationOf(fact)].row(rows_[fact]);
}

OriginKey SortedFacts::OriginOf(FactId fact) const {
  return IsShared(fact) ? world_.authorizer_origin : world_.relations[RelationOf(fact)].origin(rows_[fact]);
}

size_t SortedFacts::TextBytes(Value value) const {
  auto found = texts_.find(value);
  return found != texts_.end() ? found->second.bytes : ToString(world_.values.ToTerm(value)).size();
}

std::span<const FactId> SortedFacts::FactsOf(RelationId relation) const {
  if (relation >= world_.relations.size()) return {};
  return std::span(all_).subspan(first_[relation], first_[relation + 1] - first_[relation]);
}

std::span<const FactId> SortedFacts::FactsWith(RelationId relation, uint32_t column, Value value) {
  auto [index, is_new] = columns_.try_emplace({relation, column});
  if (is_new) {
    for (FactId fact : FactsOf(relation)) index->second[ValuesOf(fact)[column]].push_back(fact);
  }
  auto found = index->second.find(value);
  return found == index->second.end() ? std::span<const FactId>() : std::span<const FactId>(found->second);
}

}  // namespace hardtack::engine

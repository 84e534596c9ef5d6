// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Grouping path rules. Tested by tests/engine/path_evaluator_test.cc.

#include "hardtack/engine/path_evaluator.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "absl/container/flat_hash_set.h"

namespace hardtack::engine {
namespace {

// Relations that rules connect have one representative. Galler and Fischer 1964, "An improved equivalence algorithm".
class Connected {
 public:
  explicit Connected(size_t relations) : parents_(relations) { std::iota(parents_.begin(), parents_.end(), 0); }

  RelationId Find(RelationId id) {
    for (; parents_[id] != id; id = parents_[id]) parents_[id] = parents_[parents_[id]];
    return id;
  }
  void Join(RelationId one, RelationId other) { parents_[Find(one)] = Find(other); }

 private:
  std::vector<RelationId> parents_;
};

template <typename Visit>
void ForEachRule(const World::Impl& world, Visit&& visit) {
  for (const Program* program = world.program.get(); program != nullptr; program = program->base()) {
    for (const CompiledRule& rule : program->rules) visit(*program, rule);
  }
}

std::vector<PathRule> PathRulesOf(const World::Impl& world) {
  std::vector<PathRule> rules;
  ForEachRule(world, [&](const Program& program, const CompiledRule& rule) {
    if (auto factors = PathOf(program, rule)) rules.push_back({&program, &rule, *std::move(factors)});
  });
  return rules;
}

// Whether some rule reads what the rules derive; if none does, a second round has nothing to do.
bool IsRecursive(const std::vector<PathRule>& rules) {
  absl::flat_hash_set<RelationId> heads;
  for (const PathRule& rule : rules) heads.insert(rule.rule->head);
  return std::ranges::any_of(rules, [&](const PathRule& rule) {
    return std::ranges::any_of(rule.factors, [&](const PathFactor& factor) { return heads.contains(factor.relation); });
  });
}

}  // namespace

bool PathEvaluator::IsWorthwhile(const World::Impl& world) {
  bool is_worthwhile = false;
  ForEachRule(world, [&](const Program&, const CompiledRule& rule) {
    is_worthwhile |= rule.head_terms.size() == 2 && world.relations[rule.head].facts() >= PathGroup::kFewestFacts;
  });
  return is_worthwhile;
}

PathEvaluator::PathEvaluator(World::Impl& world, uint64_t most_facts) {
  memory_.most = most_facts < kMostBytes / kBytesPerFact ? most_facts * kBytesPerFact : kMostBytes;
  std::vector<PathRule> rules = PathRulesOf(world);
  Connected connected(world.relations.size());
  for (const PathRule& rule : rules) {
    for (const PathFactor& factor : rule.factors) connected.Join(factor.relation, rule.rule->head);
  }
  std::map<RelationId, std::vector<PathRule>> groups;
  for (PathRule& rule : rules) groups[connected.Find(rule.rule->head)].push_back(std::move(rule));
  for (auto& [representative, grouped] : groups) {
    if (IsRecursive(grouped)) groups_.emplace_back(world, memory_, std::move(grouped));
  }
  for (PathGroup& group : groups_) {
    for (const PathRule& rule : group.rules()) places_.emplace(rule.rule, Place{&group, &rule});
  }
}

bool PathEvaluator::Prepare() {
  return std::ranges::all_of(groups_, [](PathGroup& group) { return group.Prepare(); });
}

bool PathEvaluator::Runs(const CompiledRule& rule) const {
  const auto place = places_.find(&rule);
  return place != places_.end() && place->second.group->holds_bits();
}

bool PathEvaluator::Run(const CompiledRule& rule) {
  const Place& place = places_.find(&rule)->second;
  return place.group->Run(*place.rule);
}

std::optional<uint64_t> PathEvaluator::CountPending() {
  uint64_t count = 0;
  for (PathGroup& group : groups_) {
    if (!group.holds_bits()) continue;
    const std::optional<uint64_t> pending = group.CountPending();
    if (!pending.has_value()) return std::nullopt;
    count += *pending;
  }
  return count;
}

}  // namespace hardtack::engine

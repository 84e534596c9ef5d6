// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Least proofs. Tested by tests/engine/explain_test.cc and on random programs by tests/differential/explain_test.cc.

#include "hardtack/engine/proof.h"

#include <algorithm>
#include <compare>
#include <tuple>

#include "hardtack/engine/join.h"

namespace hardtack::engine {
namespace {

uint64_t SaturatingAdd(uint64_t a, uint64_t b) { return a > UINT64_MAX - b ? UINT64_MAX : a + b; }

// The rules of `program` and its base whose heads are facts that some body among `bodies` reads, or that such rules
// read in turn.
class Reachable {
 public:
  explicit Reachable(const World::Impl& world) : rules_by_head_(world.relations.size()), seen_(world.relations.size()) {
    for (const Program* program = world.program.get(); program != nullptr; program = program->base()) {
      for (const CompiledRule& rule : program->rules) rules_by_head_[rule.head].push_back({program, &rule});
    }
  }

  void Add(const Program& program, const Body& body) {
    for (uint32_t i = body.atoms.begin; i < body.atoms.end; ++i) {
      RelationId relation = program.atoms[i].relation;
      if (relation >= seen_.size() || seen_[relation]) continue;
      seen_[relation] = true;
      pending_.push_back(relation);
    }
  }

  template <typename Visit>
  void ForEachRule(Visit&& visit) {
    while (!pending_.empty()) {
      const RelationId relation = pending_.back();
      pending_.pop_back();
      for (auto [program, rule] : rules_by_head_[relation]) {
        visit(*program, *rule);
        Add(*program, program->bodies[rule->body]);
      }
    }
  }

 private:
  std::vector<std::vector<std::pair<const Program*, const CompiledRule*>>> rules_by_head_;
  std::vector<bool> seen_;
  std::vector<RelationId> pending_;
};

}  // namespace

const Proof Proofs::kSharedFact = {{Source::Kind::kShared, kAuthorizerBlock, 0}, {0, 1}, nullptr, nullptr, {}};

Proofs::Proofs(World::Impl& world, SortedFacts& facts, const Evaluated& evaluated, std::span<const NamedBody> bodies)
    : world_(world), facts_(facts), proofs_(facts.size()) {
  StateFacts(evaluated.authorizer.block.facts, kAuthorizerBlock, Source::Kind::kStated);
  StateFacts(evaluated.request, kAuthorizerBlock, Source::Kind::kRequest);
  for (BlockId block = 0; block < evaluated.blocks.size(); ++block) {
    StateFacts(evaluated.blocks[block].block->facts, block, Source::Kind::kStated);
  }
  Reachable reachable(world);
  for (const NamedBody& body : bodies) reachable.Add(*body.program, *body.body);
  reachable.ForEachRule([&](const Program& program, const CompiledRule& rule) { ListApplications(program, rule); });
  Prove();
}

void Proofs::StateFacts(std::span<const Fact> facts, BlockId block, Source::Kind kind) {
  for (uint32_t i = 0; i < facts.size(); ++i) StateFact(facts[i].predicate, {kind, block, i});
}

// Of a fact that is stated several times the first statement counts. A fact with a variable is in no relation.
void Proofs::StateFact(const Predicate& fact, const Source& source) {
  std::vector<Value> row;
  for (const Term& term : fact.terms) {
    std::optional<Value> value = world_.values.FromTerm(term, world_.program->limits.max_nesting);
    if (!value.has_value()) return;
    row.push_back(*value);
  }
  RelationId relation =
      world_.FindRelationId({world_.values.TextId(fact.name), static_cast<uint32_t>(fact.terms.size())});
  if (relation == kNoRelation) return;
  std::optional<uint32_t> found = world_.relations[relation].Find(row, world_.origins.KeyOf(Origin{source.block}));
  if (!found.has_value()) return;
  Proof& proof = proofs_[facts_.IdOf(relation, *found)];
  if (proof.source.kind == Source::Kind::kUnknown) proof = {source, {0, 1}, nullptr, nullptr, {}};
}

void Proofs::ListApplications(const Program& program, const CompiledRule& rule) {
  if (!world_.budget.Charge(1)) return;
  const Body& body = program.bodies[rule.body];
  const OriginKey own = world_.origins.KeyOf(Origin{rule.block});
  std::vector<Value> head(rule.head_terms.size());
  std::vector<RowRef> rows(body.atoms.size());
  Joiner joiner(world_, program, body, TrustOf(*world_.program, program, body));
  joiner.Run([&](const BindingResult& result) {
    if (result.kind != BindingResult::Kind::kHolds) return true;
    // For the row and the memory that the premises take.
    if (!world_.budget.Charge(joiner.StepsForResult(head.size()) + rows.size())) return false;
    FillRow(program, rule.head_terms, joiner.frame(), head);
    const OriginKey origin = rows.empty() ? own : world_.origins.Union(own, joiner.MatchedOrigins());
    std::optional<uint32_t> row = world_.relations[rule.head].Find(head, origin);
    if (!row.has_value()) return true;
    joiner.MatchedRows(rows);
    Range premises;
    premises.begin = static_cast<uint32_t>(premises_.size());
    for (uint32_t i = 0; i < rows.size(); ++i) {
      premises_.push_back(facts_.IdOf(program.atoms[body.atoms.begin + i].relation, rows[i]));
    }
    premises.end = static_cast<uint32_t>(premises_.size());
    applications_.push_back({&program, &rule, facts_.IdOf(rule.head, *row), premises});
    return true;
  });
}

std::span<const FactId> Proofs::PremisesOf(const Application& application) const {
  return std::span(premises_).subspan(application.premises.begin, application.premises.size());
}

ProofSize Proofs::SizeOver(std::span<const FactId> premises) const {
  ProofSize size{1, 1};
  for (FactId premise : premises) {
    const ProofSize& below = Of(premise).size;
    size.height = std::max(size.height, below.height == UINT32_MAX ? UINT32_MAX : below.height + 1);
    size.facts = SaturatingAdd(size.facts, below.facts);
  }
  return size;
}

bool Proofs::IsLess(const Application& one, const Application& other) const {
  auto order = [&](const Application& application) {
    return std::tuple(SizeOver(PremisesOf(application)), application.rule->block, application.rule->index);
  };
  if (auto compared = order(one) <=> order(other); compared != 0) return std::is_lt(compared);
  return std::ranges::lexicographical_compare(PremisesOf(one), PremisesOf(other),
                                              [this](FactId a, FactId b) { return facts_.Less(a, b); });
}

// In round n the applications become ready whose premises all have a height below n.
void Proofs::Prove() {
  std::vector<std::vector<uint32_t>> uses(facts_.size());  // by fact: the applications of which it is a premise
  std::vector<uint32_t> unproved;                          // by application: premises without a proof
  std::vector<uint32_t> ready;
  std::vector<FactId> proved;
  for (uint32_t i = 0; i < applications_.size(); ++i) {
    unproved.push_back(0);
    for (FactId premise : PremisesOf(applications_[i])) {
      if (facts_.IsShared(premise)) continue;
      uses[premise].push_back(i);
      ++unproved[i];
    }
    if (unproved[i] == 0) ready.push_back(i);
  }
  for (FactId fact = 0; fact < facts_.size(); ++fact) {
    if (proofs_[fact].source.kind != Source::Kind::kUnknown) proved.push_back(fact);
  }
  least_.resize(facts_.size());
  while (!proved.empty() || !ready.empty()) {
    for (FactId fact : proved) {
      for (uint32_t application : uses[fact]) {
        if (--unproved[application] == 0) ready.push_back(application);
      }
    }
    Conclude(ready, proved);
    ready.clear();
  }
}

// Proves the heads of the `ready` applications that have no proof yet, each by the least of these: they are all that
// prove it at this height.
void Proofs::Conclude(std::span<const uint32_t> ready, std::vector<FactId>& proved) {
  proved.clear();
  for (uint32_t i : ready) {
    const FactId head = applications_[i].head;
    if (proofs_[head].source.kind != Source::Kind::kUnknown) continue;
    if (!least_[head].has_value()) proved.push_back(head);
    if (!least_[head].has_value() || IsLess(applications_[i], applications_[*least_[head]])) least_[head] = i;
  }
  for (FactId fact : proved) {
    const Application& by = applications_[*least_[fact]];
    const Source source{Source::Kind::kDerived, by.rule->block, by.rule->index};
    proofs_[fact] = {source, SizeOver(PremisesOf(by)), by.program, by.rule, PremisesOf(by)};
  }
}

}  // namespace hardtack::engine

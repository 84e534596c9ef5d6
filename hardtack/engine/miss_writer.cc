// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Near misses. Tested by tests/engine/explain_test.cc.

#include "hardtack/engine/miss_writer.h"

#include <algorithm>
#include <utility>

namespace hardtack::engine {
namespace {

const TrustedOrigins& TrustedBy(const World::Impl& world, const NamedBody& query) {
  return TrustOf(*world.program, *query.program, *query.body);
}

// What is known of the terms of the atom at `position`.
PartialFrame KnownTerms(const NamedBody& query, const Atom& atom, const PartialFrame& frame) {
  PartialFrame known;
  for (uint32_t i = atom.terms.begin; i < atom.terms.end; ++i) {
    const CompiledTerm& term = query.program->terms[i];
    known.push_back(term.is_slot ? frame[term.slot] : std::optional(term.value));
  }
  return known;
}

// The variables of a rule's body that are bound when its head has these terms; nullopt: it cannot have them.
std::optional<PartialFrame> Unify(const Program& program, const CompiledRule& rule, const PartialFrame& terms,
                                  size_t variables) {
  PartialFrame frame(variables);
  for (uint32_t i = 0; i < terms.size(); ++i) {
    if (!terms[i].has_value()) continue;
    const CompiledTerm& head = program.terms[rule.head_terms.begin + i];
    if ((head.is_slot ? frame[head.slot].value_or(*terms[i]) : head.value) != *terms[i]) return std::nullopt;
    if (head.is_slot) frame[head.slot] = *terms[i];
  }
  return frame;
}

}  // namespace

std::optional<NearMiss> MissWriter::MissOf(const NamedBody& query) {
  return MissFrom(query, PartialFrame(infos_.Of(query).variables.size()));
}

std::optional<NearMiss> MissWriter::MissFrom(const NamedBody& query, const PartialFrame& frame) {
  const BodyInfo& info = infos_.Of(query);
  const TrustedOrigins& trust = TrustedBy(world_, query);
  std::optional<Nearest> nearest = NearestSearch(world_, facts_, query, info, trust).Run(frame);
  if (!nearest.has_value()) return std::nullopt;
  NearMiss miss;
  miss.bindings = writer_.BindingsOf(info, nearest->frame);
  miss.trusted = trust;
  miss.cut = nearest->cut;
  cut_ |= nearest->cut;
  for (const std::optional<FactId>& fact : nearest->facts) {
    miss.facts.push_back(fact.has_value() ? std::optional(writer_.Write(*fact)) : std::nullopt);
  }
  for (const Nearest::Gap& gap : nearest->gaps) miss.missing.push_back(MissingOf(query, nearest->frame, gap));
  if (nearest->expression.has_value()) miss.expression = FalseExpressionOf(query, *nearest);
  return miss;
}

FalseExpression MissWriter::FalseExpressionOf(const NamedBody& query, const Nearest& nearest) {
  const BodyInfo& info = infos_.Of(query);
  PartialFrame read(nearest.frame.size());
  for (uint32_t slot : info.reads[*nearest.expression]) read[slot] = nearest.frame[slot];
  return {*nearest.expression, writer_.BindingsOf(info, read)};
}

MissingFact MissWriter::MissingOf(const NamedBody& query, const PartialFrame& frame, const Nearest::Gap& gap) {
  const Atom& atom = query.program->atoms[query.body->atoms.begin + gap.predicate];
  MissingFact missing;
  missing.predicate = gap.predicate;
  missing.wanted = writer_.Instance(query.rule->body[gap.predicate], *query.program, atom, frame);
  if (gap.hidden.has_value()) missing.hidden = HiddenFact{writer_.FactOf(*gap.hidden), writer_.OriginOf(*gap.hidden)};
  if (atom.relation != kNoRelation && path_.size() < kMaxRuleDepth) {
    missing.rules = RuleMisses(atom.relation, KnownTerms(query, atom, frame), TrustedBy(world_, query));
  }
  return missing;
}

// What the rules lacked that could have derived a fact of `relation` with those of its `terms` that are known, for a
// query that trusts `trust`.
std::vector<RuleMiss> MissWriter::RuleMisses(RelationId relation, const PartialFrame& terms,
                                             const TrustedOrigins& trust) {
  std::vector<RuleMiss> misses;
  for (const Program* program = world_.program.get(); program != nullptr; program = program->base()) {
    for (const CompiledRule& rule : program->rules) {
      if (writer_.full() || !world_.budget.Charge(1)) return misses;
      if (rule.head == relation && trust.Contains(rule.block)) AddRuleMiss(*program, rule, terms, misses);
    }
  }
  return misses;
}

// A rule is not looked at behind itself. One that matches did derive the fact, from some that the query does not trust.
void MissWriter::AddRuleMiss(const Program& program, const CompiledRule& rule, const PartialFrame& terms,
                             std::vector<RuleMiss>& misses) {
  if (std::ranges::find(path_, &rule) != path_.end()) return;
  const NamedBody body{&program, &program.bodies[rule.body], &evaluated_.BlockAt(rule.block).rules[rule.index]};
  const BodyInfo& info = infos_.Of(body);
  // A rule is looked at as often as its facts are missed, so its size counts each time.
  if (!world_.budget.Charge(info.terms + rule.head_terms.size()) || !writer_.Take(info.text_bytes)) return;
  std::optional<PartialFrame> frame = Unify(program, rule, terms, info.variables.size());
  if (!frame.has_value()) return;
  path_.push_back(&rule);
  std::optional<NearMiss> miss = MissFrom(body, *frame);
  path_.pop_back();
  if (miss.has_value()) misses.push_back({rule.block, rule.index, *std::move(miss)});
}

}  // namespace hardtack::engine

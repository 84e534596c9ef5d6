// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Path rules are recognised by walking from one head variable to the other. Tested by tests/engine/path_rule_test.cc.

#include "hardtack/engine/path_rule.h"

#include <algorithm>
#include <array>

#include "hardtack/engine/plan.h"

namespace hardtack::engine {
namespace {

using Ends = std::array<uint32_t, 2>;

// The two different variables of a binary predicate; nullopt: it is none, or has something else.
std::optional<Ends> EndsOf(const Program& program, Range terms) {
  if (terms.size() != 2) return std::nullopt;
  const CompiledTerm& first = program.terms[terms.begin];
  const CompiledTerm& second = program.terms[terms.begin + 1];
  if (!first.is_slot || !second.is_slot || first.slot == second.slot) return std::nullopt;
  return Ends{first.slot, second.slot};
}

struct Link {
  RelationId relation;
  Ends ends;
};

}  // namespace

std::optional<std::vector<PathFactor>> PathOf(const Program& program, const CompiledRule& rule) {
  const Body& body = program.bodies[rule.body];
  const std::optional<Ends> head = EndsOf(program, rule.head_terms);
  if (rule.shared != nullptr || !head.has_value() || !body.expressions.empty() || body.atoms.size() > kMaxPlannedAtoms)
    return std::nullopt;
  std::vector<Link> links;
  for (uint32_t i = body.atoms.begin; i < body.atoms.end; ++i) {
    const Atom& atom = program.atoms[i];
    const std::optional<Ends> ends = EndsOf(program, atom.terms);
    if (!ends.has_value() || atom.relation == kNoRelation || atom.shared != nullptr) return std::nullopt;
    links.push_back({atom.relation, *ends});
  }
  std::vector<PathFactor> factors;
  for (uint32_t at = (*head)[0]; !links.empty();) {
    const auto is_next = [&](const Link& link) { return link.ends[0] == at || link.ends[1] == at; };
    const auto next = std::ranges::find_if(links, is_next);
    if (next == links.end() || std::ranges::count_if(links, is_next) > 1) return std::nullopt;
    const bool is_turned = next->ends[1] == at;
    factors.push_back({next->relation, is_turned});
    at = next->ends[is_turned ? 0 : 1];
    links.erase(next);
    if (links.empty() && at != (*head)[1]) return std::nullopt;
    if (!links.empty() && at == (*head)[1]) return std::nullopt;
  }
  if (factors.empty()) return std::nullopt;
  return factors;
}

}  // namespace hardtack::engine

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Facts about bodies. Tested by tests/engine/explain_test.cc.

#include "hardtack/engine/body_info.h"

#include <algorithm>
#include <variant>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "hardtack/base/abseil.h"
#include "hardtack/engine/ast_print.h"

namespace hardtack::engine {
namespace {

// Slots are given in order of appearance.
std::vector<std::string> VariablesOf(const Rule& rule) {
  std::vector<std::string> names;
  absl::flat_hash_set<absl::string_view> seen;
  for (const Predicate& predicate : rule.body) {
    for (const Term& term : predicate.terms) {
      const auto* variable = term.As<Variable>();
      if (variable != nullptr && seen.insert(ToAbsl(variable->name)).second) names.push_back(variable->name);
    }
  }
  return names;
}

using Slots = absl::flat_hash_map<absl::string_view, uint32_t>;

// A closure's parameter of a variable's name counts as well: that there is such a variable makes the closure an error.
// Recursion is as deep as closures nest, which compilation bounds.
void CollectReads(const std::vector<Op>& ops, const Slots& slots, std::vector<uint32_t>& reads) {
  auto add = [&](const std::string& name) {
    auto found = slots.find(ToAbsl(name));
    if (found != slots.end()) reads.push_back(found->second);
  };
  for (const Op& op : ops) {
    if (const auto* closure = std::get_if<Closure>(&op.value)) {
      for (const std::string& parameter : closure->parameters) add(parameter);
      CollectReads(closure->ops, slots, reads);
    } else if (const auto* term = std::get_if<Term>(&op.value)) {
      if (const auto* variable = term->As<Variable>()) add(variable->name);
    }
  }
}

std::vector<uint32_t> ReadsOf(const Expression& expression, const Slots& slots) {
  std::vector<uint32_t> reads;
  CollectReads(expression.ops, slots, reads);
  std::ranges::sort(reads);
  reads.erase(std::unique(reads.begin(), reads.end()), reads.end());
  return reads;
}

}  // namespace

const BodyInfo& BodyInfos::Of(const NamedBody& body) {
  auto [found, is_new] = infos_.try_emplace(body.body);
  BodyInfo& info = found->second;
  if (!is_new) return info;
  info.variables = VariablesOf(*body.rule);
  Slots slots;
  for (uint32_t slot = 0; slot < info.variables.size(); ++slot) slots.emplace(ToAbsl(info.variables[slot]), slot);
  for (const Expression& expression : body.rule->expressions) info.reads.push_back(ReadsOf(expression, slots));
  for (const Predicate& predicate : body.rule->body) info.terms += predicate.terms.size();
  info.text_bytes = ToString(*body.rule).size();
  return info;
}

}  // namespace hardtack::engine

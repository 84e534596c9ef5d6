// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Sorting of members by their own text.

#include "tests/differential/reference/same_text.h"

#include <algorithm>
#include <variant>
#include <vector>

#include "hardtack/engine/ast_print.h"
#include "hardtack/parser/parser.h"

namespace hardtack::differential {
namespace {

void Sort(engine::Term& term);

void Sort(std::vector<engine::Term>& terms) {
  for (engine::Term& term : terms) Sort(term);
}

void Sort(engine::Term& term) {
  if (auto* set = std::get_if<engine::Set>(&term.value)) {
    Sort(set->members);
    std::sort(set->members.begin(), set->members.end(), [](const engine::Term& left, const engine::Term& right) {
      return engine::ToString(left) < engine::ToString(right);
    });
  } else if (auto* array = std::get_if<engine::Array>(&term.value)) {
    Sort(array->elements);
  } else if (auto* map = std::get_if<engine::Map>(&term.value)) {
    for (engine::MapEntry& entry : map->entries) Sort(entry.value);
    std::sort(map->entries.begin(), map->entries.end(),
              [](const engine::MapEntry& left, const engine::MapEntry& right) { return left.key < right.key; });
  }
}

void Sort(std::vector<engine::Op>& ops) {
  for (engine::Op& op : ops) {
    if (auto* term = std::get_if<engine::Term>(&op.value)) Sort(*term);
    if (auto* closure = std::get_if<engine::Closure>(&op.value)) Sort(closure->ops);
  }
}

void Sort(engine::Rule& rule) {
  Sort(rule.head.terms);
  for (engine::Predicate& predicate : rule.body) Sort(predicate.terms);
  for (engine::Expression& expression : rule.expressions) Sort(expression.ops);
}

void Sort(engine::AuthorizerBlock& authorizer) {
  for (engine::Fact& fact : authorizer.block.facts) Sort(fact.predicate.terms);
  for (engine::Rule& rule : authorizer.block.rules) Sort(rule);
  for (engine::Check& check : authorizer.block.checks) {
    for (engine::Rule& query : check.queries) Sort(query);
  }
  for (engine::Policy& policy : authorizer.policies) {
    for (engine::Rule& query : policy.queries) Sort(query);
  }
}

}  // namespace

std::string SortedText(const std::string& text) {
  absl::StatusOr<engine::AuthorizerBlock> parsed = parser::ParseAuthorizer(text);
  if (!parsed.ok()) return text;
  parsed->block.scopes.clear();
  Sort(*parsed);
  return engine::ToString(*parsed);
}

}  // namespace hardtack::differential

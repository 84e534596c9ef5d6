// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Checks whose outcome is settled in advance. Tested by tests/identity/lint_test.cc.

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "hardtack/identity/lint_rules.h"
#include "hardtack/identity/shapes.h"
#include "hardtack/token/authorizer.h"

namespace hardtack::identity {
namespace {

using engine::BlockId;
using engine::Expression;
using engine::Op;

bool HasVariables(std::span<const Op> ops) {
  return std::ranges::any_of(ops, [](const Op& op) {
    if (const auto* term = std::get_if<engine::Term>(&op.value)) return term->As<engine::Variable>() != nullptr;
    const auto* closure = std::get_if<engine::Closure>(&op.value);
    // A closure with parameters has variables of its own, which are nobody's request.
    return closure != nullptr && closure->parameters.empty() && HasVariables(closure->ops);
  });
}

// What a constant expression comes to; nullopt when it depends on facts, or is an error.
std::optional<bool> Constant(const Expression& expression) {
  if (HasVariables(expression.ops)) return std::nullopt;
  engine::Rule query = engine::QueryRule();
  query.expressions.push_back(expression);
  const auto authorizer =
      token::Authorizer::Create({{}, {engine::Policy{engine::PolicyKind::kAllow, {std::move(query)}}}});
  if (!authorizer.ok()) return std::nullopt;
  const auto decision = authorizer->Authorize({});
  if (!decision.ok()) return std::nullopt;
  return decision->allowed();
}

// Whether `expression` is true whatever its variables are: `... || true`.
bool IsAlwaysTrue(const Expression& expression) {
  if (const auto constant = Constant(expression); constant.has_value()) return *constant;
  if (expression.ops.size() < 2) return false;
  const auto* last = std::get_if<engine::Binary>(&expression.ops.back().value);
  const auto* right = std::get_if<engine::Closure>(&expression.ops[expression.ops.size() - 2].value);
  if (last == nullptr || right == nullptr || last->kind != engine::BinaryKind::kLazyOr) return false;
  return Constant({right->ops}) == true;
}

// Whether whatever the request, a query that asks for each of its predicates once, with variables alone, matches.
bool AlwaysMatches(const engine::Rule& query) {
  std::set<std::string> variables;
  for (const engine::Predicate& predicate : query.body) {
    for (const engine::Term& term : predicate.terms) {
      const auto* variable = term.As<engine::Variable>();
      if (variable == nullptr || !variables.insert(variable->name).second) return false;
    }
  }
  return !query.expressions.empty() && std::ranges::all_of(query.expressions, IsAlwaysTrue);
}

bool NeverMatches(const engine::Rule& query, int64_t now) {
  const auto is_false = [](const Expression& expression) { return Constant(expression) == false; };
  if (std::ranges::any_of(query.expressions, is_false)) return true;
  const auto expiry = ReadExpiryCheck({engine::CheckKind::kIf, {query}});
  return expiry.has_value() && *expiry <= now;
}

struct Outcome {
  bool always = false;
  bool never = false;
};

Outcome OutcomeOf(const engine::Check& check, int64_t now) {
  const bool always = std::ranges::any_of(check.queries, AlwaysMatches);
  const bool never = std::ranges::all_of(check.queries, [&](const auto& query) { return NeverMatches(query, now); });
  if (check.kind == engine::CheckKind::kReject) return {never, always};
  return {always, never};
}

}  // namespace

void LintChecks(const LintSubject& subject, BlockId id, Findings& findings) {
  const engine::Block& block = subject.blocks[id].block;
  for (uint32_t i = 0; i < block.checks.size(); ++i) {
    const Outcome outcome = OutcomeOf(block.checks[i], subject.now);
    if (outcome.always) {
      findings.push_back(
          {LintKind::kAlwaysHolds, id, {}, {}, i, "the check holds for any request, so it says nothing"});
    } else if (outcome.never) {
      findings.push_back({LintKind::kNeverHolds, id, {}, {}, i, "the check holds for no request from now on"});
    }
  }
}

}  // namespace hardtack::identity

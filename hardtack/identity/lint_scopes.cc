// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Who sees what a block says, and whom a rule forgets to see. Tested by tests/identity/lint_test.cc.

#include <algorithm>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "hardtack/identity/lint_rules.h"

namespace hardtack::identity {
namespace {

using engine::BlockId;

bool Asks(const std::vector<engine::Rule>& rules, std::string_view predicate) {
  return std::ranges::any_of(rules, [&](const engine::Rule& rule) {
    return std::ranges::any_of(rule.body, [&](const auto& asked) { return asked.name == predicate; });
  });
}

// Whether a rule or check of `block` asks for `predicate`.
bool Asks(const engine::Block& block, std::string_view predicate) {
  if (Asks(block.rules, predicate)) return true;
  return std::ranges::any_of(block.checks, [&](const auto& check) { return Asks(check.queries, predicate); });
}

bool TrustsPrevious(const std::vector<engine::Scope>& scopes) {
  return std::ranges::find(scopes, engine::Scope(engine::ScopeKind::kPrevious)) != scopes.end();
}

bool TrustsPrevious(const engine::Block& block) {
  const auto trusts = [](const engine::Rule& rule) { return TrustsPrevious(rule.scopes); };
  if (TrustsPrevious(block.scopes) || std::ranges::any_of(block.rules, trusts)) return true;
  return std::ranges::any_of(block.checks,
                             [&](const auto& check) { return std::ranges::any_of(check.queries, trusts); });
}

// Whether somebody in the token can see what block `id` says about `predicate`: the block itself, or a later one that
// trusts those before it. A verifier sees it only if it trusts the signer, and a first-party block has none.
bool IsRead(const LintSubject& subject, BlockId id, std::string_view predicate) {
  if (Asks(subject.blocks[id].block, predicate)) return true;
  for (size_t later = id + 1; later < subject.blocks.size(); ++later) {
    const engine::Block& block = subject.blocks[later].block;
    if (TrustsPrevious(block) && Asks(block, predicate)) return true;
  }
  return false;
}

bool States(const engine::Block& block, std::string_view predicate) {
  return std::ranges::any_of(block.facts, [&](const auto& fact) { return fact.predicate.name == predicate; }) ||
         std::ranges::any_of(block.rules, [&](const auto& rule) { return rule.head.name == predicate; });
}

// Whether `scopes` name somebody, and neither the authority nor, with the blocks before, it too.
bool LeavesOutAuthority(const std::vector<engine::Scope>& scopes) {
  if (scopes.empty() || TrustsPrevious(scopes)) return false;
  return std::ranges::find(scopes, engine::Scope(engine::ScopeKind::kAuthority)) == scopes.end();
}

// The predicate that `rule` asks for, the authority states and nobody else in the block does, if the rule's scopes keep
// it from seeing the authority; empty otherwise.
std::string DroppedPredicate(const LintSubject& subject, const engine::Block& block, const engine::Rule& rule) {
  if (!LeavesOutAuthority(rule.scopes.empty() ? block.scopes : rule.scopes)) return {};
  for (const engine::Predicate& asked : rule.body) {
    if (States(subject.blocks[0].block, asked.name) && !States(block, asked.name)) return asked.name;
  }
  return {};
}

std::string DroppedMessage(const std::string& predicate) {
  return "the scope leaves out the authority, which alone states: " + predicate;
}

}  // namespace

void LintReaders(const LintSubject& subject, BlockId id, Findings& findings) {
  if (id == 0 || subject.third_party[id]) return;
  const engine::Block& block = subject.blocks[id].block;
  const auto message = [](const std::string& what, const std::string& predicate) {
    return "nobody can read this " + what + " of a first-party block: " + predicate;
  };
  for (uint32_t i = 0; i < block.facts.size(); ++i) {
    const std::string& name = block.facts[i].predicate.name;
    if (!IsRead(subject, id, name)) {
      findings.push_back({LintKind::kUnreadable, id, i, {}, {}, message("fact", name)});
    }
  }
  for (uint32_t i = 0; i < block.rules.size(); ++i) {
    const std::string& name = block.rules[i].head.name;
    if (!IsRead(subject, id, name)) {
      findings.push_back({LintKind::kUnreadable, id, {}, i, {}, message("rule", name)});
    }
  }
}

void LintScopes(const LintSubject& subject, BlockId id, Findings& findings) {
  if (id == 0) return;  // a block always sees itself
  const engine::Block& block = subject.blocks[id].block;
  for (uint32_t i = 0; i < block.rules.size(); ++i) {
    const std::string dropped = DroppedPredicate(subject, block, block.rules[i]);
    if (dropped.empty()) continue;
    findings.push_back({LintKind::kDroppedAuthority, id, {}, i, {}, DroppedMessage(dropped)});
  }
  for (uint32_t i = 0; i < block.checks.size(); ++i) {
    for (const engine::Rule& query : block.checks[i].queries) {
      const std::string dropped = DroppedPredicate(subject, block, query);
      if (dropped.empty()) continue;
      findings.push_back({LintKind::kDroppedAuthority, id, {}, {}, i, DroppedMessage(dropped)});
    }
  }
}

}  // namespace hardtack::identity

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Building and recognising grants, as shapes.cc does: what is read is built again and compared by value. Tested by
// tests/identity/grant_test.cc.

#include "hardtack/identity/grant.h"

#include <algorithm>
#include <set>
#include <utility>

#include "hardtack/identity/shape_parts.h"
#include "hardtack/identity/shapes.h"

namespace hardtack::identity {
namespace {

using engine::BoolTerm;
using engine::Check;
using engine::Fact;
using engine::Predicate;
using engine::PublicKey;
using engine::Rule;
using engine::VariableTerm;

Fact RightFact(const Right& right) {
  return {{"right", {Text(right.subject), Text(right.resource), Text(right.operation)}}};
}

std::optional<Right> ReadRightFact(const Fact& fact) {
  if (fact.predicate.name != "right" || fact.predicate.terms.size() != 3) return std::nullopt;
  const auto* subject = fact.predicate.terms[0].As<std::string>();
  const auto* resource = fact.predicate.terms[1].As<std::string>();
  const auto* operation = fact.predicate.terms[2].As<std::string>();
  if (subject == nullptr || resource == nullptr || operation == nullptr) return std::nullopt;
  return Right{*subject, *resource, *operation};
}

Check RightCheck(const std::string& subject, const std::string& resource, const std::string& operation) {
  return CheckIf({{"subject", {VariableTerm(subject)}},
                  {"resource", {VariableTerm(resource)}},
                  {"operation", {VariableTerm(operation)}},
                  {"right", {VariableTerm(subject), VariableTerm(resource), VariableTerm(operation)}}});
}

// A capability's: whoever holds it may, so there is a variable for the subject and nothing that binds it.
Check CapabilityCheck(const std::string& resource, const std::string& operation, const std::string& subject) {
  return CheckIf({{"resource", {VariableTerm(resource)}},
                  {"operation", {VariableTerm(operation)}},
                  {"right", {VariableTerm(subject), VariableTerm(resource), VariableTerm(operation)}}});
}

// The names of the variables that are the only terms of the first `count` predicates and of the three of `right`
// behind them; empty unless these are all, and distinct.
std::vector<std::string> VariablesOf(const Check& check, size_t count) {
  const Rule* query = OnlyQuery(check);
  if (query == nullptr || query->body.size() != count + 1 || query->body[count].terms.size() != 3) return {};
  std::vector<std::string> names;
  for (const engine::Term& term : query->body[count].terms) {
    const auto* variable = term.As<engine::Variable>();
    if (variable == nullptr || std::ranges::find(names, variable->name) != names.end()) return {};
    names.push_back(variable->name);
  }
  return names;
}

bool IsCapabilityCheck(const Check& check) {
  const std::vector<std::string> names = VariablesOf(check, 2);
  return !names.empty() && check == CapabilityCheck(names[1], names[2], names[0]);
}

Check PrefixAddedCheck(const PublicKey& key) { return CheckIf({{"prefix_added", {BoolTerm(true)}}}, {}, {key}); }

Check PartyCheck(const Attestor& party) { return CheckIf({{"namespace", {Text(party.component)}}}, {}, {party.key}); }

Rule NodeRule(const std::string& variable, const Attestor& node) {
  return Rule{{"node", {VariableTerm(variable), Text(node.component)}},
              {{"service", {VariableTerm(variable)}}},
              {},
              {node.key}};
}

std::optional<Attestor> ReadNodeRule(const Rule& rule) {
  const PublicKey* key = OnlyTrustedKey(rule.scopes);
  if (key == nullptr || rule.head.terms.size() != 2) return std::nullopt;
  const auto* variable = rule.head.terms[0].As<engine::Variable>();
  const auto* component = rule.head.terms[1].As<std::string>();
  if (variable == nullptr || component == nullptr) return std::nullopt;
  Attestor node{*component, *key};
  if (rule != NodeRule(variable->name, node)) return std::nullopt;
  return node;
}

std::optional<std::vector<Attestor>> ReadChain(const std::vector<Rule>& rules) {
  std::vector<Attestor> chain;
  for (const Rule& rule : rules) {
    auto node = ReadNodeRule(rule);
    if (!node.has_value()) return std::nullopt;
    chain.push_back(*std::move(node));
  }
  return chain;
}

// The right of a block that states one and nothing else.
std::optional<Right> OnlyRight(const engine::Block& authority) {
  if (!authority.scopes.empty() || authority.facts.size() != 1) return std::nullopt;
  return ReadRightFact(authority.facts[0]);
}

// Sets what the checks of `authority` ask for beside the right; false when they ask for two prefixes or two domains,
// of which the token could not say which counts.
bool ReadOptions(const engine::Block& authority, Grant& grant) {
  for (const Check& check : authority.checks) {
    if (auto domain = ReadDomainCheck(check); domain.has_value()) {
      if (grant.domain.has_value()) return false;
      grant.domain = std::move(domain);
    } else if (auto key = ReadPrefixAddedCheck(check); key.has_value()) {
      if (grant.prefix_key.has_value()) return false;
      grant.prefix_key = std::move(key);
    } else if (auto party = ReadPartyCheck(check); party.has_value()) {
      grant.parties.push_back(*std::move(party));
    }
  }
  return true;
}

}  // namespace

const std::string* FindRepeatedName(std::span<const Attestor> attestors) {
  std::set<std::string_view> seen;
  for (const Attestor& attestor : attestors) {
    if (!seen.insert(attestor.component).second) return &attestor.component;
  }
  return nullptr;
}

bool IsRightCheck(const Check& check) {
  const std::vector<std::string> names = VariablesOf(check, 3);
  return !names.empty() && check == RightCheck(names[0], names[1], names[2]);
}

std::optional<PublicKey> ReadPrefixAddedCheck(const Check& check) {
  const Rule* query = OnlyQuery(check);
  const PublicKey* key = query == nullptr ? nullptr : OnlyTrustedKey(query->scopes);
  if (key == nullptr || check != PrefixAddedCheck(*key)) return std::nullopt;
  return *key;
}

std::optional<Attestor> ReadPartyCheck(const Check& check) {
  const Predicate* predicate = OnlyPredicate(check);
  if (predicate == nullptr) return std::nullopt;
  const auto* component = OnlyTerm<std::string>(*predicate);
  const PublicKey* key = OnlyTrustedKey(check.queries[0].scopes);
  if (component == nullptr || key == nullptr) return std::nullopt;
  Attestor party{*component, *key};
  if (check != PartyCheck(party)) return std::nullopt;
  return party;
}

std::optional<Grant> ReadGrant(const engine::Block& authority) {
  auto right = OnlyRight(authority);
  if (!right.has_value() || std::ranges::none_of(authority.checks, IsRightCheck)) return std::nullopt;
  auto chain = ReadChain(authority.rules);
  if (!chain.has_value()) return std::nullopt;
  Grant grant;
  grant.right = *std::move(right);
  grant.chain = *std::move(chain);
  if (!ReadOptions(authority, grant)) return std::nullopt;
  return grant;
}

engine::Block BuildGrant(const Grant& grant, int64_t expiry) {
  engine::Block block;
  block.facts.push_back(RightFact(grant.right));
  for (const Attestor& node : grant.chain) block.rules.push_back(NodeRule("s", node));
  block.checks.push_back(RightCheck("sub", "res", "op"));
  block.checks.push_back(BuildExpiryCheck(expiry));
  if (grant.domain.has_value()) block.checks.push_back(BuildDomainCheck(*grant.domain));
  if (grant.prefix_key.has_value()) block.checks.push_back(PrefixAddedCheck(*grant.prefix_key));
  for (const Attestor& party : grant.parties) block.checks.push_back(PartyCheck(party));
  return block;
}

std::optional<Right> ReadCapability(const engine::Block& authority) {
  auto right = OnlyRight(authority);
  if (!right.has_value() || !authority.rules.empty()) return std::nullopt;
  if (std::ranges::none_of(authority.checks, IsCapabilityCheck)) return std::nullopt;
  return right;
}

}  // namespace hardtack::identity

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Classification of the authority block. Tested by tests/identity/kind_test.cc.

#include "hardtack/identity/kind.h"

#include "hardtack/identity/shapes.h"

namespace hardtack::identity {
namespace {

// The narrowest name check on `subject`: beside a leaf check a delegatable one adds nothing.
std::optional<Kind> KindOfNameChecks(const engine::Block& authority, const std::string& subject) {
  std::optional<Kind> kind;
  for (const engine::Check& check : authority.checks) {
    const auto name_check = ReadNameCheck(check);
    if (!name_check.has_value() || name_check->name != subject) continue;
    if (!name_check->delegatable) return Kind::kLeafIdentity;
    kind = Kind::kIdentity;
  }
  return kind;
}

std::optional<std::string> DomainOf(const engine::Block& authority) {
  for (const engine::Check& check : authority.checks) {
    if (auto domain = ReadDomainCheck(check); domain.has_value()) return domain;
  }
  return std::nullopt;
}

bool RulesFit(const engine::Block& authority, bool has_domain) {
  if (authority.rules.empty()) return true;
  return has_domain && authority.rules.size() == 1 && IsDomainRule(authority.rules[0]);
}

}  // namespace

Classification Classify(const engine::Block& authority) {
  if (!authority.scopes.empty() || authority.facts.size() != 1) return {};
  auto subject = ReadSubjectFact(authority.facts[0]);
  if (!subject.has_value()) return {};
  auto domain = DomainOf(authority);
  const auto kind = KindOfNameChecks(authority, *subject);
  if (!kind.has_value() || !RulesFit(authority, domain.has_value())) return {};
  return {*kind, *std::move(subject), std::move(domain)};
}

std::string_view NameOf(Kind kind) {
  switch (kind) {
    case Kind::kIdentity:
      return "identity";
    case Kind::kLeafIdentity:
      return "leaf identity";
    case Kind::kOther:
      return "other";
  }
  return "other";
}

}  // namespace hardtack::identity

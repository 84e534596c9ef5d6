// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Classification of the authority block. Tested by tests/identity/kind_test.cc.

#include "hardtack/identity/kind.h"

#include <algorithm>
#include <array>
#include <utility>

#include "hardtack/identity/grant.h"
#include "hardtack/identity/shape_parts.h"
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

Classification ClassifyIdentity(const engine::Block& authority) {
  if (!authority.scopes.empty() || authority.facts.size() != 1) return {};
  auto subject = ReadSubjectFact(authority.facts[0]);
  if (!subject.has_value()) return {};
  auto domain = DomainOf(authority);
  const auto kind = KindOfNameChecks(authority, *subject);
  if (!kind.has_value() || !RulesFit(authority, domain.has_value())) return {};
  return {*kind, *std::move(subject), std::move(domain)};
}

// What context tokens say beside whose context it is: which labels it was exposed to, by what and when.
constexpr std::array<std::string_view, 6> kExposureFacts = {"exposed_label", "exposure_source", "exposure_time",
                                                            "taint",         "taint_source",    "taint_time"};

bool IsContext(const engine::Block& authority) {
  if (!authority.scopes.empty() || !authority.rules.empty()) return false;
  size_t contexts = 0;
  for (const engine::Fact& fact : authority.facts) {
    const std::string& name = fact.predicate.name;
    if (name == "context" && OnlyTerm<std::string>(fact.predicate) != nullptr) {
      ++contexts;
    } else if (std::ranges::find(kExposureFacts, name) == kExposureFacts.end()) {
      return false;
    }
  }
  return contexts == 1;
}

}  // namespace

Classification Classify(const engine::Block& authority) {
  if (Classification identity = ClassifyIdentity(authority); identity.kind != Kind::kUnknown) return identity;
  if (auto grant = ReadGrant(authority); grant.has_value()) {
    return {Kind::kAuthorization, std::move(grant->right.subject), std::move(grant->domain)};
  }
  if (ReadCapability(authority).has_value()) return {Kind::kCapability, {}, {}};
  if (IsContext(authority)) return {Kind::kContext, {}, {}};
  return {};
}

std::string_view NameOf(Kind kind) {
  switch (kind) {
    case Kind::kIdentity:
      return "identity";
    case Kind::kLeafIdentity:
      return "leaf identity";
    case Kind::kAuthorization:
      return "authorization";
    case Kind::kCapability:
      return "capability";
    case Kind::kContext:
      return "context";
    case Kind::kUnknown:
      return "unknown";
  }
  return "unknown";
}

}  // namespace hardtack::identity

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Pieces that the shapes of tokens are built of and taken apart by. Internal to identity.

#ifndef HARDTACK_IDENTITY_SHAPE_PARTS_H_
#define HARDTACK_IDENTITY_SHAPE_PARTS_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hardtack/engine/ast.h"

namespace hardtack::identity {

inline engine::Term Text(std::string_view text) { return engine::StringTerm(std::string(text)); }

// `check if BODY, EXPRESSIONS trusting SCOPES`
inline engine::Check CheckIf(std::vector<engine::Predicate> body, std::vector<engine::Expression> expressions = {},
                             std::vector<engine::Scope> scopes = {}) {
  engine::Rule query = engine::QueryRule();
  query.body = std::move(body);
  query.expressions = std::move(expressions);
  query.scopes = std::move(scopes);
  return engine::Check{engine::CheckKind::kIf, {std::move(query)}};
}

// The only query of a check; null when it has several.
inline const engine::Rule* OnlyQuery(const engine::Check& check) {
  return check.queries.size() == 1 ? check.queries.data() : nullptr;
}

// The only predicate of a check with one query; null when it has another form.
inline const engine::Predicate* OnlyPredicate(const engine::Check& check) {
  const engine::Rule* query = OnlyQuery(check);
  return query != nullptr && query->body.size() == 1 ? query->body.data() : nullptr;
}

// The only term of a predicate, if it is a T (engine::Variable, std::string, ...); null otherwise.
template <typename T>
const T* OnlyTerm(const engine::Predicate& predicate) {
  return predicate.terms.size() == 1 ? predicate.terms[0].As<T>() : nullptr;
}

// The key of `trusting KEY`, when that is the only scope; null otherwise.
inline const engine::PublicKey* OnlyTrustedKey(const std::vector<engine::Scope>& scopes) {
  return scopes.size() == 1 ? std::get_if<engine::PublicKey>(scopes.data()) : nullptr;
}

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_SHAPE_PARTS_H_

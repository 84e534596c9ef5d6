// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The exact statements that identity tokens are made of, built and recognised as syntax. Published clients read the
// same shapes, so building uses their variable names; recognising accepts any variable, and nothing else that differs:
// one more term, operator, query or scope makes a statement another shape.
//
//   delegatable   check if actor($a), $a == NAME || $a.starts_with(NAME + ":")     also with NAME and ":" pre-joined
//   leaf          check if actor($a), $a == NAME
//   expiry        check if time($time), $time < SECONDS
//   domain        check if domain(DOMAIN)
//   domain rule   subject($d, $s) <- domain($d), subject($s)

#ifndef HARDTACK_IDENTITY_SHAPES_H_
#define HARDTACK_IDENTITY_SHAPES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "hardtack/engine/ast.h"

namespace hardtack::identity {

// A check on who acts: `name` itself or, if delegatable, whoever is strictly below it.
struct NameCheck {
  std::string name;
  bool delegatable = false;
  bool operator==(const NameCheck&) const = default;
};

engine::Fact SubjectFact(std::string_view subject);
engine::Check BuildNameCheck(const NameCheck& check);
engine::Check BuildExpiryCheck(int64_t seconds);  // UTC seconds; at `seconds` itself the token is expired
engine::Check BuildDomainCheck(std::string_view domain);
engine::Rule BuildDomainRule();

// What `check` says if it has the shape; nullopt otherwise. Linear in the size of the check.
std::optional<NameCheck> ReadNameCheck(const engine::Check& check);
std::optional<int64_t> ReadExpiryCheck(const engine::Check& check);
std::optional<std::string> ReadDomainCheck(const engine::Check& check);

// The S of `subject(S)`, if `fact` is one with a string.
std::optional<std::string> ReadSubjectFact(const engine::Fact& fact);
bool IsDomainRule(const engine::Rule& rule);

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_SHAPES_H_

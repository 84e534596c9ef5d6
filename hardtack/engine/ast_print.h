// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The canonical text of syntax: what the parser reads back as the same syntax, for every AST that the parser can
// produce. For others (received on the wire, built by hand):
//
//   a tree that needs parentheses it does not have   gets them, so that the text has the same verdict
//   a query without predicates and expressions       prints as `true`, a check or policy without queries as `false`
//   a name that the grammar cannot express           `\u{20}` for a code point, `\x{FF}` for a byte, `\u{}` if empty
//   a date after the year 9999                       `<date SECONDS>`
//   operations that the text has no form for         `<no text for: OPERATIONS>`, these in postfix
//
// The last three do not parse, so that nobody mistakes them for the original. Neither do variables in facts and
// collections, nor predicates without terms: they print as they are.
//
// Strings are escaped, so a string cannot impersonate Datalog around it. Linear in the size of the syntax; no recursion
// over the depth of an expression, only over that of collections and closures, which destroying the syntax recurses on
// too. Cannot fail; the functions keep no state, any thread may call them.
//
// Biscuit specification, "Grammar"; differences from the reference are listed in docs/compatibility.md.

#ifndef HARDTACK_ENGINE_AST_PRINT_H_
#define HARDTACK_ENGINE_AST_PRINT_H_

#include <string>

#include "hardtack/engine/ast.h"

namespace hardtack::engine {

std::string ToString(const PublicKey& key);  // ed25519/HEX or secp256r1/HEX
std::string ToString(const Term& term);
std::string ToString(const Predicate& predicate);
std::string ToString(const Fact& fact);
std::string ToString(const Expression& expression);
std::string ToString(const Rule& rule);  // without the final semicolon, as the following two
std::string ToString(const Check& check);
std::string ToString(const Policy& policy);

// One statement a line, each ended by ";\n": the scopes as `trusting ...`, facts, rules, checks. The context is not
// printed.
std::string ToString(const Block& block);

// Likewise with the policies last and an empty line between scopes, facts, rules, checks and policies.
std::string ToString(const AuthorizerBlock& authorizer);

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_AST_PRINT_H_

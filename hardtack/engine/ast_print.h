// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The canonical text of syntax: what the parser reads back as the same syntax, for every AST that the parser can produce.
// For others (received on the wire) parentheses are added where the tree needs them, so that the text has the same verdict;
// a name that the grammar cannot express is printed visibly escaped; a postfix sequence that is no single expression
// prints as a comment-like placeholder that does not parse.
//
// Strings are escaped, so a string cannot impersonate Datalog around it. Linear in the size of the syntax.
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
std::string ToString(const Rule& rule);      // without the final semicolon, as the following three
std::string ToString(const Check& check);
std::string ToString(const Policy& policy);
std::string ToString(const Block& block);    // one statement a line, each ended by ";\n": scopes, facts, rules, checks
std::string ToString(const AuthorizerBlock& authorizer);  // likewise, the policies last

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_AST_PRINT_H_

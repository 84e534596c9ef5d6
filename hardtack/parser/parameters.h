// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Parameters are typed values that the text names as {name}: a value never passes through text, so it cannot change the
// meaning around it. A name stands for a term where a term is expected, for a public key or a list of scopes after
// `trusting`. Plain values; the parser reads them (parser.h).

#ifndef HARDTACK_PARSER_PARAMETERS_H_
#define HARDTACK_PARSER_PARAMETERS_H_

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "hardtack/engine/ast.h"

namespace hardtack::parser {

using ParameterValue = std::variant<engine::Term, engine::PublicKey, std::vector<engine::Scope>>;
using Parameters = std::map<std::string, ParameterValue, std::less<>>;

}  // namespace hardtack::parser

#endif  // HARDTACK_PARSER_PARAMETERS_H_

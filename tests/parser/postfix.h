// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Operations as a line of text, for golden tables: `1 2 + [$p: $p 3 <] all`. A closure without parameters is `[: ...]`.

#ifndef HARDTACK_TESTS_PARSER_POSTFIX_H_
#define HARDTACK_TESTS_PARSER_POSTFIX_H_

#include <string>
#include <vector>

#include "hardtack/engine/ast.h"
#include "hardtack/engine/ast_print.h"

namespace hardtack::test {

inline std::string Postfix(const std::vector<engine::Op>& ops);

inline std::string Postfix(const engine::Op& op) {
  static constexpr const char* kUnary[] = {"!", "()", "length", "type", "extern1::"};
  static constexpr const char* kBinary[] = {
      "<",   ">",  "<=", ">=",        "===",      "contains",     "starts_with", "ends_with", "matches",   "+",
      "-",   "*",  "/",  "eager_and", "eager_or", "intersection", "union",       "&",         "|",         "^",
      "!==", "==", "!=", "&&",        "||",       "all",          "any",         "get",       "extern2::", "try_or"};
  if (const auto* term = std::get_if<engine::Term>(&op.value)) return engine::ToString(*term);
  if (const auto* unary = std::get_if<engine::Unary>(&op.value)) {
    return kUnary[static_cast<size_t>(unary->kind)] + unary->extern_name;
  }
  if (const auto* binary = std::get_if<engine::Binary>(&op.value)) {
    return kBinary[static_cast<size_t>(binary->kind)] + binary->extern_name;
  }
  const auto& closure = std::get<engine::Closure>(op.value);
  std::string out = "[";
  for (const std::string& parameter : closure.parameters) out += "$" + parameter;
  return out + ": " + Postfix(closure.ops) + "]";
}

inline std::string Postfix(const std::vector<engine::Op>& ops) {
  std::string out;
  for (const engine::Op& op : ops) out += (out.empty() ? "" : " ") + Postfix(op);
  return out;
}

}  // namespace hardtack::test

#endif  // HARDTACK_TESTS_PARSER_POSTFIX_H_

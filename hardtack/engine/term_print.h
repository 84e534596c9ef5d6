// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The pieces that the printers of expressions and of statements share: each appends canonical text to `out`.
// Internal to ast_print.h, which describes the forms.

#ifndef HARDTACK_ENGINE_TERM_PRINT_H_
#define HARDTACK_ENGINE_TERM_PRINT_H_

#include <string>
#include <string_view>

#include "hardtack/engine/ast.h"

namespace hardtack::engine {

void AppendName(std::string_view name, std::string& out);
void AppendHex(std::string_view bytes, std::string& out);
void AppendTerm(const Term& term, std::string& out);
void AppendExpression(const Expression& expression, std::string& out);

// `items` with ", " between them, each written by append(item, out).
template <typename Items, typename F>
void AppendList(const Items& items, std::string& out, const F& append) {
  bool first = true;
  for (const auto& item : items) {
    if (!first) out += ", ";
    first = false;
    append(item, out);
  }
}

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_TERM_PRINT_H_

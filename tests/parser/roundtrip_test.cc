// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Properties of printer and parser together, over random syntax. A failure names its seed; the seeds are fixed.
#include <string>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/parser/parser.h"
#include "postfix.h"
#include "random_ast.h"

namespace hardtack {
namespace {

using engine::Op;
using engine::UnaryKind;

TEST_CASE("print then parse is the identity on what the parser can produce") {
  for (uint64_t seed = 0; seed < 5000; ++seed) {
    CAPTURE(seed);
    engine::AuthorizerBlock authorizer = test::RandomSource(seed).Authorizer();
    std::string text = engine::ToString(authorizer);
    CAPTURE(text);
    auto parsed = parser::ParseAuthorizer(text);
    REQUIRE_MESSAGE(parsed.ok(), parsed.status());
    REQUIRE(*parsed == authorizer);
  }
}

// The operations without explicit parentheses, which only steer printing.
std::vector<Op> WithoutParentheses(const std::vector<Op>& ops) {
  std::vector<Op> out;
  for (const Op& op : ops) {
    if (op == engine::UnaryOp(UnaryKind::kParens)) continue;
    if (const auto* closure = std::get_if<engine::Closure>(&op.value)) {
      out.push_back(engine::ClosureOp(closure->parameters, WithoutParentheses(closure->ops)));
    } else {
      out.push_back(op);
    }
  }
  return out;
}

// Marks of what has no text form: escapes of names and placeholders, outside strings.
bool HasPlaceholder(const std::string& text) {
  bool in_string = false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') in_string = !in_string;
    if (in_string && text[i] == '\\') {
      ++i;
    } else if (!in_string &&
               (text[i] == '\\' || text.compare(i, 6, "<date ") == 0 || text.compare(i, 9, "<no text ") == 0)) {
      return true;
    }
  }
  return false;
}

// Variables in collections print as they are and are refused.
bool HoldsVariable(const engine::Term& term, bool inside = false) {
  if (term.Is<engine::Variable>()) return inside;
  if (const auto* array = term.As<engine::Array>()) {
    for (const engine::Term& element : array->elements) {
      if (HoldsVariable(element, true)) return true;
    }
  }
  if (const auto* map = term.As<engine::Map>()) {
    for (const engine::MapEntry& entry : map->entries) {
      if (HoldsVariable(entry.value, true)) return true;
    }
  }
  return false;
}

bool HoldsVariable(const std::vector<Op>& ops) {
  for (const Op& op : ops) {
    if (const auto* term = std::get_if<engine::Term>(&op.value)) {
      if (HoldsVariable(*term)) return true;
    } else if (const auto* closure = std::get_if<engine::Closure>(&op.value)) {
      if (HoldsVariable(closure->ops)) return true;
    }
  }
  return false;
}

TEST_CASE("an expression from the wire prints as text with the same operations, or visibly as none") {
  size_t parsed = 0;
  size_t placeholders = 0;
  for (uint64_t seed = 0; seed < 20000; ++seed) {
    CAPTURE(seed);
    engine::Expression expression = test::RandomWire(seed).Expression();
    std::string text = engine::ToString(expression);
    CAPTURE(text);
    auto rule = parser::ParseRule("h(1) <- " + text);
    if (rule.ok()) {
      ++parsed;
      REQUIRE(rule->expressions.size() == 1);
      REQUIRE(WithoutParentheses(rule->expressions[0].ops) == WithoutParentheses(expression.ops));
    } else {
      bool explained = HasPlaceholder(text) || HoldsVariable(expression.ops);
      REQUIRE_MESSAGE(explained, rule.status());
      ++placeholders;
    }
  }
  CHECK(parsed > 2000);  // the generator makes both kinds
  CHECK(placeholders > 2000);
}

TEST_CASE("an authorizer from the wire prints as text that never means something else") {
  for (uint64_t seed = 0; seed < 5000; ++seed) {
    CAPTURE(seed);
    engine::AuthorizerBlock authorizer = test::RandomWire(seed).Authorizer();
    std::string text = engine::ToString(authorizer);
    auto parsed = parser::ParseAuthorizer(text);
    if (!parsed.ok()) continue;
    CAPTURE(text);
    CHECK(parsed->block.facts == authorizer.block.facts);
    CHECK(parsed->block.scopes == authorizer.block.scopes);
    CHECK(parsed->block.rules.size() == authorizer.block.rules.size());
    CHECK(parsed->block.checks.size() == authorizer.block.checks.size());
    CHECK(parsed->policies.size() == authorizer.policies.size());
    CHECK(engine::ToString(*parsed) == text);
  }
}

}  // namespace
}  // namespace hardtack

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include <string>

#include "doctest/doctest.h"
#include "hardtack/parser/parser.h"
#include "postfix.h"

namespace hardtack {
namespace {

struct Row {
  const char* text;
  const char* postfix;
  const char* canonical = nullptr;  // null: the text itself
};

void CheckRows(std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    CAPTURE(row.text);
    auto check = parser::ParseCheck("check if " + std::string(row.text));
    REQUIRE_MESSAGE(check.ok(), check.status());
    REQUIRE(check->queries.size() == 1);
    REQUIRE(check->queries[0].expressions.size() == 1);
    const engine::Expression& expression = check->queries[0].expressions[0];
    CHECK(test::Postfix(expression.ops) == row.postfix);
    CHECK(engine::ToString(expression) == (row.canonical == nullptr ? row.text : row.canonical));
  }
}

TEST_CASE("every operator has its place on the precedence ladder") {
  CheckRows({
      {"1 + 2 * 3 - 4 / 2 === 5", "1 2 3 * + 4 2 / - 5 ==="},
      {"1 | 2 ^ 3 === 0", "1 2 | 3 ^ 0 ==="},
      {"1 ^ 2 | 3 & 4 + 5 * 6", "1 2 3 4 5 6 * + & | ^"},
      {"1 * 2 + 3 & 4 | 5 ^ 6 < 7", "1 2 * 3 + 4 & 5 | 6 ^ 7 <"},
      {"1 < 2 && 3 > 4 || 5 <= 6", "1 2 < [: 3 4 >] && [: 5 6 <=] ||"},
      {"true || true && true", "true [: true [: true] &&] ||"},
      {"1 - 2 - 3", "1 2 - 3 -"},
      {"8 / 4 / 2 * 3", "8 4 / 2 / 3 *"},
      {"1 | 2 | 3", "1 2 | 3 |"},
      {"true && false && true", "true [: false] && [: true] &&"},
      {"1 === 2", "1 2 ==="},
      {"1 !== 2", "1 2 !=="},
      {"1 == 2", "1 2 =="},
      {"1 != 2", "1 2 !="},
      {"1 >= 2", "1 2 >="},
  });
}

TEST_CASE("`!` takes a sum and nothing looser") {
  CheckRows({
      {"!1 == 2", "1 ! 2 =="},
      {"!$a + $b", "$a $b + !"},
      {"!$a & $b", "$a ! $b &"},
      {"!!true", "true ! !"},
      {"2 * !$a + 3", "2 $a 3 + ! *"},
      {"!$a * $b == 1", "$a $b * ! 1 =="},
      {"(!$a) + $b", "$a ! () $b +"},
      {"!false && true", "false ! [: true] &&"},
      {"!{1}.contains(2)", "{1} 2 contains !"},
      {"! /* not */ true", "true !", "!true"},
  });
}

TEST_CASE("parentheses are an operation of their own and survive printing") {
  CheckRows({
      {"(1 + 2) * 3", "1 2 + () 3 *"},
      {"((1))", "1 () ()"},
      {"(1 < 2) == true", "1 2 < () true =="},
      {"!(false && true)", "false [: true] && () !"},
      {"( 1+2 )", "1 2 + ()", "(1 + 2)"},
  });
}

TEST_CASE("the right side of && and || is a closure without parameters") {
  CheckRows({
      {"$a && $b", "$a [: $b] &&"},
      {"$a || $b || $c", "$a [: $b] || [: $c] ||"},
      {"$a && ($b || $c)", "$a [: $b [: $c] || ()] &&"},
      {"$a || $b.any($p -> $p && $q)", "$a [: $b [$p: $p [: $q] &&] any] ||"},
  });
}

TEST_CASE("a receiver of try_or is a closure below its fallback") {
  CheckRows({
      {"$a.try_or(1)", "[: $a] 1 try_or"},
      {"(true === 12).try_or(true)", "[: true 12 === ()] true try_or"},
      {"((true === 12).try_or(true === 12)).try_or(true)", "[: [: true 12 === ()] true 12 === try_or ()] true try_or"},
      {"$a.length().try_or(1).try_or(2)", "[: [: $a length] 1 try_or] 2 try_or"},
      {"1 + $a.get(0).try_or(1) * 2", "1 [: $a 0 get] 1 try_or 2 * +"},
      {"$a.try_or($b.try_or(1))", "[: $a] [: $b] 1 try_or try_or"},
  });
}

TEST_CASE("every method is one operation on what it is called on") {
  CheckRows({
      {"$a.length()", "$a length"},
      {"$a.type()", "$a type"},
      {"$a.contains(1)", "$a 1 contains"},
      {"$a.starts_with(\"x\")", "$a \"x\" starts_with"},
      {"$a.ends_with(\"x\")", "$a \"x\" ends_with"},
      {"$a.matches(\"x\")", "$a \"x\" matches"},
      {"$a.intersection({1})", "$a {1} intersection"},
      {"$a.union({,})", "$a {,} union"},
      {"$a.get(-1)", "$a -1 get"},
      {"$a.extern::f()", "$a extern1::f"},
      {"$a.extern::ns::f($b + 1)", "$a $b 1 + extern2::ns::f"},
      {"$a.any($p -> $p > 2)", "$a [$p: $p 2 >] any"},
      {"$a.all($p -> true)", "$a [$p: true] all"},
      {"$a.any( $p->$p )", "$a [$p: $p] any", "$a.any($p -> $p)"},
      {"{1}.any($p -> $p > 1 && {3}.any($q -> $p == $q))", "{1} [$p: $p 1 > [: {3} [$q: $p $q ==] any] &&] any"},
      {"$a.get(\"x\").get(\"y\").contains(\"z\")", "$a \"x\" get \"y\" get \"z\" contains"},
      {"1.type() == \"integer\"", "1 type \"integer\" =="},
      {"hex:aa.type() == null.type()", "hex:aa type null type =="},
      {"-1.type() == 1", "-1 type 1 =="},
      {"$a.contains($b.length() + 1)", "$a $b length 1 + contains"},
  });
}

TEST_CASE("ours: the eager operators of received tokens print and parse as methods") {
  CheckRows({
      {"true.eager_and(false)", "true false eager_and"},
      {"(1 < 2).eager_or($a && $b)", "1 2 < () $a [: $b] && eager_or"},
  });
}

TEST_CASE("a minus before digits is a sign where a term is expected and an operator elsewhere") {
  CheckRows({
      {"1 -1 == 0", "1 1 - 0 ==", "1 - 1 == 0"},
      {"1-1 == 0", "1 1 - 0 ==", "1 - 1 == 0"},
      {"1 - -1", "1 -1 -"},
      {"1--1", "1 -1 -", "1 - -1"},
      {"-1 - -2", "-1 -2 -"},
      {"$a <-1", "$a -1 <", "$a < -1"},
      {"2019-12-04", "2019 12 - 4 -", "2019 - 12 - 4"},
  });
}

}  // namespace
}  // namespace hardtack

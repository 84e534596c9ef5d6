// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// One order for terms that are the same value. What it means on the wire: tests/wire/collections_test.cc.

#include "hardtack/engine/term_order.h"

#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/parser/parser.h"

namespace hardtack::engine {
namespace {

Term Parse(const char* text) { return parser::ParseTerm(text).value(); }

TEST_CASE("a canonical term has its sets and maps sorted, by text or by rank, and its arrays as they were") {
  const Term term = Parse(R"([{"b", "a", "c"}, {"b": {2, 1}, "a": 0, 7: 0}, 2, 1])");
  CHECK(ToString(TermOrder().Canonical(term)) == R"([{"a", "b", "c"}, {7: 0, "a": 0, "b": {1, 2}}, 2, 1])");
  const TermOrder by_rank([](const std::string& text) { return uint64_t{'z'} - static_cast<unsigned char>(text[0]); });
  CHECK(ToString(by_rank.Canonical(term)) == R"([{"c", "b", "a"}, {7: 0, "b": {1, 2}, "a": 0}, 2, 1])");
}

TEST_CASE("of members that differ only in the order inside the first stays, and of equal keys the last") {
  std::vector<Term> members = {Parse("{1: 2, 0: 3}"), Parse("{0: 2}"), Parse("{0: 3, 1: 2}")};
  TermOrder().RemoveDuplicates(members);
  REQUIRE(members.size() == 2);
  CHECK(ToString(members[0]) == "{1: 2, 0: 3}");
  CHECK(ToString(members[1]) == "{0: 2}");
  std::vector<MapEntry> entries = {{int64_t{1}, IntegerTerm(10)}, {int64_t{2}, IntegerTerm(20)}, {int64_t{1}, IntegerTerm(30)}};
  TermOrder().RemoveDuplicates(entries);
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].value == IntegerTerm(20));
  CHECK(entries[1].value == IntegerTerm(30));
}

}  // namespace
}  // namespace hardtack::engine

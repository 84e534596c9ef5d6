// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/engine/interner.h"

#include <cstdint>
#include <limits>

#include "doctest/doctest.h"
#include "hardtack/engine/term_table_builder.h"
#include "hardtack/engine/arena.h"

namespace hardtack::engine {
namespace {

Term Integers(std::initializer_list<int64_t> values) {
  Set set;
  for (int64_t value : values) set.members.push_back(IntegerTerm(value));
  return Term(set);
}

TEST_CASE("every kind of ground term comes back as it was") {
  Arena arena;
  Interner interner(arena);
  Map map{{{MapKey(int64_t{1}), StringTerm("a")}, {MapKey(std::string("k")), NullTerm()}}};
  for (const Term& term : {IntegerTerm(0),
                           IntegerTerm(-1),
                           IntegerTerm(std::numeric_limits<int64_t>::min()),
                           IntegerTerm(std::numeric_limits<int64_t>::max()),
                           IntegerTerm(int64_t{1} << 59),
                           IntegerTerm(-(int64_t{1} << 59) - 1),
                           DateTerm(0),
                           DateTerm(UINT64_MAX),
                           StringTerm(""),
                           StringTerm("a\nb"),
                           BytesTerm(std::string("\0\xff", 2)),
                           BoolTerm(true),
                           BoolTerm(false),
                           NullTerm(),
                           Integers({3, 1, 2}),
                           Term(Array{{IntegerTerm(1), NullTerm(), IntegerTerm(1)}}),
                           Term(map),
                           Term(Set{}),
                           Term(Array{}),
                           Term(Map{})}) {
    auto value = interner.FromTerm(term, 8);
    REQUIRE(value.has_value());
    CHECK(interner.ToTerm(*value) == term);
  }
}

TEST_CASE("terms that differ in kind have different values") {
  Arena arena;
  Interner interner(arena);
  CHECK(*interner.FromTerm(StringTerm("a"), 8) != *interner.FromTerm(BytesTerm("a"), 8));
  CHECK(*interner.FromTerm(IntegerTerm(5), 8) != *interner.FromTerm(DateTerm(5), 8));
  CHECK(*interner.FromTerm(Term(Set{}), 8) != *interner.FromTerm(Term(Array{}), 8));
  CHECK(interner.Integer(std::numeric_limits<int64_t>::max()).type() == ValueKind::kInteger);
  CHECK(interner.Date(UINT64_MAX).type() == ValueKind::kDate);
}

TEST_CASE("sets and maps are equal whatever the order of their members, and keep the order of the first") {
  Arena arena;
  Interner interner(arena);
  Value first = *interner.FromTerm(Integers({2, 1}), 8);
  Value second = *interner.FromTerm(Integers({1, 2}), 8);
  CHECK(first == second);
  CHECK(interner.ToTerm(second) == Integers({2, 1}));
  CHECK(*interner.FromTerm(Integers({1, 2, 1}), 8) == first);
  Map ab{{{MapKey(std::string("a")), IntegerTerm(1)}, {MapKey(std::string("b")), IntegerTerm(2)}}};
  Map ba{{ab.entries[1], ab.entries[0]}};
  CHECK(*interner.FromTerm(Term(ab), 8) == *interner.FromTerm(Term(ba), 8));
}

TEST_CASE("a set that is first written with a member twice keeps its first place") {
  Arena arena;
  Interner interner(arena);
  CHECK(interner.ToTerm(*interner.FromTerm(Integers({2, 1, 2, 3, 1}), 8)) == Integers({2, 1, 3}));
}

TEST_CASE("the last of equal keys in a map counts") {
  Arena arena;
  Interner interner(arena);
  Map map{{{MapKey(int64_t{1}), StringTerm("old")},
           {MapKey(int64_t{2}), NullTerm()},
           {MapKey(int64_t{1}), StringTerm("new")}}};
  Map expected{{{MapKey(int64_t{2}), NullTerm()}, {MapKey(int64_t{1}), StringTerm("new")}}};
  CHECK(interner.ToTerm(*interner.FromTerm(Term(map), 8)) == Term(expected));
}

TEST_CASE("a variable anywhere, or too much nesting, gives no value") {
  Arena arena;
  Interner interner(arena);
  CHECK(!interner.FromTerm(VariableTerm("x"), 8).has_value());
  CHECK(!interner.FromTerm(Term(Array{{VariableTerm("x")}}), 8).has_value());
  Term nested = IntegerTerm(1);
  for (int i = 0; i < 3; ++i) nested = Term(Array{{nested}});
  CHECK(interner.FromTerm(nested, 3).has_value());
  CHECK(!interner.FromTerm(nested, 2).has_value());
}

TEST_CASE("the size of a term counts all that it holds, however often it is shared") {
  Arena arena;
  Interner interner(arena);
  auto bytes = [&](const Term& term) { return interner.TermBytes(*interner.FromTerm(term, 8)); };
  CHECK(bytes(IntegerTerm(1)) == kTermBytes);
  CHECK(bytes(IntegerTerm(std::numeric_limits<int64_t>::max())) == kTermBytes);
  CHECK(bytes(StringTerm("abc")) == kTermBytes + 3);
  CHECK(bytes(BytesTerm("abcd")) == kTermBytes + 4);
  CHECK(bytes(Integers({1, 2, 1})) == 3 * kTermBytes);  // a member that is there twice vanishes
  CHECK(bytes(Term(Array{{Integers({1, 2}), Integers({2, 1}), StringTerm("abc")}})) == 8 * kTermBytes + 3);
  CHECK(bytes(Term(Map{{{MapKey(std::string("key")), Term(Array{})}}})) == 3 * kTermBytes + 3);
  const Value base = *interner.FromTerm(Integers({1, 2}), 8);
  Interner top(arena, &interner);
  CHECK(top.TermBytes(top.Array(std::vector<Value>{base, base})) == 7 * kTermBytes);
}

TEST_CASE("an interner on the terms of shared facts finds these, whatever layer is asked, and adds its own") {
  TermTableBuilder builder({1, 2});
  const Value a = builder.String("a");
  const Value set = *builder.FromTerm(Integers({2, 1}), 8);
  const Value large = builder.Integer(std::numeric_limits<int64_t>::min());
  SectionVectors sections;
  std::move(builder).Finish(sections);
  const TermTable table(SpansOf(sections), {1, 2});
  Arena arena;
  Interner base(arena, table);
  const Value b = base.String("b");
  Interner top(arena, &base);
  for (Interner* interner : {&base, &top}) {
    CHECK(interner->String("a") == a);
    CHECK(interner->String("b") == b);
    CHECK(*interner->FromTerm(Integers({1, 2}), 8) == set);
    CHECK(interner->Integer(std::numeric_limits<int64_t>::min()) == large);
    CHECK(interner->TextOf(a) == "a");
    CHECK(interner->ToTerm(set) == Integers({2, 1}));
    CHECK(interner->TermBytes(set) == 3 * kTermBytes);
    CHECK(interner->IntegerOf(large) == std::numeric_limits<int64_t>::min());
  }
  const Value c = top.String("c");
  CHECK(top.TextOf(c) == "c");
  CHECK(top.Integer(std::numeric_limits<int64_t>::max()) != large);
  CHECK(top.ToTerm(*top.FromTerm(Term(Array{{StringTerm("a"), StringTerm("c")}}), 8)) ==
        Term(Array{{StringTerm("a"), StringTerm("c")}}));
}

TEST_CASE("an interner on top of another shares its ids and adds its own") {
  Arena arena;
  Interner base(arena);
  Value a = base.String("a");
  Value set = *base.FromTerm(Integers({1, 2}), 8);
  Value large = base.Integer(std::numeric_limits<int64_t>::min());
  Interner top(arena, &base);
  CHECK(top.String("a") == a);
  CHECK(*top.FromTerm(Integers({2, 1}), 8) == set);
  CHECK(top.Integer(std::numeric_limits<int64_t>::min()) == large);
  Value b = top.String("b");
  CHECK(b != a);
  CHECK(top.TextOf(b) == "b");
  CHECK(top.TextOf(a) == "a");
  CHECK(!base.FindTextId("b").has_value());
}

}  // namespace
}  // namespace hardtack::engine

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Sets, arrays and maps on the wire, through the block codec.
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/wire/block_codec.h"
#include "tests/wire/protobuf.h"

namespace hardtack::wire {
namespace {

using engine::Array;
using engine::BoolTerm;
using engine::BytesTerm;
using engine::DateTerm;
using engine::IntegerTerm;
using engine::Map;
using engine::MapEntry;
using engine::NullTerm;
using engine::Set;
using engine::StringTerm;
using engine::Term;
using engine::VariableTerm;
using testing::Content;
using testing::KindName;
using testing::Number;

// A block of version 6 with the symbols "a", "b", "c" (1024 to 1026) and the fact read(TERM).
std::string BlockWith(const std::string& term) {
  return Content(1, "a") + Content(1, "b") + Content(1, "c") + Number(3, 6) +
         Content(4, Content(1, Number(1, 0) + Content(2, term)));
}

absl::StatusOr<Term> DecodeTerm(const std::string& term) {
  Tables tables;
  absl::StatusOr<DecodedBlock> block = DecodeBlock(BlockWith(term), tables);
  if (!block.ok()) return block.status();
  return block->block.facts.at(0).predicate.terms.at(0);
}

// The term as it comes back after encoding it with `symbols` in the table, and the symbols that the block added.
struct RoundTrip {
  Term term;
  std::vector<std::string> added;
};
RoundTrip EncodeAndDecode(const Term& term, const std::vector<std::string>& symbols = {}) {
  Tables encode_tables;
  Tables decode_tables;
  for (const std::string& symbol : symbols) {
    encode_tables.symbols.Insert(symbol);
    decode_tables.symbols.Insert(symbol);
  }
  engine::Block block;
  block.facts.push_back({{"read", {term}}});
  const EncodedBlock encoded = EncodeBlock(block, encode_tables).value();
  DecodedBlock decoded = DecodeBlock(encoded.bytes, decode_tables).value();
  return {decoded.block.facts.at(0).predicate.terms.at(0), decoded.symbols};
}

std::string SetOf(const std::vector<std::string>& members) {
  std::string set;
  for (const std::string& member : members) set += Content(1, member);
  return Content(7, set);
}
std::string ArrayOf(const std::vector<std::string>& elements) {
  std::string array;
  for (const std::string& element : elements) array += Content(1, element);
  return Content(9, array);
}
std::string Entry(const std::string& key, const std::string& value) {
  return Content(1, Content(1, key) + Content(2, value));
}
std::string Integer(uint64_t value) { return Number(2, value); }
std::string String(uint64_t id) { return Number(3, id); }

Term StringSet(const std::vector<std::string>& members) {
  Set set;
  for (const std::string& member : members) set.members.push_back(StringTerm(member));
  return Term(set);
}

TEST_CASE("a decoded set keeps the carried order and loses duplicates") {
  CHECK(DecodeTerm(SetOf({Integer(3), Integer(1), Integer(3), Integer(2), Integer(1)})).value() ==
        Term(Set{{IntegerTerm(3), IntegerTerm(1), IntegerTerm(2)}}));
  CHECK(DecodeTerm(SetOf({String(1026), String(1024), String(1026)})).value() == StringSet({"c", "a"}));
  CHECK(DecodeTerm(SetOf({})).value() == Term(Set{}));
}

TEST_CASE("members of a set that differ only in the order of a map inside are duplicates") {
  const std::string one = Content(10, Entry(Number(1, 1), Integer(5)) + Entry(Number(1, 2), Integer(6)));
  const std::string other = Content(10, Entry(Number(1, 2), Integer(6)) + Entry(Number(1, 1), Integer(5)));
  CHECK(DecodeTerm(SetOf({one, other})).value().As<Set>()->members.size() == 1);
  const std::string nested_one = ArrayOf({SetOf({Integer(1), Integer(2)})});
  const std::string nested_other = ArrayOf({SetOf({Integer(2), Integer(1)})});
  CHECK(DecodeTerm(SetOf({nested_one, nested_other})).value().As<Set>()->members.size() == 1);
}

TEST_CASE("a decoded map keeps the carried order, and of equal keys the last wins") {
  const std::string map = Content(10, Entry(Number(2, 1026), Integer(1)) + Entry(Number(1, 7), Integer(2)) +
                                          Entry(Number(2, 1026), Integer(3)) + Entry(Number(2, 1024), Integer(4)));
  CHECK(DecodeTerm(map).value() ==
        Term(Map{
            {{int64_t{7}, IntegerTerm(2)}, {std::string("c"), IntegerTerm(3)}, {std::string("a"), IntegerTerm(4)}}}));
}

TEST_CASE("arrays and maps may stand in a set, variables in an array") {
  CHECK(DecodeTerm(SetOf({ArrayOf({Integer(1)}), ArrayOf({})})).ok());
  CHECK(DecodeTerm(SetOf({Content(10, ""), Content(10, Entry(Number(1, 1), Integer(1)))})).ok());
  CHECK(DecodeTerm(ArrayOf({Number(1, 1024), Integer(1), ArrayOf({String(1025)})})).value() ==
        Term(Array{{VariableTerm("a"), IntegerTerm(1), Term(Array{{StringTerm("b")}})}}));
}

TEST_CASE("sets of different kinds, of variables and of sets are refused, decoding and encoding") {
  const struct {
    std::string what, bytes;
    Term term;
  } rows[] = {
      {"an integer and a string", SetOf({Integer(1), String(1024)}), Term(Set{{IntegerTerm(1), StringTerm("a")}})},
      {"an integer and a date", SetOf({Integer(1), Number(4, 1)}), Term(Set{{IntegerTerm(1), DateTerm(1)}})},
      {"a variable", SetOf({Number(1, 1024)}), Term(Set{{VariableTerm("a")}})},
      {"a set", SetOf({SetOf({})}), Term(Set{{Term(Set{})}})},
      {"a set in an array in a set is one, but its members differ in kind",
       SetOf({ArrayOf({SetOf({Integer(1), Number(6, 1)})})}),
       Term(Set{{Term(Array{{Term(Set{{IntegerTerm(1), BoolTerm(true)}})}})}})},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    CHECK(KindName(DecodeTerm(row.bytes).status()) == "MalformedBlock");
    engine::Block block;
    block.facts.push_back({{"f", {row.term}}});
    Tables tables;
    CHECK(KindName(EncodeBlock(block, tables).status()) == "MalformedBlock");
  }
}

TEST_CASE("a set is written in the reference's order: values ascending, strings by symbol id") {
  const struct {
    std::string what;
    Term written, read;
  } rows[] = {
      {"integers", Term(Set{{IntegerTerm(5), IntegerTerm(-1), IntegerTerm(3)}}),
       Term(Set{{IntegerTerm(-1), IntegerTerm(3), IntegerTerm(5)}})},
      {"dates", Term(Set{{DateTerm(9), DateTerm(4)}}), Term(Set{{DateTerm(4), DateTerm(9)}})},
      {"booleans", Term(Set{{BoolTerm(true), BoolTerm(false)}}), Term(Set{{BoolTerm(false), BoolTerm(true)}})},
      {"bytes, as unsigned", Term(Set{{BytesTerm("\xFF"), BytesTerm("\x01\x02"), BytesTerm("\x01")}}),
       Term(Set{{BytesTerm("\x01"), BytesTerm("\x01\x02"), BytesTerm("\xFF")}})},
      {"new strings, numbered by their text", StringSet({"zz", "aa", "mm"}), StringSet({"aa", "mm", "zz"})},
      {"default symbols before custom ones", StringSet({"aa", "write", "read"}), StringSet({"read", "write", "aa"})},
      {"arrays, element by element",
       Term(Set{{Term(Array{{IntegerTerm(2)}}), Term(Array{{IntegerTerm(1), IntegerTerm(9)}}), Term(Array{})}}),
       Term(Set{{Term(Array{}), Term(Array{{IntegerTerm(1), IntegerTerm(9)}}), Term(Array{{IntegerTerm(2)}})}})},
      {"a repeated member", Term(Set{{IntegerTerm(1), IntegerTerm(1)}}), Term(Set{{IntegerTerm(1)}})},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    CHECK(EncodeAndDecode(row.written).term == row.read);
  }
}

TEST_CASE("strings that the table knows already are written by their older id") {
  const RoundTrip trip = EncodeAndDecode(StringSet({"aa", "mm", "zz"}), {"zz", "mm"});
  CHECK(trip.term == StringSet({"zz", "mm", "aa"}));
  CHECK(trip.added == std::vector<std::string>{"aa"});
}

TEST_CASE(
    "map keys are written integers first, then strings by symbol id, with the symbols of a key before its value's") {
  const Term map(Map{{{std::string("z"), StringTerm("k")},
                      {std::string("b"), StringTerm("y")},
                      {int64_t{2}, NullTerm()},
                      {int64_t{-2}, StringTerm("x")}}});
  const RoundTrip trip = EncodeAndDecode(map);
  CHECK(trip.added == std::vector<std::string>{"x", "b", "y", "z", "k"});
  CHECK(trip.term == Term(Map{{{int64_t{-2}, StringTerm("x")},
                               {int64_t{2}, NullTerm()},
                               {std::string("b"), StringTerm("y")},
                               {std::string("z"), StringTerm("k")}}}));
}

TEST_CASE("sets and maps inside other terms are ordered too") {
  const Term term(Array{{Term(Map{{{std::string("k"), StringSet({"zz", "aa"})}}}), StringSet({"mm", "aa"})}});
  const Term ordered(Array{{Term(Map{{{std::string("k"), StringSet({"aa", "zz"})}}}), StringSet({"aa", "mm"})}});
  CHECK(EncodeAndDecode(term).term == ordered);
}

TEST_CASE("empty collections survive") {
  for (const Term& term :
       {Term(Set{}), Term(Array{}), Term(Map{}), Term(Array{{Term(Map{}), Term(Set{}), NullTerm()}})}) {
    CHECK(EncodeAndDecode(term).term == term);
  }
}

TEST_CASE("nesting is bounded: arrays, maps, sets and closures count alike") {
  engine::StructureLimits limits;
  limits.max_nesting = 4;
  const auto decode = [&](const std::string& term) {
    Tables tables;
    return KindName(DecodeBlock(BlockWith(term), tables, limits).status());
  };
  CHECK(decode(ArrayOf({ArrayOf({ArrayOf({ArrayOf({Integer(1)})})})})) == "OK");
  CHECK(decode(ArrayOf({ArrayOf({ArrayOf({ArrayOf({ArrayOf({})})})})})) == "TooDeep");
  CHECK(decode(SetOf({Content(10, Entry(Number(1, 1), ArrayOf({SetOf({})})))})) == "OK");
  CHECK(decode(SetOf({Content(10, Entry(Number(1, 1), ArrayOf({SetOf({ArrayOf({})})})))})) == "TooDeep");

  std::string deep = Integer(1);
  for (int i = 0; i < 20'000; ++i) deep = ArrayOf({deep});
  CHECK(KindName(DecodeTerm(deep).status()) == "TooDeep");
}

TEST_CASE("a set of many members is read in little time") {
  std::vector<std::string> members;
  for (uint64_t i = 0; i < 50'000; ++i) members.push_back(Integer(i * 7919 % 50'000));
  CHECK(DecodeTerm(SetOf(members)).value().As<Set>()->members.size() == 50'000);
}

}  // namespace
}  // namespace hardtack::wire

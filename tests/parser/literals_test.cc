// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include <string>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/parser/parser.h"

namespace hardtack {
namespace {

using engine::Term;

Term Parsed(std::string_view text) {
  auto term = parser::ParseTerm(text);
  REQUIRE_MESSAGE(term.ok(), term.status());
  return *term;
}

void CheckSame(std::string_view text, const Term& expected) {
  CAPTURE(text);
  CHECK(Parsed(text) == expected);
}

void CheckRefused(std::string_view text) {
  CAPTURE(text);
  CHECK(KindOf(parser::ParseTerm(text).status()) == ErrorKind::kSyntax);
}

TEST_CASE("integers are i64 with an optional minus and leading zeros") {
  CheckSame("0", engine::IntegerTerm(0));
  CheckSame("01", engine::IntegerTerm(1));
  CheckSame("-0", engine::IntegerTerm(0));
  CheckSame("-12", engine::IntegerTerm(-12));
  CheckSame("9223372036854775807", engine::IntegerTerm(INT64_MAX));
  CheckSame("-9223372036854775808", engine::IntegerTerm(INT64_MIN));
  for (const char* text : {"9223372036854775808", "-9223372036854775809", "- 1", "+1", "0x10", "1_000", "1.5", "--1"}) {
    CheckRefused(text);
  }
}

TEST_CASE("strings have three escapes and may hold raw newlines") {
  CheckSame("\"\"", engine::StringTerm(""));
  CheckSame("\"a b\"", engine::StringTerm("a b"));
  CheckSame("\"\\\\ \\\" \\n\"", engine::StringTerm("\\ \" \n"));
  CheckSame("\"a\nb\tc\"", engine::StringTerm("a\nb\tc"));
  CheckSame("\"hello é\t😁\"", engine::StringTerm("hello é\t😁"));
  CheckSame("\"// no comment ;\"", engine::StringTerm("// no comment ;"));
  CheckSame(std::string_view("\"\0\"", 3), engine::StringTerm(std::string(1, '\0')));
  for (const char* text : {"\"", "\"a", "\"\\t\"", "\"\\\"", "\"\\", "'a'", "\"a\"b\""}) CheckRefused(text);
}

TEST_CASE("bytes are pairs of hexadecimal digits of either case") {
  CheckSame("hex:12ab", engine::BytesTerm("\x12\xab"));
  CheckSame("hex:FFfF", engine::BytesTerm("\xff\xff"));
  CheckSame("hex:", engine::BytesTerm(""));
  for (const char* text : {"hex:1", "hex:123", "hex:0g", "hex:00_", "hex: 00", "HEX:00"}) CheckRefused(text);
}

TEST_CASE("booleans and null are lower case words") {
  CheckSame("true", engine::BoolTerm(true));
  CheckSame("false", engine::BoolTerm(false));
  CheckSame("null", engine::NullTerm());
  for (const char* text : {"True", "truex", "true_", "nul", "nullé", "yes"}) CheckRefused(text);
}

TEST_CASE("variables take every character of a name") {
  CheckSame("$a", engine::VariableTerm("a"));
  CheckSame("$0", engine::VariableTerm("0"));
  CheckSame("$a:b_C9", engine::VariableTerm("a:b_C9"));
  CheckSame("$été", engine::VariableTerm("été"));
  for (const char* text : {"$", "$-", "$ a", "$a b"}) CheckRefused(text);
}

TEST_CASE("dates are RFC 3339 with the offset applied and the fraction dropped") {
  struct {
    const char* text;
    uint64_t seconds;
  } rows[] = {
      {"1970-01-01T00:00:00Z", 0},
      {"2019-12-02T13:49:53Z", 1575294593},
      {"2019-12-02t13:49:53z", 1575294593},
      {"2030-12-31T12:59:59+00:00", 1924952399},
      {"2030-12-31T12:59:59-00:00", 1924952399},
      {"2019-12-02T14:49:53+01:00", 1575294593},
      {"2019-12-02T09:19:53.999999-04:30", 1575294593},
      {"1969-12-31T23:00:00-01:00", 0},
      {"2020-02-29T00:00:00Z", 1582934400},
      {"2016-12-31T23:59:60Z", 1483228799},
      {"2017-01-01T00:59:60+01:00", 1483228799},
      {"9999-12-31T23:59:59Z", 253402300799},
  };
  for (const auto& row : rows) CheckSame(row.text, engine::DateTerm(row.seconds));
}

TEST_CASE("dates that do not exist or lie outside 1970 to 9999 are refused") {
  for (const char* text :
       {"2019-02-29T00:00:00Z", "2019-13-01T00:00:00Z", "2019-00-01T00:00:00Z", "2019-01-00T00:00:00Z",
        "2019-04-31T00:00:00Z", "2019-01-01T24:00:00Z", "2019-01-01T00:60:00Z", "2019-01-01T00:00:61Z",
        "2019-01-01T12:00:60Z", "2019-01-01T00:00:00", "2019-01-01T00:00:00.Z", "2019-01-01T00:00Z",
        "2019-01-01T00:00:00+24:00", "2019-01-01T00:00:00+00:60", "2019-01-01T00:00:00+0100", "1969-12-31T23:59:59Z",
        "1970-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "2019-12-04 00:00:00Z"}) {
    CheckRefused(text);
  }
}

TEST_CASE("ours: between the day and the time of a date stands a T") {
  for (const char* text : {"2019-12-04h09:46:41Z", "2019-12-04_09:46:41Z", "2019-12-04109:46:41Z",
                           "2019-12-04\n09:46:41Z", "2019-12-04\"09:46:41Z", "2019-12-04 09:46:41Z"}) {
    CheckRefused(text);
  }
}

TEST_CASE("ours: a date may end before a newline, a method, an operator or a comment") {
  for (const char* text :
       {"check if $d < 2019-12-04T09:46:41Z\n, true", "check if 2019-12-04T09:46:41Z.type() == \"date\"",
        "check if $d < 2019-12-04T09:46:41Z&& true", "check if $d == 2019-12-04T09:46:41Z/* then */",
        "check if 2019-12-04T09:46:41Z<2019-12-04T09:46:42+00:00"}) {
    CAPTURE(text);
    CHECK(parser::ParseCheck(text).ok());
  }
}

TEST_CASE("sets lose their duplicates, keep their order and have members of one type") {
  CheckSame("{3, 1, 2, 1, 3}",
            Term(engine::Set{{engine::IntegerTerm(3), engine::IntegerTerm(1), engine::IntegerTerm(2)}}));
  CheckSame("{,}", Term(engine::Set{}));
  CheckSame("{ , }", Term(engine::Set{}));
  CheckSame("{[1], [1], [2]}", Term(engine::Set{{Term(engine::Array{{engine::IntegerTerm(1)}}),
                                                 Term(engine::Array{{engine::IntegerTerm(2)}})}}));
  CheckSame("{{}, {\"a\": 1}}",
            Term(engine::Set{{Term(engine::Map{}), Term(engine::Map{{{std::string("a"), engine::IntegerTerm(1)}}})}}));
  for (const char* text : {"{1, \"a\"}", "{{1}, {2}}", "{{,}}", "{$x}", "{1,}", "{,1}", "{1 2}", "{1", "{,"}) {
    CheckRefused(text);
  }
}

TEST_CASE("arrays hold any terms but variables") {
  CheckSame("[]", Term(engine::Array{}));
  CheckSame(
      "[ 1 , {,} , [null] ]",
      Term(engine::Array{{engine::IntegerTerm(1), Term(engine::Set{}), Term(engine::Array{{engine::NullTerm()}})}}));
  for (const char* text : {"[$x]", "[1, [$x]]", "[,]", "[1,]", "[1 2]", "[1", "["}) CheckRefused(text);
}

TEST_CASE("maps have integer and string keys and the last of equal keys wins") {
  CheckSame("{}", Term(engine::Map{}));
  CheckSame("{ }", Term(engine::Map{}));
  CheckSame("{\"b\": 1, 2 : true, \"b\": 3}",
            Term(engine::Map{{{std::string("b"), engine::IntegerTerm(3)}, {int64_t{2}, engine::BoolTerm(true)}}}));
  CHECK(engine::ToString(Parsed("{1:\"a\",\"1\":\"b\"}")) == "{1: \"a\", \"1\": \"b\"}");
  for (const char* text :
       {"{true: 1}", "{\"a\": 1, 2}", "{\"a\": $x}", "{\"a\": 1,}", "{\"a\":}", "{\"a\": 1", "{[1]: 2}"}) {
    CheckRefused(text);
  }
}

TEST_CASE("members of a set that differ only in the order of a set or map inside are one, the first") {
  auto printed = [](const char* text) { return engine::ToString(parser::ParseTerm(text).value()); };
  CHECK(printed("{{1: 2, 0: 3}, {0: 3, 1: 2}}") == "{{1: 2, 0: 3}}");
  CHECK(printed("{[{1, 2}, {\"a\": 1, 2: 3}], [{2, 1}, {2: 3, \"a\": 1}]}") == "{[{1, 2}, {\"a\": 1, 2: 3}]}");
  for (const char* different : {"{[{,}], [{}]}", "{{1: 2, 0: 3}, {0: 2, 1: 3}}", "{[1, 2], [2, 1]}",
                                "{{\"1\": 2}, {1: 2}}"}) {
    CHECK(printed(different) == different);
  }
}

TEST_CASE("ours: white space may stand inside the empty set") {
  for (const char* text : {"{,}", "{ ,}", "{, }", "{\n,\n}"}) CheckSame(text, Term(engine::Set{}));
}

TEST_CASE("ours: arrays parse inside sets") {
  auto fact = parser::ParseFact("a({[1, 2], []})");
  REQUIRE_MESSAGE(fact.ok(), fact.status());
  CHECK(engine::ToString(*fact) == "a({[1, 2], []})");
}

TEST_CASE("ours: the empty map parses inside a fact") {
  auto fact = parser::ParseFact("a({}, [{}], {\"k\": {}})");
  REQUIRE_MESSAGE(fact.ok(), fact.status());
  CHECK(engine::ToString(*fact) == "a({}, [{}], {\"k\": {}})");
}

}  // namespace
}  // namespace hardtack

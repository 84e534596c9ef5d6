// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Sources made to hurt. Nothing is timed here: recursion or quadratic work would end in a crash or in the test's time
// limit.
#include <string>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/engine/ast_validate.h"
#include "hardtack/parser/parser.h"

namespace hardtack {
namespace {

constexpr size_t kMegabyte = (size_t{1} << 20) - 100;  // with what stands before it no more than max_text_bytes

std::string Repeated(std::string_view text, size_t bytes) {
  std::string out;
  out.reserve(bytes + text.size());
  while (out.size() < bytes) out += text;
  return out;
}

TEST_CASE("a megabyte of nesting is refused as too deep, whatever nests") {
  struct {
    std::string prefix;
    std::string unit;
  } rows[] = {
      {"a(", "["},
      {"a(", "{"},
      {"a(", "{\"k\":"},
      {"check if ", "("},
      {"check if ", "!"},
      {"check if ", "(!"},
      {"check if ", "$a.get("},
      {"check if $a", ".try_or(1)"},
      {"check if ", "$a && ("},
      {"check if ", "$a.any($p -> "},
      {"check if ", "1.extern::f("},
      {"check if 1 + ", "2 * ("},
      {"check if ", "{[{1:"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.unit);
    CHECK(KindOf(parser::ParseAuthorizer(row.prefix + Repeated(row.unit, kMegabyte)).status()) == ErrorKind::kTooDeep);
  }
}

TEST_CASE("a megabyte without an end is a syntax error") {
  struct {
    std::string prefix;
    std::string unit;
  } rows[] = {
      {"a(\"", "x"},
      {"a({\"", "x"},
      {"a(\"", "\\\\"},
      {"/*", "*"},
      {"a(/*", "/*"},
      {"", "a"},
      {"a(", "1"},
      {"a(hex:", "0"},
      {"$", "x"},
      {"", "é"},
      {"a(", "\"\""},
      {"", ";"},
      {"", "a("},
      {"", "check if "},
      {"a(1) ", "/**/ x"},
      {"check if ", "1.5"},
      {"a({1,", "1,"},
      {"a(1,", "1,"},
      {"check if 1 ", "< 2"},
      {"trusting ", "authority,"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.prefix);
    CAPTURE(row.unit);
    CHECK(KindOf(parser::ParseAuthorizer(row.prefix + Repeated(row.unit, kMegabyte)).status()) == ErrorKind::kSyntax);
  }
}

TEST_CASE("long flat sources parse and print") {
  for (const char* unit : {" + 1", " && 1", " || 1", " | 1", " * 1", ", 1", " or 1"}) {
    CAPTURE(unit);
    auto check = parser::ParseCheck("check if 1" + Repeated(unit, kMegabyte / 4));
    REQUIRE_MESSAGE(check.ok(), check.status().message().substr(0, 200));
    CHECK(engine::ToString(*check).size() > kMegabyte / 4);
  }
  std::string set = "a({";
  for (int i = 0; i < 50'000; ++i) set += std::to_string(i % 10'000) + ", ";
  auto fact = parser::ParseFact(set + "0})");
  REQUIRE(fact.ok());
  CHECK(fact->predicate.terms[0].As<engine::Set>()->members.size() == 10'000);
}

TEST_CASE("nesting is accepted up to the limit and refused one level above") {
  engine::StructureLimits limits{.max_nesting = 3};
  parser::ParseOptions options{.limits = limits};
  CHECK(parser::ParseFact("a([[[1]]])", options).ok());
  CHECK(parser::ParseFact("a([[{1}]])", options).ok());
  CHECK(KindOf(parser::ParseFact("a([[[[]]]])", options).status()) == ErrorKind::kTooDeep);
  CHECK(KindOf(parser::ParseFact("a([[[{,}]]])", options).status()) == ErrorKind::kTooDeep);
  CHECK(parser::ParseCheck("check if (((1)))", options).ok());
  CHECK(KindOf(parser::ParseCheck("check if ((((1))))", options).status()) == ErrorKind::kTooDeep);
  CHECK(parser::ParseCheck("check if 1.try_or(1).try_or(1).try_or(1)", options).ok());
  CHECK(KindOf(parser::ParseCheck("check if 1.try_or(1).try_or(1).try_or(1).try_or(1)", options).status()) ==
        ErrorKind::kTooDeep);
  CHECK(parser::ParseCheck("check if [1].any($p -> $p || 1 && [2])", {.limits = {.max_nesting = 4}}).ok());
  CHECK(!parser::ParseCheck("check if [1].any($p -> $p || 1 && [2])", options).ok());
}

TEST_CASE("what the parser accepts the validator does not find too deep") {
  for (size_t nesting = 1; nesting < 6; ++nesting) {
    engine::StructureLimits limits{.max_nesting = nesting};
    for (const char* text : {"check if 1 || 2 && 3", "check if (1 || 2).try_or(1 && 2)",
                             "check if [[1]].any($p -> $p.all($q -> $q || [1]))",
                             "check if {1: {,}}.try_or(1).try_or({{}})", "check if !(1 || (2 && [3]))"}) {
      CAPTURE(text);
      auto check = parser::ParseCheck(text, {.limits = limits});
      if (!check.ok()) continue;
      engine::Block block;
      block.checks.push_back(*check);
      CHECK(engine::Validate(block, limits).ok());
    }
  }
}

TEST_CASE("a text above its bound is refused unread") {
  engine::StructureLimits limits{.max_text_bytes = 4};
  CHECK(parser::ParseTerm("1234", {.limits = limits}).ok());
  auto status = parser::ParseTerm("12345", {.limits = limits}).status();
  CHECK(KindOf(status) == ErrorKind::kTextTooLarge);
  CHECK(std::string(status.message()) == "the text has 5 bytes, more than 4");
}

TEST_CASE("every prefix and every single-byte change of a source gives a result or a clear error") {
  const std::string source =
      "trusting authority; a(\"x\\n\", {1, 2}, [null], {\"k\": hex:00}); h($x) <- a($x), $x.try_or(1) > 2 trusting "
      "previous;\n"
      "check if !true && [1].any($p -> $p === 1) or 2019-12-04T09:46:41Z < $d; /* c */ allow if 1.extern::f(2); // end";
  auto check = [](const std::string& text) {
    auto result = parser::ParseAuthorizer(text);
    if (result.ok()) {
      CHECK(parser::ParseAuthorizer(engine::ToString(*result)).value() == *result);
    } else {
      CHECK(KindOf(result.status()).has_value());
    }
  };
  for (size_t n = 0; n <= source.size(); ++n) check(source.substr(0, n));
  for (size_t i = 0; i < source.size(); ++i) {
    for (char c : {'"', '\\', '{', '}', '(', ')', '$', ';', ',', '/', '\0', '\x80', '\xff', 'a', '0', '-', '.'}) {
      std::string changed = source;
      changed[i] = c;
      check(changed);
    }
  }
}

}  // namespace
}  // namespace hardtack

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The translation of patterns: what the reference says of each, what RE2 has not, and what compiling is charged.
// reference_patterns.inc was made with the reference's regex crate, which is not at hand when tests run.

#include "hardtack/engine/pattern.h"

#include <algorithm>
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/regex.h"
#include "tests/engine/pattern_testing.h"

namespace hardtack::engine {
namespace {

const std::vector<std::string>& Probes() {
  static const auto& probes = *new std::vector<std::string>{"a", "b", "k", "K",      "1", "_", "-",  " ", "é",
                                                            "É", "٣", "ſ", "\u212a", "]", "&", "aa", "ab"};
  return probes;
}

TranslatedPattern Translated(const std::string& pattern) {
  auto translated = TranslatePattern(pattern, {});
  REQUIRE_MESSAGE(translated.ok(), translated.status().ToString());
  return *std::move(translated);
}

std::string Repeated(const std::string& part, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += part;
  return text;
}

enum class Answer { kMatches, kAll, kAllBut, kRefused };
using enum Answer;
struct Row {
  std::string pattern;
  std::vector<std::string> probes;
  Answer answer = kMatches;  // what is with the probes: they match, or all others do
};

TEST_CASE("a pattern means what the reference takes it for, and is refused where the reference refuses it") {
  const std::vector<Row> rows = {
#include "tests/engine/reference_patterns.inc"
  };
  CHECK(rows.size() > 300);
  for (const Row& row : rows) {
    CAPTURE(row.pattern);
    CHECK(Translated(row.pattern).re2.has_value() == (row.answer != kRefused));
    auto regex = CompilePattern(row.pattern);
    REQUIRE_MESSAGE(regex.ok(), regex.status().ToString());
    for (const std::string& probe : Probes()) {
      CAPTURE(probe);
      const bool listed = std::ranges::find(row.probes, probe) != row.probes.end();
      const bool expected = row.answer == kMatches ? listed : row.answer != kRefused && !listed;
      CHECK((*regex)->Matches(probe) == expected);
    }
  }
}

TEST_CASE("ours: what RE2 cannot express matches nothing") {
  for (const char* pattern : {"\\<",
                              "\\>",
                              "\\b{start}a",
                              "\\b{end}",
                              "\\b{start-half}",
                              "\\b{end-half}",  // halves of a word's boundary
                              "(?x)a",
                              "(?R)a",
                              "(?i-u:k)",  // flags
                              "\\p{Alphabetic}",
                              "\\p{Lowercase}",
                              "\\p{Emoji}",
                              "\\p{greek}",
                              "\\p{Grek}",
                              "\\p{scx=Greek}",
                              "\\p{age=3.0}",
                              "[\\w&&[^\\d]]",
                              "[\\w--\\d]",
                              "[\\p{Greek}&&α]",  // operations on properties
                              "(?i)[a-z&&[^k]]",  // and on classes that fold
                              "[^\\W_]",
                              "[^\\S\\d]",
                              "[^a[^b]]"}) {  // the complement of a class with a negated part
    CAPTURE(std::string(pattern));
    auto regex = CompilePattern(pattern);
    REQUIRE(regex.ok());
    for (const std::string& probe : Probes()) CHECK(!(*regex)->Matches(probe));
  }
}

TEST_CASE("a letter keeps both cases among alternatives of one character") {
  for (const char* pattern : {"b|[bB]", "[a-c]|(?i:b)", "x|[a-c]|(?:(?i:b))", "b|(?i)b", "(?:a|b)|[Bb]"}) {
    CAPTURE(std::string(pattern));
    auto regex = CompilePattern(pattern);
    REQUIRE(regex.ok());
    CHECK((*regex)->Matches("B"));
  }
}

TEST_CASE("an escape of digits that are not hexadecimal is no pattern") {
  for (const char* pattern : {"\\x4g", "\\xg4", "\\x{4g}", "\\u004g", "\\U0000004z"}) {
    CAPTURE(std::string(pattern));
    CHECK(!Translated(pattern).re2.has_value());
  }
  CHECK(Translated("\\x4f\\x4F\\x{4F}\\u004f\\U0000004f").re2.has_value());
}

TEST_CASE("a text that is not UTF-8 is no pattern") { CHECK(!Translated("a\xff").re2.has_value()); }

TEST_CASE("text, translation, nesting and repetitions are bounded") {
  for (const std::string& pattern :
       {std::string(4097, 'a'), Repeated("\\w", 2000), "[" + Repeated("\\S", 1300) + "]", Repeated("(", 100),
        Repeated("[", 100), "a" + Repeated("*", 100), std::string("a{1001}"), std::string("a{0,1001}")}) {
    CAPTURE(pattern);
    CHECK(KindOf(TranslatePattern(pattern, {}).status()) == ErrorKind::kPatternTooLarge);
  }
  CHECK(Translated(std::string(4096, 'a')).re2.has_value());
  CHECK(Translated(Repeated("(", 60) + Repeated(")", 60)).re2.has_value());
  CHECK(!Translated(Repeated("(", 60)).re2.has_value());
}

TEST_CASE("compiling is charged by bytes, classes, repetitions and the square of options") {
  auto steps = [](const std::string& pattern) { return Translated(pattern).compile_steps; };
  CHECK(steps("") == 100);
  CHECK(steps("a") == 100 + 20 + 6);
  CHECK(steps("ab") == steps("a") + 20 + 6);
  CHECK(steps("\\w") > 10'000);
  CHECK(steps("\\w\\w") > 2 * 10'000);
  CHECK(steps("(?:\\w){7}") > 70'000);
  CHECK(steps("[\\w\\w]") > steps("[\\w]") + 1000);
  CHECK(steps("(?:(?:a{100}){10}){9}") > 9000 * 6);
  CHECK(steps("(?:a{0,100}){9}") > 900 * 900 / 30);
  CHECK(steps(Repeated("x?", 1000)) > 1000 * 1000 / 30);
  CHECK(steps("(?:(?:(?:(?:a{0,1000}){1000}){1000}){1000}){1000}") > 500'000);  // no overflow
}

TEST_CASE("what a budget can compile takes a tenth of a second at most, and an ordinary pattern costs little") {
  CHECK(Translated("^file[0-9]+\\.txt$").compile_steps < 1000);
  CHECK(Translated("^[a-z0-9_-]{1,64}@example\\.com$").compile_steps < 2000);
  // Each takes RE2 more than 50 ms.
  for (const std::string& pattern : {Repeated("\\pL|", 1000), "[" + Repeated("\\w", 2000) + "]",
                                     Repeated("a{0,1000}", 9), Repeated("a{0,1000}", 450), Repeated("[^\\PL]", 600)}) {
    CAPTURE(pattern.substr(0, 20));
    CHECK(Translated(pattern).compile_steps > 500'000);
  }
}

TEST_CASE("a pattern that is refused costs what its bytes cost") {
  CHECK(Translated(Repeated("a", 100) + "(").compile_steps == 100 + 101 * 20);
}

}  // namespace
}  // namespace hardtack::engine

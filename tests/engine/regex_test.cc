// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/engine/regex.h"

#include <string>
#include <thread>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "tests/engine/pattern_testing.h"

namespace hardtack::engine {
namespace {

bool Matches(std::string_view text, std::string_view pattern) {
  auto regex = CompilePattern(pattern);
  REQUIRE_MESSAGE(regex.ok(), regex.status().ToString());
  return (*regex)->Matches(text);
}

TEST_CASE("a pattern is searched anywhere in the text") {
  CHECK(Matches("a file1.txt here", "file[0-9]+.txt"));
  CHECK(!Matches("file.txt", "file[0-9]+.txt"));
  CHECK(Matches("anything", ""));
  CHECK(!Matches("xay", "^a"));
}

TEST_CASE("a pattern that is invalid or that RE2 has not matches nothing") {
  for (const char* pattern : {"(", "[", "*", "(?=a)", "\\1", "a{2,1}"}) {
    CAPTURE(std::string(pattern));
    CHECK(!Matches("aaa", pattern));
  }
}

TEST_CASE("ours: \\d, \\w and \\s are the Unicode classes in and out of brackets") {
  struct Row {
    const char* text;
    const char* pattern;
    bool matches;
  };
  for (const Row& row : std::initializer_list<Row>{
           {"٣", "^\\d$", true},        {"٣", "^\\D$", false},        {"x", "^\\D$", true},
           {"é", "^\\w$", true},        {"é", "^\\W$", false},        {"-", "^\\W$", true},
           {"\u00a0", "^\\s$", true},   {"\u00a0", "^\\S$", false},   {"\u2028", "^\\s$", true},
           {"\u3000", "^[\\s]$", true}, {"\v", "^\\s$", true},        {"\u0085", "^\\s$", true},
           {"x", "^[\\S]$", true},      {"\u1680", "^[\\S]$", false}, {"é٣_", "^[\\w]+$", true},
           {"é-٣", "^[\\w-]+$", true},  {"٣", "^[^\\d]$", false},     {"Ⓐ", "^\\w$", true},
           {"\u0301", "^\\w$", true},   {"€", "^\\w$", false},        {"a\\d", "^a\\\\d$", true}}) {
    CAPTURE(row.text);
    CAPTURE(row.pattern);
    CHECK(Matches(row.text, row.pattern) == row.matches);
  }
}

TEST_CASE("a POSIX class does not end the brackets that it stands in") {
  CHECK(Matches("5", "^[[:alpha:]\\d]$"));
  CHECK(Matches("a", "^[\\d[:alpha:]]$"));
  CHECK(Matches("-", "^[^[:alpha:]\\d]$"));
  CHECK(!Matches("5]", "^[[:alpha:]\\d]$"));
  CHECK(!Matches("a", "[[:alpha"));
  CHECK(Matches(":", "^[[xalpha:]]$"));  // members like any others: no class is named
  CHECK(!Matches("b", "^[[xalpha:]]$"));
}

TEST_CASE("ours: classes within brackets and operations on classes are worked out") {
  CHECK(Matches("c", "^[a-z&&[^b]]$"));
  CHECK(!Matches("b", "^[a-z&&[^b]]$"));
  CHECK(!Matches("c]", "^[a-z&&[^b]]$"));
  // What is in one of the two: `~~`.
  CHECK(Matches("a", "^[[a-c]~~[b-d]]$"));
  CHECK(Matches("d", "^[[a-c]~~[b-d]]$"));
  CHECK(!Matches("b", "^[[a-c]~~[b-d]]$"));
  CHECK(!Matches("~", "^[[a-c]~~[b-d]]$"));
  CHECK(Matches("z", "^[a[^b]]$"));
  CHECK(Matches("-", "^[\\W1]$"));
  CHECK(!Matches("a", "^[\\W1]$"));
  CHECK(Matches("[", "^[\\[&-]$"));
  CHECK(Matches("]", "^[]]$"));
  CHECK(Matches("a&b", "^a&b$"));
}

TEST_CASE("ours: (?<name>...) is a named group") {
  CHECK(Matches("ab", "^(?<first>a)(?P<second>b)$"));
  CHECK(Matches("<", "^[(?<]$"));
  CHECK(Matches("<", "^\\(?<$"));
  CHECK(Matches("(<", "^\\(<$"));
}

TEST_CASE("ours: a pattern beyond the size bound is a limit error, not false") {
  for (const std::string& pattern :
       {std::string(5000, 'a'), std::string("a{2000}"), std::string("((a{100}){100}){100}")}) {
    auto regex = CompilePattern(pattern);
    REQUIRE(!regex.ok());
    CHECK(KindOf(regex.status()) == ErrorKind::kPatternTooLarge);
  }
}

TEST_CASE("the steps of a match grow with the text and with the pattern") {
  auto small = CompilePattern("a"), large = CompilePattern("(?:[a-h].{0,50}[i-q])zz");
  REQUIRE(small.ok());
  REQUIRE(large.ok());
  CHECK((*small)->StepsFor(0) > 0);
  CHECK((*small)->StepsFor(6400) == 100 * (*small)->StepsFor(64));
  CHECK((*small)->StepsFor(65) == 2 * (*small)->StepsFor(64));
  CHECK((*large)->StepsFor(64) > 10 * (*small)->StepsFor(64));
}

TEST_CASE("the cache gives what compiling gives, from several threads and past its bound") {
  StructureLimits limits;
  limits.max_pattern_memory = size_t{8} << 20;  // so that a few patterns fill it
  RegexCache cache(limits);
  std::vector<std::thread> threads;
  std::vector<int> wrong(2);
  for (int t = 0; t < 2; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 200; ++i) {
        std::string text = "x" + std::to_string(i % 20) + "y";
        std::string pattern = "^" + text + "$";
        auto regex = cache.Find(pattern);
        if (regex == nullptr) {
          regex = *CompilePattern(pattern);
          cache.Keep(pattern, regex);
        }
        if (!regex->Matches(text) || regex->Matches("z")) ++wrong[t];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == std::vector<int>{0, 0});
}

}  // namespace
}  // namespace hardtack::engine

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "tests/sections/section_file.h"

#include <string>
#include <vector>

#include "doctest/doctest.h"

namespace hardtack::sections {
namespace {

using Names = std::vector<std::string>;

TEST_CASE("a file is cases of named sections") {
  const std::string text =
      "# about\n\n== one\n-- a\nfirst\n\nsecond\n# not content\n\n-- b\n-- c\n\n\n== two\n-- a\nthird";
  std::vector<Case> cases = ParseCases(text).value();
  REQUIRE(cases.size() == 2);
  CHECK(cases[0].name() == "one");
  CHECK(cases[0].Take("a") == "first\n\nsecond\n");
  CHECK(cases[0].Take("b") == "");
  CHECK(cases[0].Take("c") == "");
  CHECK(cases[0].Take("d") == std::nullopt);
  CHECK(cases[1].name() == "two");
  CHECK(cases[1].Take("a") == "third\n");
}

TEST_CASE("sections that nobody took are known") {
  std::vector<Case> cases = ParseCases("== x\n-- a\n-- b\n-- c\n").value();
  CHECK(cases[0].Untaken() == Names{"a", "b", "c"});
  cases[0].Take("b");
  CHECK(cases[0].Untaken() == Names{"a", "c"});
}

TEST_CASE("a section is replaced in its place, or added behind") {
  Case one("one");
  one.Set("a", "1\n");
  one.Set("b", "2\n");
  one.Set("a", "3\n");
  CHECK(one.sections().size() == 2);
  CHECK(one.Take("a") == "3\n");
}

TEST_CASE("a case written as text reads back the same") {
  const std::string text = "== one\n\n-- a\nfirst\n\nsecond\n\n-- b\n\n-- c\nthird\n";
  CHECK(ToText(ParseCases(text).value().at(0)) == text);
}

TEST_CASE("malformed files are refused, with the line") {
  const struct {
    std::string text, message;
  } rows[] = {
      {"stray\n", "line 1: outside a section"},
      {"== x\nstray\n", "line 2: outside a section"},
      {"-- a\n", "line 1: outside a case"},
      {"== x\n== x\n", "line 2: a case without a name of its own"},
      {"== \n", "line 1: a case without"},
      {"== x\n-- a\n-- a\n", "line 3: a section without a name of its own"},
      {"== x\n-- \n", "line 2: a section without"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto cases = ParseCases(row.text);
    REQUIRE(!cases.ok());
    CHECK(std::string(cases.status().message()).starts_with(row.message));
  }
}

TEST_CASE("a file that is not there is an error") { CHECK(!ReadCases("/no/such/file").ok()); }

TEST_CASE("empty lines are no lines") { CHECK(Lines("a\n\nb c\n") == Names{"a", "b c"}); }

}  // namespace
}  // namespace hardtack::sections

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// docs/compatibility.md and the tests that it cites: every cited test exists, and every test of a difference is cited.

#include <regex>
#include <set>
#include <string>

#include "doctest/doctest.h"
#include "tests/layering/source_tree.h"

namespace hardtack::conformance {
namespace {

// A string literal's content as the compiler reads it, as far as test names use escapes.
std::string Unescaped(const std::string& literal) { return std::regex_replace(literal, std::regex(R"(\\(.))"), "$1"); }

std::set<std::string> TestNames() {
  std::set<std::string> names;
  const std::regex test_case(R"re(TEST_CASE\(\s*"((?:[^"\\]|\\.)*)"\))re");
  for (const std::string& path : layering::FilesBelow("tests", {".cc"})) {
    const std::string source = layering::ReadFile(layering::kRoot / path);
    for (auto it = std::sregex_iterator(source.begin(), source.end(), test_case); it != std::sregex_iterator(); ++it) {
      names.insert(Unescaped((*it)[1]));
    }
  }
  return names;
}

// The code spans in the last column of the page's tables.
std::set<std::string> CitedNames(const std::string& page) {
  std::set<std::string> names;
  const std::regex last_column(R"(\|([^\n]*)\|[ ]*(?=\n))");
  const std::regex span(R"((`+)(.+?)\1)");
  for (auto row = std::sregex_iterator(page.begin(), page.end(), last_column); row != std::sregex_iterator(); ++row) {
    const std::string cells = (*row)[1];
    const std::string cell = cells.substr(cells.find_last_of('|') + 1);
    for (auto it = std::sregex_iterator(cell.begin(), cell.end(), span); it != std::sregex_iterator(); ++it) {
      names.insert((*it)[2]);
    }
  }
  return names;
}

const std::string& Page() {
  static const std::string* const kPage =
      new std::string(layering::ReadFile(layering::kRoot / "docs" / "compatibility.md"));
  return *kPage;
}

TEST_CASE("the names in the last column of a table are its code spans, single or double") {
  CHECK(CitedNames("| a | `not this` | `one`; ``two `quoted` `` |\n|---|---|---|\n| b | c | - |\n") ==
        std::set<std::string>{"one", "two `quoted` "});
}

TEST_CASE("every test that the compatibility page cites exists") {
  const std::set<std::string> names = TestNames();
  const std::set<std::string> cited = CitedNames(Page());
  CHECK(cited.size() > 20);
  for (const std::string& name : cited) {
    CAPTURE(name);
    CHECK(names.contains(name));
  }
}

TEST_CASE("every test of a deliberate difference is cited by the compatibility page") {
  const std::set<std::string> cited = CitedNames(Page());
  size_t differences = 0;
  for (const std::string& name : TestNames()) {
    if (!name.starts_with("ours: ")) continue;
    ++differences;
    CAPTURE(name);
    CHECK(cited.contains(name));
  }
  CHECK(differences > 20);
}

}  // namespace
}  // namespace hardtack::conformance

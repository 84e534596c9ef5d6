// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// tests/golden/README.md says which token shows what: it must name every token, every subject of the official samples
// and every row of docs/compatibility.md.

#include <fstream>
#include <iostream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "doctest/doctest.h"
#include "tests/layering/source_tree.h"
#include "tests/sections/section_file.h"

namespace hardtack::golden {
namespace {

// The cells of the rows of a page's tables, their heads left out.
std::vector<std::vector<std::string>> RowsOf(const std::string& page) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> lines = absl::StrSplit(page, '\n');
  bool in_body = false;
  for (std::string line : lines) {
    if (!line.starts_with("|")) in_body = false;
    if (in_body) {
      line = std::regex_replace(line, std::regex(R"(\\\|)"), "&#124;");
      std::vector<std::string> cells = absl::StrSplit(line.substr(1, line.size() - 2), '|');
      for (std::string& cell : cells) cell = std::string(absl::StripAsciiWhitespace(cell));
      rows.push_back(cells);
    }
    if (line.starts_with("|---")) in_body = true;
  }
  return rows;
}

std::string ReadPage(const char* path) { return layering::ReadFile(layering::kRoot / path); }

// What the list says about: the first column of its rows.
std::set<std::string> Subjects() {
  std::set<std::string> subjects;
  for (const auto& row : RowsOf(ReadPage("tests/golden/README.md"))) subjects.insert(row[0]);
  return subjects;
}

TEST_CASE("every committed token is in the list, and every token in the list is there") {
  std::set<std::string> listed;
  const std::regex name(R"(`(\w+)`)");
  for (const auto& row : RowsOf(ReadPage("tests/golden/README.md"))) {
    REQUIRE(row.size() == 2);
    for (auto it = std::sregex_iterator(row[1].begin(), row[1].end(), name); it != std::sregex_iterator(); ++it) {
      listed.insert((*it)[1]);
    }
  }
  std::set<std::string> there;
  for (const std::string& path : sections::FilesOf(HARDTACK_SOURCE_DIR "/tests/golden/tokens", ".txt")) {
    there.insert(std::filesystem::path(path).stem());
  }
  for (const std::string& path : sections::FilesOf(HARDTACK_SOURCE_DIR "/tests/golden/hessra", ".token")) {
    const std::string stem = std::filesystem::path(path).stem();
    if (listed.contains(stem)) there.insert(stem);
  }
  CHECK(listed == there);
}

TEST_CASE("every row of docs/compatibility.md is in the list of tokens") {
  const std::set<std::string> subjects = Subjects();
  size_t rows = 0;
  for (const auto& row : RowsOf(ReadPage("docs/compatibility.md"))) {
    ++rows;
    CAPTURE(row[0]);
    CHECK(subjects.contains(row[0]));
  }
  CHECK(rows > 40);
}

TEST_CASE("every subject of the official samples is in the list of tokens") {
  std::ifstream file(layering::kRoot / "../shared/conformance/samples.json");
  if (!file) {
    std::cerr << "NOT RUN: the subjects of the official samples, samples.json is not at ../shared/conformance\n";
    return;
  }
  const std::set<std::string> subjects = Subjects();
  const boost::json::value samples = boost::json::parse(std::string(std::istreambuf_iterator<char>(file), {}));
  for (const auto& sample : samples.at("testcases").as_array()) {
    const std::string title(sample.at("title").as_string());
    CAPTURE(title);
    CHECK(subjects.contains("`" + title + "`"));
  }
}

}  // namespace
}  // namespace hardtack::golden

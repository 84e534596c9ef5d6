// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The documents name files and tests; they exist. A map that has gone stale is worse than none.
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "tests/layering/source_tree.h"

namespace hardtack::layering {
namespace {

std::vector<std::string> Documents() {
  std::vector<std::string> documents = FilesBelow("docs", {".md"});
  for (const char* name : {"README.md", "CHANGELOG.md", "CONTRIBUTING.md"}) documents.push_back(name);
  return documents;
}

// The folders whose files a document may name: those of the root (`tests/reject`), and those of hardtack/, which
// documents name without it (`engine/ast.h`).
bool NamesAFolderOfOurs(const std::string& path) {
  std::string first = path.substr(0, path.find('/'));
  static const std::set<std::string> kElsewhere = {"build"};
  if (kElsewhere.contains(first)) return false;
  return std::filesystem::is_directory(kRoot / first) || std::filesystem::is_directory(kRoot / "hardtack" / first);
}

bool Exists(const std::string& path) {
  return std::filesystem::exists(kRoot / path) || std::filesystem::exists(kRoot / "hardtack" / path);
}

TEST_CASE("every file that a document names in code type exists") {
  size_t named = 0;
  for (const std::string& document : Documents()) {
    for (const std::string& path : Matches(ReadFile(kRoot / document), R"(`([\w.]+/[\w./-]*)`)")) {
      if (!NamesAFolderOfOurs(path)) continue;
      ++named;
      CAPTURE(document);
      CAPTURE(path);
      CHECK(Exists(path));
    }
  }
  CHECK(named > 20);
}

TEST_CASE("every link of a document to a file leads to one") {
  for (const std::string& document : Documents()) {
    std::filesystem::path folder = (kRoot / document).parent_path();
    for (const std::string& link : Matches(ReadFile(kRoot / document), R"(\]\(([^)#]+)[^)]*\))")) {
      if (link.find("://") != std::string::npos) continue;
      CAPTURE(document);
      CAPTURE(link);
      CHECK(std::filesystem::exists(folder / link));
    }
  }
}

// Those of tests/ that are named after a folder of hardtack/ have one row together.
TEST_CASE("docs/design.md has a row for every folder of sources and of tests") {
  const std::string page = ReadFile(kRoot / "docs/design.md");
  for (const char* parent : {"hardtack", "tests"}) {
    for (const std::string& folder : FoldersIn(parent)) {
      const bool is_test = std::string(parent) == "tests";
      if (is_test && std::filesystem::is_directory(kRoot / "hardtack" / folder)) continue;
      CAPTURE(folder);
      CHECK(page.find("\n| `" + (is_test ? "tests/" + folder : folder) + "` ") != std::string::npos);
    }
  }
}

TEST_CASE("every test that docs/token_kinds.md names exists") {
  std::string tests;
  for (const std::string& file : FilesBelow("tests/identity", {".cc"})) tests += ReadFile(kRoot / file);
  const std::string page = ReadFile(kRoot / "docs/token_kinds.md");
  const std::vector<std::string> names = Matches(page, R"x("([a-z0-9]+ [^"]+)")x");
  CHECK(names.size() > 15);
  for (const std::string& name : names) {
    CAPTURE(name);
    CHECK(tests.find("TEST_CASE(\"" + name) != std::string::npos);
  }
}

TEST_CASE("every test that a row of docs/authority.md or docs/http.md names exists, in the file that it names") {
  size_t named = 0;
  for (const char* page : {"docs/authority.md", "docs/http.md"}) {
    // A file, and the beginnings of names behind it.
    for (const std::string& part : Matches(ReadFile(kRoot / page), R"x(`(\w+_test\.cc`(?: "[^"]+",?)+))x")) {
      CAPTURE(part);
      const std::string file = part.substr(0, part.find('`'));
      const bool is_client = std::filesystem::exists(kRoot / "tests/client" / file);
      const std::string tests = ReadFile(kRoot / (is_client ? "tests/client" : "tests/authority") / file);
      for (const std::string& name : Matches(part, R"x("([^"]+)")x")) {
        CAPTURE(name);
        CHECK(tests.find("TEST_CASE(\"" + name) != std::string::npos);
        ++named;
      }
    }
  }
  CHECK(named > 40);
}

}  // namespace
}  // namespace hardtack::layering

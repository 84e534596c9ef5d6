// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The naive evaluator is worth something as a standard only as long as it shares no code with the engine that is held
// to it: of the engine it knows the syntax, the shape of a decision, and the type of host functions.
#include <set>
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "tests/layering/source_tree.h"

namespace hardtack::layering {
namespace {

constexpr char kNaive[] = "tests/differential/naive";

// The kinds of errors, the syntax, block ids, and, in headers that also declare what is under test, the results below.
const std::set<std::string> kMayInclude = {"hardtack/base/error.h", "hardtack/engine/ast.h", "hardtack/engine/origin.h",
                                           "hardtack/engine/decide.h", "hardtack/engine/evaluate.h"};
// Of decide.h and evaluate.h.
const std::set<std::string> kResults = {"Decision", "MatchedPolicy", "CheckPosition", "Externs", "ExternFunction"};

bool IsStandard(const std::string& header) { return header.find_first_of("/.") == std::string::npos; }

bool IsOwn(const std::string& header) {
  return header.starts_with(std::string(kNaive) + "/") || header == "tests/differential/program.h";
}

// What of namespace engine the naive evaluator may name: the words of these two headers, and the results.
std::set<std::string> NamesToShare() {
  std::set<std::string> names = kResults;
  for (const char* header : {"hardtack/engine/ast.h", "hardtack/engine/origin.h"}) {
    for (std::string& name : Matches(ReadFile(kRoot / header), R"(\b([A-Za-z]\w*))")) names.insert(std::move(name));
  }
  return names;
}

TEST_CASE("the naive evaluator includes the syntax and the results of the engine, and nothing else of hardtack") {
  const std::vector<std::string> files = FilesBelow(kNaive, {".h", ".cc"});
  REQUIRE(files.size() >= 6);
  for (const std::string& file : files) {
    for (const std::string& header : HeadersIncludedBy(file)) {
      CAPTURE(file);
      CAPTURE(header);
      CHECK((IsStandard(header) || IsOwn(header) || kMayInclude.contains(header)));
    }
  }
}

TEST_CASE("the naive evaluator names nothing of the engine that evaluates or decides") {
  const std::set<std::string> shared = NamesToShare();
  REQUIRE(shared.contains("Predicate"));
  for (const char* name : {"World", "Evaluate", "Decide", "Run", "Query", "Outcome"}) {
    CAPTURE(name);
    CHECK_FALSE(shared.contains(name));
  }
  for (const std::string& file : FilesBelow(kNaive, {".h", ".cc"})) {
    const std::string text = ReadFile(kRoot / file);
    CAPTURE(file);
    CHECK(text.find("using namespace") == std::string::npos);
    for (const std::string& name : Matches(text, R"(\bengine::(\w+))")) {
      CAPTURE(name);
      CHECK(shared.contains(name));
    }
  }
}

}  // namespace
}  // namespace hardtack::layering

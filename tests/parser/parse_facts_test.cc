// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Facts of a long text, one after the other.

#include <string>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/parser/parser.h"

namespace hardtack::parser {
namespace {

struct Visited {
  absl::Status status;
  std::string facts;
};

Visited Visit(std::string_view text, const ParseOptions& options = {}) {
  Visited visited;
  visited.status = ParseFacts(
      text,
      [&](const engine::Fact& fact) {
        visited.facts += engine::ToString(fact) + " ";
        return absl::OkStatus();
      },
      options);
  return visited;
}

TEST_CASE("each fact of a text is visited, in order") {
  const Visited visited = Visit("a(1); // one\n b(\"x\", [2]);\n/* more */ a(1);");
  CHECK(visited.status.ok());
  CHECK(visited.facts == "a(1) b(\"x\", [2]) a(1) ");
  CHECK(Visit(" // nothing\n").status.ok());
}

TEST_CASE("anything but a fact is an error with its place, and what follows is not visited") {
  for (const char* other : {"b($x) <- a($x);", "check if a(1);", "allow if a(1);"}) {
    const Visited visited = Visit("a(1);\n" + std::string(other) + " a(2);");
    CHECK(KindOf(visited.status) == ErrorKind::kSyntax);
    CHECK(std::string(visited.status.message()).find("line 2, column 1: expected a fact\n") == 0);
    CHECK(visited.facts == "a(1) ");
  }
  CHECK(std::string(Visit("trusting previous; a(1);").status.message()).find("line 1, column 1: expected a fact\n") == 0);
  CHECK(std::string(Visit("a($x);").status.message()).find("line 1, column 3: a fact cannot hold a variable") == 0);
}

TEST_CASE("several errors are told, and a text that is too long is refused") {
  const std::string message(Visit("a(1); a(; a(2); a(,);").status.message());
  CHECK(message.find("line 1, column 9: expected a term") == 0);
  CHECK(message.find("line 1, column 19: expected a term") != std::string::npos);
  ParseOptions options;
  options.limits.max_text_bytes = 5;
  CHECK(KindOf(Visit("a(1); ", options).status) == ErrorKind::kTextTooLarge);
}

TEST_CASE("an error of the visitor ends it, with line and column") {
  const absl::Status status = ParseFacts("a(1);\n  a(2); a(3);", [](const engine::Fact& fact) {
    return engine::ToString(fact) == "a(1)" ? absl::OkStatus() : Error(ErrorKind::kInvalidArgument, "not this one");
  });
  CHECK(KindOf(status) == ErrorKind::kInvalidArgument);
  CHECK(status.message() == "line 2, column 3: not this one");
}

}  // namespace
}  // namespace hardtack::parser

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/engine/path_rule.h"

#include <string>

#include "hardtack/engine/program.h"
#include "tests/engine/engine_testing.h"

namespace hardtack::engine {
namespace {

// The factors of the first rule, "parent same parent-"; "" if it is no path rule.
std::string PathText(const std::string& rule) {
  const auto program = Compiled({}, rule + "; allow if true;");
  std::string text;
  for (const PathFactor& factor : PathOf(*program, program->rules[0]).value_or(std::vector<PathFactor>())) {
    if (!text.empty()) text += " ";
    text += program->interner.Text(program->relation(factor.relation).name);
    if (factor.is_turned) text += "-";
  }
  return text;
}

TEST_CASE("a body that is a path from the first head variable to the second is a product") {
  struct Row {
    const char* rule;
    const char* factors;
  };
  for (const Row& row : std::initializer_list<Row>{
           {"p($x, $z) <- p($x, $y), e($y, $z)", "p e"},
           {"p($x, $z) <- e($y, $z), p($x, $y)", "p e"},
           {"s($x, $y) <- up($x, $p), s($p, $q), up($y, $q)", "up s up-"},
           {"h($q, $o) <- st($p, $w), pt($p, $q), pt($w, $o)", "pt- st pt"},
           {"p($x, $y) <- e($x, $y)", "e"},
           {"p($x, $y) <- e($y, $x)", "e-"},
       }) {
    CAPTURE(row.rule);
    CHECK(PathText(row.rule) == row.factors);
  }
}

TEST_CASE("any other body is no product") {
  for (const char* rule : {
           "p($x, $x) <- e($x, $y), e($y, $x)",             // a head of one variable
           "p($x) <- e($x, $y), e($y, $x)",                 // of one column
           "p($x, 1) <- e($x, $y)",                         // a constant
           "p($x, $y) <- e($x, $y), $x != $y",              // an expression
           "p($x, $y) <- e($x, $y), f($x)",                 // an atom that is not binary
           "p($x, $y) <- e($x, $y), f($y, $y)",             // a variable twice in an atom
           "p($x, $y) <- e($x, 1), f($x, $y)",              // a constant in an atom
           "p($x, $z) <- e($x, $y), f($y, $z), g($y, $w)",  // a branch
           "p($x, $y) <- e($x, $y), f($x, $y)",             // two ways from one variable
           "p($x, $y) <- e($x, $z), f($y, $w)",             // no way
           "p($x, $y) <- e($x, $y), f($y, $z)",             // a way that goes on
           "p($x, $z) <- e($x, $y), f($y, $x), g($y, $z)",  // a way back
       }) {
    CAPTURE(rule);
    CHECK(PathText(rule) == "");
  }
}

TEST_CASE("a body of more atoms than are planned is no product") {
  const auto chain = [](int atoms) {
    std::string rule = "p($x0, $x" + std::to_string(atoms) + ") <- ";
    for (int i = 0; i < atoms; ++i) {
      rule += (i > 0 ? ", " : "") + ("e($x" + std::to_string(i)) + ", $x" + std::to_string(i + 1) + ")";
    }
    return rule;
  };
  CHECK(PathText(chain(16)) != "");
  CHECK(PathText(chain(17)) == "");
}

}  // namespace
}  // namespace hardtack::engine

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The engine against the naive evaluator on every rule of up to two atoms over p/1 and q/2, two variables and two
// constants, in three small worlds whose facts lie in different blocks.

#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "tests/differential/engine_run.h"
#include "tests/differential/program.h"

namespace hardtack::differential {
namespace {

std::vector<engine::Term> Terms() {
  return {engine::VariableTerm("x"), engine::VariableTerm("y"), engine::IntegerTerm(0), engine::IntegerTerm(1)};
}

std::vector<engine::Predicate> Atoms() {
  std::vector<engine::Predicate> atoms;
  for (const engine::Term& first : Terms()) {
    atoms.push_back({"p", {first}});
    for (const engine::Term& second : Terms()) atoms.push_back({"q", {first, second}});
  }
  return atoms;
}

// No atom, one, or two.
std::vector<std::vector<engine::Predicate>> Bodies() {
  std::vector<std::vector<engine::Predicate>> bodies = {{}};
  for (const engine::Predicate& first : Atoms()) {
    bodies.push_back({first});
    for (const engine::Predicate& second : Atoms()) bodies.push_back({first, second});
  }
  return bodies;
}

engine::Fact P(int64_t first) { return {{"p", {engine::IntegerTerm(first)}}}; }
engine::Fact Q(int64_t first, int64_t second) {
  return {{"q", {engine::IntegerTerm(first), engine::IntegerTerm(second)}}};
}

// An authority, a block and an authorizer with these facts.
Program World(std::vector<engine::Fact> authority, std::vector<engine::Fact> block,
              std::vector<engine::Fact> authorizer) {
  Program program;
  program.blocks.resize(2);
  program.blocks[0].block.facts = std::move(authority);
  program.blocks[1].block.facts = std::move(block);
  program.authorizer.block.facts = std::move(authorizer);
  return program;
}

TEST_CASE("the engine agrees with the naive evaluator on every rule of up to two atoms over two constants") {
  const Program worlds[] = {World({P(0), Q(0, 1)}, {P(1)}, {Q(1, 0)}), World({Q(0, 1), Q(1, 1)}, {}, {P(1)}),
                            World({P(0)}, {Q(0, 0), Q(0, 1)}, {P(0), Q(1, 0)})};
  const std::vector<engine::Predicate> heads = Atoms();
  size_t failures = 0;
  for (Program program : worlds) {
    for (const std::vector<engine::Predicate>& body : Bodies()) {
      for (const engine::Predicate& head : heads) {
        program.blocks[1].block.rules = {{head, body, {}, {}}};
        const std::optional<std::string> disagreement = Disagreement(program);
        if (!disagreement || ++failures > 3) continue;
        INFO(ToString(program));
        FAIL_CHECK(*disagreement);
      }
    }
  }
  CHECK(failures == 0);
}

}  // namespace
}  // namespace hardtack::differential

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The minimiser on a made-up failure.

#include "tests/differential/minimise.h"

#include <algorithm>

#include "doctest/doctest.h"
#include "tests/differential/generate.h"

namespace hardtack::differential {
namespace {

size_t FactsOf(const Program& program) {
  size_t count = program.request.size() + program.authorizer.block.facts.size();
  for (const SignedBlock& block : program.blocks) count += block.block.facts.size();
  return count;
}

size_t StatementsOf(const Program& program) {
  const engine::Block& authorizer = program.authorizer.block;
  return authorizer.rules.size() + authorizer.checks.size() + program.authorizer.policies.size() +
         program.queries.size();
}

TEST_CASE("the minimiser keeps what the failure needs and drops all else") {
  const auto fails = [](const Program& program) { return FactsOf(program) >= 2; };
  uint64_t seed = 0;
  while (!fails(Generate(seed)) || StatementsOf(Generate(seed)) < 4) ++seed;
  const Program small = Minimise(Generate(seed), fails);
  CHECK(FactsOf(small) == 2);
  CHECK(StatementsOf(small) == 0);
}

TEST_CASE("the minimiser shortens expressions inside closures") {
  Program program;
  const engine::Op one = engine::ValueOp(engine::IntegerTerm(1));
  engine::Rule query = engine::QueryRule();
  query.expressions = {{{one, engine::ClosureOp({}, {one, one, one}), one}}};
  program.authorizer.block.checks = {{engine::CheckKind::kIf, {query}}};
  const auto fails = [](const Program& candidate) {
    if (candidate.authorizer.block.checks.empty()) return false;
    const engine::Rule& rule = candidate.authorizer.block.checks[0].queries[0];
    if (rule.expressions.empty()) return false;
    return std::any_of(rule.expressions[0].ops.begin(), rule.expressions[0].ops.end(), [](const engine::Op& op) {
      auto* closure = std::get_if<engine::Closure>(&op.value);
      return closure != nullptr && !closure->ops.empty();
    });
  };
  const Program small = Minimise(program, fails);
  CHECK(small.authorizer.block.checks[0].queries[0].expressions[0].ops == std::vector{engine::ClosureOp({}, {one})});
}

}  // namespace
}  // namespace hardtack::differential

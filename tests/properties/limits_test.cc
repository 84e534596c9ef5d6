// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Limits are monotone: what was reached within small ones is the same within larger ones, an error that no limit made
// included. So to raise a limit never takes a permission away, and to lower one never gives any.

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/engine/engine_testing.h"
#include "tests/properties/programs.h"
#include "tests/properties/property.h"
#include "tests/properties/tokens.h"

namespace hardtack::properties {
namespace {

using differential::Observed;
using differential::Program;
using engine::RunLimits;
using engine::StructureLimits;

bool IsStoppedByLimit(const absl::Status& status) { return absl::IsResourceExhausted(status); }

// Up to a bit above what is needed, or far above it.
uint64_t DrawLimit(uint64_t needed) {
  return *rc::gen::oneOf(rc::gen::inRange<uint64_t>(0, needed + 2), rc::gen::just(needed + 1'000));
}

RunLimits DrawRunLimits(const engine::Usage& needed) {
  RunLimits limits;
  limits.max_facts = DrawLimit(needed.facts + 1);
  limits.max_iterations = DrawLimit(needed.iterations + 1);
  limits.max_steps = DrawLimit(needed.steps);
  return limits;
}

TEST_CASE(
    "a verdict or an error reached within small limits is the same within larger ones, and takes the same steps") {
  Share decided, stopped;
  ForAll(10'000, [&] {
    Program program = *Programs();
    program.queries.clear();
    program.limits.max_facts = 10'000;
    // Once: a fact base that is built again has its facts in another order, and so takes other steps.
    const auto compiled = differential::Compile(program);
    if (!compiled.ok()) return;
    const engine::Usage needed = differential::Observe(*compiled, program).usage;
    const RunLimits small = DrawRunLimits(needed), more = DrawRunLimits(needed);
    program.limits = small;
    const Observed within_small = differential::Observe(*compiled, program);
    program.limits = {small.max_facts + more.max_facts, small.max_iterations + more.max_iterations,
                      small.max_steps + more.max_steps, std::nullopt};
    const Observed within_large = differential::Observe(*compiled, program);
    decided.Count(within_small.decision.ok());
    stopped.Count(IsStoppedByLimit(within_small.decision.status()));
    if (IsStoppedByLimit(within_small.decision.status())) return;
    RC_ASSERT(differential::Difference(within_small, within_large).value_or("") == "");
    RC_ASSERT(within_small.usage.steps == within_large.usage.steps);
  });
  CHECK(decided.Percent() > 15);
  CHECK(stopped.Percent() > 15);
}

// So dense that the rules run on rows of bits, whose memory is bounded by max_facts.
TEST_CASE("the same holds for recursion over graphs that is run on rows of bits") {
  Share decided;
  ForAll(200, [&] {
    const int nodes = *rc::gen::inRange(26, 70);
    std::vector<engine::Fact> edges;
    for (int edge = *rc::gen::inRange(100, 900); edge > 0; --edge) {
      edges.push_back({{"edge",
                        {engine::IntegerTerm(*rc::gen::noShrink(rc::gen::inRange(0, nodes))),
                         engine::IntegerTerm(*rc::gen::noShrink(rc::gen::inRange(0, nodes)))}}});
    }
    const auto program = engine::Compiled(
        {},
        absl::StrCat(
            "path($x, $y) <- edge($x, $y); path($x, $z) <- path($x, $y), edge($y, $z); back($y, $x) <- path($x, $y);"
            "check if path(0, ",
            nodes / 2, "); check if back(1, 2); allow if true;"));
    const auto run = [&](const RunLimits& limits) {
      engine::RunOptions options;
      options.limits = limits;
      return engine::Run(program, edges, options);
    };
    const engine::Usage needed = run({100'000, 100, 100'000'000, std::nullopt}).usage;
    const RunLimits small = DrawRunLimits(needed), more = DrawRunLimits(needed);
    const engine::Outcome within_small = run(small);
    const engine::Outcome within_large =
        run({small.max_facts + more.max_facts, small.max_iterations + more.max_iterations,
             small.max_steps + more.max_steps, std::nullopt});
    decided.Count(within_small.decision.ok());
    if (IsStoppedByLimit(within_small.decision.status())) return;
    RC_ASSERT(engine::Verdict(within_small.decision) == engine::Verdict(within_large.decision));
    RC_ASSERT(within_small.usage.steps == within_large.usage.steps);
  });
  CHECK(decided.Percent() > 3);
}

StructureLimits DrawStructureLimits(size_t bytes) {
  StructureLimits limits;
  limits.max_token_bytes = DrawLimit(bytes);
  limits.max_blocks = DrawLimit(4);
  limits.max_symbols = DrawLimit(20);
  limits.max_nesting = DrawLimit(2);
  limits.max_pattern_bytes = limits.max_pattern_memory = 0;  // no block here has a pattern
  return limits;
}

TEST_CASE("a token, good or damaged, that no small limit refuses is read the same within larger ones") {
  const token::RootKeyLookup lookup = token::SingleRootKey(KeyOf(Role::kRoot).public_key());
  Share read;
  ForAll(1'000, [&] {
    const token::Authorizer authorizer = DrawAuthorizer();
    const std::vector<engine::Fact> request = DrawRequest();
    for (const std::string& text : DrawFamily(true)) {
      const StructureLimits small = DrawStructureLimits(text.size()), more = DrawStructureLimits(text.size());
      StructureLimits large;
      large.max_token_bytes = small.max_token_bytes + more.max_token_bytes;
      large.max_blocks = small.max_blocks + more.max_blocks;
      large.max_symbols = small.max_symbols + more.max_symbols;
      large.max_nesting = small.max_nesting + more.max_nesting;
      const auto within_small = token::Biscuit::VerifyText(text, lookup, {small, nullptr});
      const auto within_large = token::Biscuit::VerifyText(text, lookup, {large, nullptr});
      read.Count(within_small.ok());
      if (IsStoppedByLimit(within_small.status())) continue;
      RC_ASSERT(AnswerOf(within_small, authorizer, request) == AnswerOf(within_large, authorizer, request));
    }
  });
  CHECK(read.Percent() > 10);
}

}  // namespace
}  // namespace hardtack::properties

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Counts heap allocations: looking at a candidate tuple makes none. A program of its own, since operator new is
// replaced.

#include <string>

#include "tests/counting_allocator.h"
#include "tests/engine/engine_testing.h"

namespace hardtack::engine {
namespace {

struct Cost {
  uint64_t steps = 0;
  uint64_t allocations = 0;
};

// What deciding costs over `facts` facts p(0), p(1), ..., their loading left out.
Cost CostOf(int facts, const std::string& policy) {
  std::string text;
  for (int i = 0; i < facts; ++i) text += "p(" + std::to_string(i) + ");";
  RunOptions options;
  options.limits.max_steps = 100'000'000;
  World world = Evaluate(Compiled({text}, policy), {}, options);
  REQUIRE(world.status().ok());
  uint64_t steps = world.usage().steps, before = testing::ThreadHeapUse().allocations;
  REQUIRE(Decide(world).ok());
  return {world.usage().steps - steps, testing::ThreadHeapUse().allocations - before};
}

TEST_CASE("no heap allocation is made per candidate tuple, with and without an index") {
  for (const char* policy : {"allow if p($x), p($y), $x + $y === -1; deny if true;",
                             "allow if p($x), p($y), p($z), $x + $y + $z < 0; deny if true;",
                             "allow if p($x), p($y), p($x), p($y), $x + $y < 0; deny if true;"}) {
    CAPTURE(std::string(policy));
    Cost few = CostOf(40, policy), many = CostOf(160, policy);
    CHECK(many.steps > 10 * few.steps);
    // The index of a column grows with its rows, by doubling.
    CHECK(many.allocations <= few.allocations + 8);
  }
}

}  // namespace
}  // namespace hardtack::engine

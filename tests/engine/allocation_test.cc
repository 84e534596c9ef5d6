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

// The most that was live at once beyond what there was before, while `text` was evaluated and decided.
size_t PeakOf(const std::string& text, Outcome& outcome) {
  auto program = Compiled({"", text}, "allow if true;");
  testing::HeapUse& use = testing::ThreadHeapUse();
  const size_t before = use.peak_bytes = use.live_bytes;
  outcome = Run(program, {}, {});
  return use.peak_bytes - before;
}

std::string Repeated(const std::string& term, int count) {
  std::string list = term;
  for (int i = 1; i < count; ++i) list += ", " + term;
  return list;
}

std::string Numbers(int count) {
  std::string facts;
  for (int i = 0; i < count; ++i) facts += "p(" + std::to_string(i) + ");";
  return facts;
}

constexpr size_t kFewMegabytes = size_t{16} << 20;

TEST_CASE("a bomb of derived columns stops at the step limit within a few megabytes") {
  struct Row {
    int columns;
    uint64_t steps;
  };
  for (const Row& row : {Row{1000, 499'397}, Row{20'000, 499'627}}) {
    CAPTURE(row.columns);
    Outcome outcome = RunTexts({}, "deny if true;");
    size_t peak = PeakOf(Numbers(700) + "big($a, " + Repeated("$b", row.columns - 1) + ") <- p($a), p($b);", outcome);
    CHECK(peak < kFewMegabytes);
    CHECK(KindOf(outcome.decision.status()) == ErrorKind::kTooManySteps);
    CHECK(outcome.usage.steps == row.steps);
  }
}

TEST_CASE("a bomb of derived facts ends with the round, which keeps none of them") {
  Outcome outcome = RunTexts({}, "deny if true;");
  size_t peak = PeakOf(Numbers(700) + "big($a, $b) <- p($a), p($b);", outcome);
  CHECK(peak < kFewMegabytes);
  CHECK(KindOf(outcome.decision.status()) == ErrorKind::kTooManyFacts);
  CHECK(std::string(outcome.decision.status().message()) == "more than 11000 facts in round 1, the limit is 1000");
  CHECK(outcome.usage.facts == 700);
  CHECK(outcome.usage.steps == 490'701);
}

TEST_CASE("facts of binary recursion take far less memory than rows once they are dense") {
  std::string text = "path($x, $y) <- edge($x, $y); path($x, $z) <- path($x, $y), edge($y, $z);";
  for (int i = 1; i < 500; ++i) text += "edge(" + std::to_string(i - 1) + ", " + std::to_string(i) + ");";
  RunOptions options;
  options.limits = {1'000'000, 1000, UINT64_MAX, std::nullopt};
  const auto program = Compiled({}, text);
  testing::HeapUse& use = testing::ThreadHeapUse();
  const size_t before = use.peak_bytes = use.live_bytes;
  const World world = Evaluate(program, {}, options);
  const uint64_t paths = 500 * 499 / 2;
  CHECK(world.usage().facts == 499 + paths);
  CHECK(use.peak_bytes - before < 4 * paths);
}

TEST_CASE("a pattern that one evaluation compiled is there for the next") {
  const auto program = Compiled({}, R"(allow if "abcc".matches("^(a|bc|d)[a-z]{0,20}c*$");)");
  const auto allocations = [&] {
    const uint64_t before = testing::ThreadHeapUse().allocations;
    REQUIRE(Run(program, {}, {}).decision.ok());
    return testing::ThreadHeapUse().allocations - before;
  };
  const uint64_t first = allocations();
  CHECK(2 * allocations() < first);
}

}  // namespace
}  // namespace hardtack::engine

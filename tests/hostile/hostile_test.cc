// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What must come of each input, at which step, and in how much memory. A program of its own, since operator new is
// replaced. How long each takes is for bench/hostile.cc.

#include <map>
#include <string>
#include <utility>

#include "doctest/doctest.h"
#include "tests/counting_allocator.h"
#include "tests/hostile/inputs.h"

namespace hardtack::hostile {
namespace {

constexpr size_t kMostBytes = size_t{64} << 20;

struct Row {
  const char* name;
  const char* outcome;
  uint64_t steps;
};

constexpr Row kRows[] = {
    {"10 MB", "TokenTooLarge", 0},
    {"a context that fills the token", "allowed", 2},
    {"fields that no schema knows", "allowed", 2},
    {"2000 blocks", "TooManyBlocks", 0},
    {"as many as there may be", "allowed", 2},
    {"the same with secp256r1, each signed by a third party too", "allowed", 2},
    {"one more than there may be", "TooManySymbols", 0},
    {"as many as fit, each the name of a fact", "allowed", 2},
    {"one of 100 KB that each fact repeats", "TokenTooLarge", 0},
    {"the same one, as often as it fits", "allowed", 2},
    {"as many different ones as fit", "allowed", 2},
    {"as many with a variable as fit", "allowed", 2},
    {"one as wide as fits", "allowed", 2},
    {"as many names and widths as fit, and 98 rounds", "TooManyFacts", 105},
    {"as many without a body as fit", "allowed", 98'193},
    {"as many as fit, of one atom that nothing matches", "allowed", 39'745},
    {"one of as many atoms as fit", "allowed", 130'889},
    {"as many of 16 atoms as fit", "allowed", 5428},
    {"as many scopes that name a key as fit", "allowed", 2},
    {"as many checks as fit, all without a query", "denied", 2},
    {"one of as many integers as fit, from the largest down", "allowed", 2},
    {"one of as many sets in arrays as fit", "allowed", 2},
    {"31 sets, each in an array in the next, around as many integers as fit", "TokenTooLarge", 0},
    {"a map of as many keys as fit", "allowed", 2},
    {"65 arrays", "TooDeep", 0},
    {"64 arrays, as often as they fit", "allowed", 2},
    {"a round that derives 14,400", "TooManyFacts", 14'521},
    {"a rule that copies 2000 columns 400 times", "TooManySteps", 498'485},
    {"980 that share an array of 1000 elements, the world listed", "TooManySteps", 484'124},
    {"980 that share an array of 60,000 elements, the world listed", "TooManySteps", 493},
    {"a chain of 1000", "TooManyIterations", 7399},
    {"a cross product of 360 facts three ways, in a check", "TooManySteps", 500'000},
    {"the same, derived by a rule", "TooManySteps", 500'000},
    {"twelve ways, all facts the same but one column", "TooManySteps", 500'000},
    {"the paths of a complete graph of 31 nodes", "TooManyFacts", 963},
    {"the paths of a complete graph of 100 nodes", "TooManyFacts", 10'002},
    {"eight, each calling the next ten times", "TooManySteps", 500'000},
    {"`(?:[a-h].{0,200}[i-q]){3}zz` on 1 MB of the request", "TooManySteps", 43'183},
    {"40,000 of ten letters, no two the same", "TooManySteps", 499'780},
    {"the same of a hundred `\\w`", "TooManySteps", 462'824},
    {"the same of 2020 `\\w`", "TooManySteps", 336},
    {"one of 1000 `\\S`, too large once translated", "PatternTooLarge", 176},
    {"a text of 100 KB added to itself, in 100 bindings", "TooManySteps", 467'247},
    {"a text of 150 KB looked for in one of 300 KB that nearly has it, in 400 bindings", "TooManySteps", 499'448},
    {"unions of 10,000 members, in 400 bindings", "TooManySteps", 490'498},
    {"intersections of 40,000 members with as many, in 400 bindings", "TooManySteps", 480'062},
    {"20 MB", "TextTooLarge", 0},
    {"1 MB of `[`", "TooDeep", 0},
    {"1 MB of `!`", "TooDeep", 0},
    {"one of as many integers as fit, in text", "parsed", 0},
    {"31 sets in text, each in an array in the next, around as many integers as fit", "parsed", 0},
    {"as many mistakes as fit", "Syntax", 0},
    {"as many as fit, of which the last one matches", "allowed", 0},
};

TEST_CASE("each hostile input ends as it must, at the same step each time, in less than 64 MB") {
  std::map<std::string, Row> expected;
  for (const Row& row : kRows) expected.emplace(row.name, row);
  REQUIRE(expected.size() == std::size(kRows));
  for (const Input& input : Inputs()) {
    CAPTURE(input.name);
    REQUIRE(expected.contains(input.name));
    const Row& row = expected.at(input.name);
    const std::function<Result()> run = input.prepare();
    testing::HeapUse& heap = testing::ThreadHeapUse();
    const size_t before = heap.peak_bytes = heap.live_bytes;
    const Result result = run();
    CHECK(heap.peak_bytes - before <= kMostBytes);
    CHECK(result.outcome == row.outcome);
    CHECK(result.steps == row.steps);
    expected.erase(input.name);
  }
  CHECK(expected.empty());
}

}  // namespace
}  // namespace hardtack::hostile

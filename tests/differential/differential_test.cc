// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The engine against the naive evaluator on random programs, in shuffled order, and on two threads.

#include <cstdint>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "tests/differential/engine_run.h"
#include "tests/differential/generate.h"
#include "tests/differential/minimise.h"
#include "tests/differential/naive/datalog.h"
#include "tests/differential/program.h"
#include "tests/sanitized.h"

namespace hardtack::differential {
namespace {

constexpr size_t kPrograms = testing::kSanitized ? 10'000 : 50'000;  // scripts/test tries all
constexpr size_t kShuffledPrograms = testing::kSanitized ? 1'000 : 5'000;
constexpr size_t kThreadedPrograms = 2'000;

// Seeds that every run tries. To run the program of a failed seed again, add it here; it names that program only as
// long as the generator stays as it is, so what it showed deserves a test of its own as well.
constexpr uint64_t kFixedSeeds[] = {0, 1};

uint64_t FreshSeed() {
  std::random_device device;
  return (uint64_t{device()} << 32) | device();
}

using Disagrees = std::function<std::optional<std::string>(const Program&)>;

// Fails the test when the programs disagree, with what is needed to look into it.
bool Agrees(uint64_t seed, const Program& program, const std::optional<std::string>& disagreement,
            const Disagrees& disagrees) {
  if (!disagreement) return true;
  const Program small = Minimise(program, [&](const Program& smaller) { return disagrees(smaller).has_value(); });
  INFO("seed: ", seed, " (add it to kFixedSeeds to run it again)");
  INFO("the whole program:\n", ToString(program));
  INFO("the part that still disagrees:\n", ToString(small), disagrees(small).value_or(""));
  FAIL_CHECK(*disagreement);
  return false;
}

// What became of the programs, for the log and to notice a generator that has gone stale.
class Shares {
 public:
  void Add(const naive::Result& result) {
    ++total_;
    ++counts_[Outcome(result)];
    if (result.rounds > 0) ++counts_["facts derived"];
    if (result.rounds > 2) ++counts_["recursion beyond two rounds"];
  }

  double Percent(const std::string& outcome) const {
    auto found = counts_.find(outcome);
    return found == counts_.end() ? 0 : 100.0 * static_cast<double>(found->second) / static_cast<double>(total_);
  }

  std::string ToString() const {
    std::string text;
    char line[80];
    for (const auto& [outcome, count] : counts_) {
      std::snprintf(line, sizeof line, "%5.1f%%  %s\n", Percent(outcome), outcome.c_str());
      text += line;
    }
    return text;
  }

 private:
  static std::string Outcome(const naive::Result& result) {
    if (result.world_error) return "stopped by " + std::string(NameOf(result.world_error->kind)) + " in the rules";
    if (result.decision_error) return "stopped by " + std::string(NameOf(result.decision_error->kind)) + " in a query";
    if (result.decision.allowed()) return "allowed";
    if (!result.decision.policy) return "denied: no policy";
    return result.decision.policy->kind == engine::PolicyKind::kDeny ? "denied: policy" : "denied: checks";
  }

  size_t total_ = 0;
  std::map<std::string, size_t> counts_;
};

TEST_CASE("the engine agrees with the naive evaluator on the programs of fixed seeds") {
  const Disagrees disagrees = [](const Program& program) { return Disagreement(program); };
  for (uint64_t seed : kFixedSeeds) {
    const Program program = Generate(seed);
    Agrees(seed, program, disagrees(program), disagrees);
  }
}

TEST_CASE("choices by bytes are repeatable, and none leave all of them to seed 0") {
  CHECK(ToString(Generate(Random(std::string_view()))) == ToString(Generate(0)));
  const std::string_view bytes = "any bytes at all";
  CHECK(ToString(Generate(Random(bytes))) == ToString(Generate(Random(bytes))));
  CHECK(ToString(Generate(Random(bytes))) != ToString(Generate(0)));
}

TEST_CASE("a fact with a variable that a block states twice is one fact") {
  Program program;
  program.blocks.resize(1);
  program.blocks[0].block.facts = {{{"a", {engine::VariableTerm("x")}}}, {{"a", {engine::VariableTerm("x")}}}};
  CHECK(Disagreement(program).value_or("") == "");
}

// 17 atoms, of which each binds the next one's variable; the edges that close the circle are derived one round late.
TEST_CASE("the engine agrees with the naive evaluator on a body of many atoms that recursion feeds") {
  const auto edge = [](engine::Term from, engine::Term to) { return engine::Predicate{"edge", {from, to}}; };
  const auto variable = [](size_t i) { return engine::VariableTerm("x" + std::to_string(i)); };
  engine::Rule reverse{edge(variable(1), variable(0)), {edge(variable(0), variable(1))}, {}, {}};
  engine::Rule walk{{"walk", {variable(0), variable(17)}}, {}, {}, {}};
  for (size_t i = 0; i < 17; ++i) walk.body.push_back(edge(variable(i), variable(i + 1)));
  Program program;
  program.authorizer.block.facts = {{edge(engine::IntegerTerm(0), engine::IntegerTerm(1))}};
  program.authorizer.block.rules = {walk, reverse};
  CHECK(Disagreement(program).value_or("") == "");
  CHECK(naive::Evaluate(program).facts.size() == 4);
}

TEST_CASE("the engine agrees with the naive evaluator on 50,000 random programs") {
  const uint64_t base = FreshSeed();
  MESSAGE("seeds ", base, " and following");
  const Disagrees disagrees = [](const Program& program) { return Disagreement(program); };
  Shares shares;
  size_t failures = 0;
  for (uint64_t seed = base; seed != base + kPrograms && failures < 3; ++seed) {
    const Program program = Generate(seed);
    const naive::Result expected = naive::Evaluate(program);
    shares.Add(expected);
    if (!Agrees(seed, program, Disagreement(expected, RunEngine(program)), disagrees)) ++failures;
  }
  MESSAGE("of the programs\n", shares.ToString());
  CHECK(shares.Percent("allowed") > 10);
  CHECK(shares.Percent("denied: checks") > 10);
  CHECK(shares.Percent("denied: policy") > 3);
  CHECK(shares.Percent("stopped by InvalidType in a query") > 2);
  CHECK(shares.Percent("stopped by InvalidType in the rules") > 2);
  CHECK(shares.Percent("stopped by TooManyFacts in the rules") > 0.5);
  CHECK(shares.Percent("facts derived") > 40);
  CHECK(shares.Percent("recursion beyond two rounds") > 2);
}

TEST_CASE("one verdict whatever the order of facts, atoms, and members of sets and maps") {
  const uint64_t base = FreshSeed();
  size_t failures = 0;
  for (uint64_t seed = base; seed != base + kShuffledPrograms && failures < 3; ++seed) {
    const Disagrees disagrees = [seed](const Program& program) -> std::optional<std::string> {
      if (!Compile(program).ok()) return std::nullopt;  // the error quotes an unsafe rule as it was written
      Random random(seed);
      return Difference(RunEngine(program), RunEngine(Shuffled(program, random)));
    };
    const Program program = Generate(seed);
    if (!Agrees(seed, program, disagrees(program), disagrees)) ++failures;
  }
}

TEST_CASE("two threads that share a compiled program see what one thread sees") {
  const uint64_t base = FreshSeed();
  for (uint64_t seed = base; seed != base + kThreadedPrograms; ++seed) {
    const Program program = Generate(seed);
    const absl::StatusOr<std::shared_ptr<const engine::Program>> compiled = Compile(program);
    if (!compiled.ok()) continue;
    const Observed alone = Observe(*compiled, program);
    Observed together[2];
    std::thread first([&] { together[0] = Observe(*compiled, program); });
    std::thread second([&] { together[1] = Observe(*compiled, program); });
    first.join();
    second.join();
    INFO("seed: ", seed);
    for (const Observed& observed : together) {
      CHECK(Difference(alone, observed).value_or("") == "");
      CHECK(observed.usage.steps == alone.usage.steps);
    }
  }
}

}  // namespace
}  // namespace hardtack::differential

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/engine/decide.h"

#include <algorithm>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "tests/engine/engine_testing.h"

namespace hardtack::engine {
namespace {

TEST_CASE("the first policy that matches decides, counted over all policies") {
  CHECK(VerdictOf({"p(1);"}, "deny if p(2) or p(3); allow if p(2) or p(1); deny if true;") == "allow 1");
  CHECK(VerdictOf({"p(1);"}, "deny if p(1); allow if true;") == "deny 0");
  CHECK(VerdictOf({"p(1);"}, "allow if p(2);") == "none");
  CHECK(VerdictOf({}, "") == "none");
}

TEST_CASE("all failed checks are collected: the authorizer's, the authority's, then the other blocks'") {
  CHECK(
      VerdictOf({"check if false; check if true; check if false;", "check if false;", "check if true; check if false;"},
                "check if true; check if false; allow if true;") ==
      "allow 0 fails authorizer.1 fails 0.0 fails 0.2 fails 1.0 fails 2.1");
}

TEST_CASE("allow with a failed check is not allowed") {
  Outcome outcome = RunTexts({"check if false;"}, "allow if true;");
  REQUIRE(outcome.decision.ok());
  CHECK(!outcome.decision->allowed());
  CHECK(outcome.decision->policy.has_value());
}

TEST_CASE("an error in a later block's check is not reached before the policies, an earlier one hides what follows") {
  CHECK(VerdictOf({"check if 1 / 0 === 1;"}, "check if 1 === \"a\"; allow if true;") == "error InvalidType");
  CHECK(VerdictOf({"", "check if 1 / 0 === 1;"}, "allow if 1 === \"a\";") == "error InvalidType");
  CHECK(VerdictOf({"check if 1 / 0 === 1;"}, "allow if 1 === \"a\";") == "error DivideByZero");
}

TEST_CASE("check if: one binding is enough") {
  CHECK(VerdictOf({"n(1); n(2); check if n($x), $x === 2;"}, "allow if true;") == "allow 0");
  CHECK(VerdictOf({"n(1); check if n($x), $x === 2;"}, "allow if true;") == "allow 0 fails 0.0");
}

TEST_CASE("check all: every binding must hold, and there must be one") {
  CHECK(VerdictOf({"n(1); n(2); check all n($x), $x > 0;"}, "allow if true;") == "allow 0");
  CHECK(VerdictOf({"n(1); n(2); check all n($x), $x > 1;"}, "allow if true;") == "allow 0 fails 0.0");
  CHECK(VerdictOf({"check all n($x), $x > 1;"}, "allow if true;") == "allow 0 fails 0.0");
  CHECK(VerdictOf({"n(1); check all n($x), $x > 1 or n($x), $x > 0;"}, "allow if true;") == "allow 0");
  CHECK(VerdictOf({"check all true;"}, "allow if true;") == "allow 0");
}

TEST_CASE("ours: reject if fails when any of its queries matches") {
  CHECK(VerdictOf({"n(1); reject if n(2) or n(1);"}, "allow if true;") == "allow 0 fails 0.0");
  CHECK(VerdictOf({"n(1); reject if n(2) or n(3);"}, "allow if true;") == "allow 0");
}

TEST_CASE("ours: a binding that decides wins over one that raises an error, whatever the order") {
  for (const char* facts : {"n(0); n(1);", "n(1); n(0);"}) {
    CAPTURE(facts);
    std::string block = facts;
    CHECK(VerdictOf({block + "check if n($x), 1 / $x === 1;"}, "allow if true;") == "allow 0");
    CHECK(VerdictOf({block + "reject if n($x), 1 / $x === 1;"}, "allow if true;") == "allow 0 fails 0.0");
    CHECK(VerdictOf({block}, "deny if n($x), 1 / $x === 1;") == "deny 0");
    CHECK(VerdictOf({block}, "allow if n($x), 1 / $x === 1;") == "allow 0");
    CHECK(VerdictOf({block + "check all n($x), 1 / $x !== 1;"}, "allow if true;") == "allow 0 fails 0.0");
    CHECK(VerdictOf({block + "check if n($x), 1 / $x === 2;"}, "allow if true;") == "error DivideByZero");
    CHECK(VerdictOf({block + "check all n($x), 1 / $x === 1;"}, "allow if true;") == "error DivideByZero");
  }
}

TEST_CASE("the first alternative that succeeds stops, one that raises ends all") {
  CHECK(VerdictOf({}, "allow if true or 1 / 0 === 1;") == "allow 0");
  CHECK(VerdictOf({}, "allow if 1 / 0 === 1 or true;") == "error DivideByZero");
}

TEST_CASE(
    "expressions run in written order: a false one hides later errors, an error is not hidden by a later false one") {
  CHECK(VerdictOf({"n(0);"}, "allow if n($x), $x > 0, 1 / $x === 1;") == "none");
  CHECK(VerdictOf({"n(0);"}, "allow if n($x), 1 / $x === 1, $x > 0;") == "error DivideByZero");
}

TEST_CASE("an expression that could run before the join is complete creates no error and hides none") {
  // $x / 0 needs p alone, but without a q there is no binding, so there is no error.
  CHECK(VerdictOf({"p(1);"}, "allow if p($x), q($y), $x / 0 === 1; deny if true;") == "deny 1");
  CHECK(VerdictOf({"p(1);"}, "allow if q($y), 1 / 0 === 1; deny if true;") == "deny 1");
  // The second expression is false as soon as p is joined, but the first, written before it, needs q and raises.
  CHECK(VerdictOf({"p(1); q(0);"}, "allow if p($x), q($y), 1 / $y === 1, $x > 1;") == "error DivideByZero");
  // The first raises on p alone, for some of p only.
  CHECK(VerdictOf({"p(0); p(1); q(1);"}, "allow if p($x), q($y), 1 / $x === 1, $y === 1;") == "allow 0");
  CHECK(VerdictOf({"p(0); p(1); q(2);"}, "allow if p($x), q($y), 1 / $x === 1, $y === 1;") == "error DivideByZero");
}

TEST_CASE("of several errors the least by expression, then by kind, is reported") {
  for (const char* facts : {"n(0); n(\"a\");", "n(\"a\"); n(0);"}) {
    CAPTURE(facts);
    Outcome outcome = RunTexts({facts}, "allow if n($x), 1 / $x === 2;");
    CHECK(KindOf(outcome.decision.status()) == ErrorKind::kInvalidType);
    outcome = RunTexts({facts}, "allow if n($x), $x.type() == \"integer\" || 1 === \"a\", 1 / $x === 2;");
    CHECK(std::string(outcome.decision.status().message()).find("expression 0") != std::string::npos);
  }
}

TEST_CASE(
    "the same token and policy decided a thousand times, on two threads, in shuffled order of facts, have one "
    "verdict") {
  std::vector<std::string> facts;
  for (int i = 0; i < 40; ++i) {
    facts.push_back("n(" + std::to_string(i) + ");");
    facts.push_back("edge(" + std::to_string(i) + ", " + std::to_string((i * 7 + 3) % 40) + ");");
  }
  const std::string rules =
      "reach($x, $y) <- edge($x, $y); far($x, $z) <- reach($x, $y), edge($y, $z);"
      "check if far(3, $x), n($y), 100 / $y === $x; check all n($x), $x >= 0; reject if far($x, $x), 1 / $x === 7;";
  auto run = [&](unsigned seed, std::vector<std::string>& verdicts) {
    std::mt19937 random(seed);
    std::vector<std::string> order = facts;
    for (int i = 0; i < 25; ++i) {
      std::shuffle(order.begin(), order.end(), random);
      std::string block = rules;
      for (const std::string& fact : order) block += fact;
      auto program = Compiled({block}, "deny if n($x), 10 / $x === 11; allow if far(0, $y);");
      for (int k = 0; k < 20; ++k) verdicts.push_back(Verdict(Run(program, {}, {}).decision));
    }
  };
  std::vector<std::string> first, second;
  std::thread thread([&] { run(1, first); });
  run(2, second);
  thread.join();
  first.insert(first.end(), second.begin(), second.end());
  REQUIRE(first.size() == 1000);
  CHECK(std::count(first.begin(), first.end(), first[0]) == 1000);
}

}  // namespace
}  // namespace hardtack::engine

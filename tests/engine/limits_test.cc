// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What one evaluation may cost. The bombs stop with their own limit error at a step count that does not depend on the
// machine; bench/hostile.cc reports how long they take.

#include "hardtack/engine/limits.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <string>
#include <vector>

#include "tests/engine/engine_testing.h"

namespace hardtack::engine {
namespace {

std::string Counted(const std::string& prefix, int count, const std::string& suffix) {
  std::string text;
  for (int i = 0; i < count; ++i) text += prefix + std::to_string(i) + suffix;
  return text;
}

TEST_CASE("small evaluations cost what they do: a step for each rule or query, candidate, operation and element") {
  struct Row {
    const char* authorizer;
    uint64_t steps;
  };
  for (const Row& row :
       std::initializer_list<Row>{{"", 0},
                                  {"allow if true;", 2},                  // query, constant
                                  {"p(1); p(2); allow if p(2);", 3},      // query, two candidates
                                  {"p(1); allow if p($x), $x > 0;", 5},   // query, candidate, three operations
                                  {"allow if {1, 2}.contains(2);", 6},    // query, three operations, two members
                                  {"allow if {1, 2}.contains({2});", 7},  // and the one that is looked for
                                  {"allow if [1, 2].any($x -> $x == 2);",
                                   14},  // query, three operations, twice element, call, three operations
                                  {"p(1); q($x) <- p($x); allow if q(1);", 4}}) {  // rule, candidate, query, candidate
    CAPTURE(row.authorizer);
    CHECK(RunTexts({}, row.authorizer).usage.steps == row.steps);
  }
}

TEST_CASE("long strings cost a step for each 64 bytes") {
  auto steps = [](size_t length) {
    std::string text(length, 'x');
    return RunTexts({}, "allow if \"" + text + "\".contains(\"y\"); deny if true;").usage.steps;
  };
  CHECK(steps(6399) == steps(63) + 99);
  CHECK(steps(64) == steps(63) + 1);
  auto steps_of = [](const std::string& method, size_t length) {
    return RunTexts({}, "allow if \"y\"." + method + "(\"" + std::string(length, 'x') + "\"); deny if true;")
        .usage.steps;
  };
  for (const char* method : {"starts_with", "ends_with"}) CHECK(steps_of(method, 6400) == steps_of(method, 64) + 99);
}

TEST_CASE("exactly the budget is enough, one step less is not, and the error says how much was used") {
  RunOptions options;
  const char* authorizer = "p(1); p(2); p(3); allow if p($x), p($y), $x + $y === 6;";
  options.limits.max_steps = RunTexts({}, authorizer).usage.steps;
  CHECK(VerdictOf({}, authorizer, options) == "allow 0");
  --options.limits.max_steps;
  Outcome outcome = RunTexts({}, authorizer, options);
  CHECK(KindOf(outcome.decision.status()) == ErrorKind::kTooManySteps);
  std::string used = std::to_string(options.limits.max_steps);
  CHECK(std::string(outcome.decision.status().message()).find("used " + used + " of " + used + " steps") !=
        std::string::npos);
}

TEST_CASE("running out of steps cannot be caught, and a decision reached before it stands") {
  RunOptions options;
  options.limits.max_steps = 100;
  std::string big = "[" + Counted("", 200, ", ") + "0]";
  CHECK(VerdictOf({}, "allow if (" + big + ".contains(-1)).try_or(true);", options) == "error TooManySteps");
  CHECK(VerdictOf({}, "allow if " + big + ".any($x -> $x == 0);", options) == "allow 0");
}

TEST_CASE("a map is charged for each entry that a key is compared with") {
  RunOptions options;
  options.limits.max_steps = 100;
  const std::string large = "{" + Counted("", 200, ": 1, ") + "\"x\": 2}";
  CHECK(VerdictOf({}, "allow if " + large + ".get(\"y\") === null;", options) == "error TooManySteps");
  CHECK(VerdictOf({}, "allow if {1: 1, \"x\": 2}.get(\"y\") === null;", options) == "allow 0");
}

TEST_CASE("facts are counted after a round that added some") {
  RunOptions options;
  options.limits.max_facts = 10;
  CHECK(VerdictOf({Counted("p(", 30, ");")}, "allow if true;", options) == "allow 0");
  CHECK(VerdictOf({Counted("p(", 4, ");") + "q($x) <- p($x);"}, "allow if true;", options) == "allow 0");
  Outcome outcome = RunTexts({Counted("p(", 5, ");") + "q($x) <- p($x);"}, "allow if true;", options);
  CHECK(KindOf(outcome.decision.status()) == ErrorKind::kTooManyFacts);
  CHECK(std::string(outcome.decision.status().message()) == "10 facts after round 1, the limit is 10");
  CHECK(outcome.world.usage().facts == 10);
}

TEST_CASE("a round that goes far past the limit is forgotten, in whatever order it derives, but not its errors") {
  std::string rule = "q($x, $y) <- p($x), p($y);", raising = "r($x) <- p($x), 1 / $x > 0;";
  std::string up = Counted("p(", 120, ");"), down;
  for (int i = 120; i > 0;) down += "p(" + std::to_string(--i) + ");";
  for (const std::string& facts : {up, down}) {
    Outcome outcome = RunTexts({facts + rule}, "allow if true;");
    CHECK(KindOf(outcome.decision.status()) == ErrorKind::kTooManyFacts);
    CHECK(outcome.usage.facts == 120);
    CHECK(outcome.usage.steps == 1 + 120 + 120 * 120);
    CHECK(VerdictOf({facts + rule + raising}, "allow if true;") == "error DivideByZero");
  }
  std::string few = Counted("p(", 100, ");");
  CHECK(RunTexts({few + rule}, "allow if true;").usage.facts == 10'100);
  RunOptions unlimited;
  unlimited.limits.max_facts = UINT64_MAX;
  CHECK(VerdictOf({up + rule}, "allow if true;", unlimited) == "allow 0");
}

std::string Listed(const std::string& prefix, int count) {
  std::string text = prefix + "0";
  for (int i = 1; i < count; ++i) text += ", " + prefix + std::to_string(i);
  return text;
}

TEST_CASE("columns, atoms and variables past the first sixteen are steps") {
  auto steps = [&](int columns) {
    std::string values = Listed("", columns);
    return RunTexts({}, "p(" + values + "); deny if p(" + Listed("$x", columns) + "), $x0 === 1;").usage.steps;
  };
  CHECK(steps(16) == steps(1));
  CHECK(steps(17) == steps(16) + 1);  // compared
  CHECK(steps(100) == steps(16) + 84);
  auto derived = [&](int columns) {
    return RunTexts({}, "p(1); q(" + Listed("", columns) + ") <- p($x); deny if true;").usage.steps;
  };
  CHECK(derived(16) == derived(1));
  CHECK(derived(100) == derived(16) + 84 + 84 + 84);  // the row made ready, written, and kept
  auto atoms = [&](int count) {
    std::string body = "p(1)";
    for (int i = 1; i < count; ++i) body += ", p(1)";
    return RunTexts({}, "p(1); q(1) <- " + body + "; deny if true;").usage.steps;
  };
  CHECK(atoms(16) == atoms(1) + 15);
  CHECK(atoms(100) == atoms(16) + 84 + 84 + 2 * 84);  // candidates, origins, and the rule looked at in two rounds
}

std::string Elements(int count) {
  std::string text = "[0";
  for (int i = 1; i < count; ++i) text += ",0";
  return text + "]";
}

TEST_CASE("a fact that rules made costs a step for each 64 bytes that it takes once listed, past the first sixteen") {
  auto steps = [](const std::string& value, const std::string& head) {
    return RunTexts({}, "p(" + value + "); " + head + "($x) <- p($x); deny if true;").usage.steps;
  };
  const uint64_t cheap = steps("0", "q");
  CHECK(steps(Elements(15), "q") == cheap);  // sixteen terms
  CHECK(steps(Elements(16), "q") == cheap + 1);
  CHECK(steps(Elements(1000), "q") == cheap + 985);
  CHECK(steps("[" + Elements(1000) + ", " + Elements(1000) + "]", "q") == cheap + 2 + 2000 + 1 - 16);
  CHECK(steps("{\"a\": " + Elements(100) + "}", "q") == cheap + 1 + 1 + 101 - 16);  // map, key, array
  CHECK(steps("\"" + std::string(6400, 'x') + "\"", "q") == cheap + 1 + 100 - 16);
  CHECK(steps("0", std::string(6400, 'q')) == cheap + 1 + 100 - 16);
  CHECK(steps("0", "q") == steps("1", "r"));
}

// A block of facts that rules turn into `copies` facts, each of which shares one array of `elements`.
std::string SharedArray(int elements, int copies) {
  return "big(" + Elements(elements) + ");" + Counted("n(", copies, ");") + "q($n, $a) <- n($n), big($a);";
}

uint64_t ListedTerms(const World& world) {
  uint64_t terms = 0;
  for (const OriginFacts& group : world.Facts()) {
    for (const Fact& fact : group.facts) {
      for (const Term& term : fact.predicate.terms) {
        const auto* array = term.As<Array>();
        terms += 1 + (array != nullptr ? array->elements.size() : 0);
      }
    }
  }
  return terms;
}

TEST_CASE("facts that share one huge array stop at the step limit, and what is listed is what was stated") {
  Outcome outcome = RunTexts({"", SharedArray(400'000, 490)}, "allow if true;");
  CHECK(KindOf(outcome.decision.status()) == ErrorKind::kTooManySteps);
  CHECK(outcome.usage.facts == 491);
  CHECK(outcome.usage.steps == 492);  // the join; keeping what it made would have needed 196 million
  CHECK(ListedTerms(outcome.world) == 400'001 + 490);

  // Rounds before it are kept, as far as the budget went.
  outcome = RunTexts({"", SharedArray(1000, 400) + "r($n, $a) <- q($n, $a);"}, "allow if true;");
  CHECK(KindOf(outcome.decision.status()) == ErrorKind::kTooManySteps);
  CHECK(outcome.usage.facts == 401 + 400);
  CHECK(outcome.usage.steps == 395'204);
  CHECK(ListedTerms(outcome.world) < 500'000);
}

TEST_CASE("what a query answers is charged as what a rule derives is") {
  Outcome outcome = RunTexts({}, "big(" + Elements(100'000) + ");" + Counted("n(", 10, ");") + "allow if true;");
  REQUIRE(outcome.decision.ok());
  CHECK(QueryAll(outcome.world, *parser::ParseRule("a($a) <- big($a)")).ok());
  const uint64_t before = outcome.world.usage().steps;
  auto all = QueryAll(outcome.world, *parser::ParseRule("a($n, $a) <- n($n), big($a)"));
  CHECK(KindOf(all.status()) == ErrorKind::kTooManySteps);
  CHECK(outcome.world.usage().steps - before < 100);

  auto steps = [](int columns) {
    Outcome few = RunTexts({}, "p(1); allow if true;");
    const uint64_t decided = few.world.usage().steps;
    REQUIRE(QueryAll(few.world, *parser::ParseRule("q(" + Listed("", columns) + ") <- p($x)")).ok());
    return few.world.usage().steps - decided;
  };
  CHECK(steps(16) == steps(1));
  CHECK(steps(100) == steps(16) + 84 + 84);  // the row written, and kept
}

TEST_CASE("what a host function is given is charged before it is made") {
  int calls = 0;
  Externs externs;
  externs["count"] = [&](const Term&, const Term*) -> absl::StatusOr<Term> {
    ++calls;
    return BoolTerm(false);
  };
  RunOptions options;
  options.externs = &externs;
  Outcome outcome = RunTexts({"big(" + Elements(100'000) + ");" + Counted("n(", 100, ");")},
                             "check if n($n), big($a), $a.extern::count() && $n > 0; allow if true;", options);
  CHECK(KindOf(outcome.decision.status()) == ErrorKind::kTooManySteps);
  CHECK(calls == 5);
}

TEST_CASE("in whatever order facts are stated, a budget that is too small for one order gives no other verdict in it") {
  const std::string policy =
      "check if edge($x, $y), $x > 2; check if path(1, $x), $x > 2;"
      "allow if path($x, 4), {1, 7, 8}.any($y -> $y > $x + 5);";
  const std::string rules = "path($x, $y) <- edge($x, $y); path($x, $z) <- path($x, $y), edge($y, $z);";
  std::vector<std::string> edges = {"edge(1, 2);", "edge(2, 3);", "edge(3, 4);", "edge(4, 1);"};
  std::ranges::sort(edges);
  std::set<uint64_t> totals;
  do {
    const std::string block = edges[0] + edges[1] + edges[2] + edges[3] + rules;
    const Outcome whole = RunTexts({block}, policy);
    CHECK(Verdict(whole.decision) == "allow 0");
    totals.insert(whole.usage.steps);
    for (uint64_t steps = 0; steps < whole.usage.steps; ++steps) {
      RunOptions options;
      options.limits.max_steps = steps;
      CHECK(VerdictOf({block}, policy, options) == "error TooManySteps");
    }
  } while (std::ranges::next_permutation(edges).found);
  CHECK(totals.size() > 1);  // the total does depend on the order
}

TEST_CASE("rounds are counted when they added facts") {
  RunOptions options;
  options.limits.max_iterations = 3;
  std::string chain = "p0(1); p1($x) <- p0($x); p2($x) <- p1($x);";
  CHECK(VerdictOf({chain}, "allow if p2(1);", options) == "allow 0");
  Outcome outcome = RunTexts({chain + "p3($x) <- p2($x);"}, "allow if p2(1);", options);
  CHECK(KindOf(outcome.decision.status()) == ErrorKind::kTooManyIterations);
  CHECK(std::string(outcome.decision.status().message()) == "rules still derive new facts after 3 of 3 rounds");
}

TEST_CASE("max_time is off by default, read from the given clock, and its error is its own") {
  RunOptions options;
  auto now = std::chrono::steady_clock::time_point();
  int readings = 0;
  options.clock = [&] {
    ++readings;
    return now += std::chrono::milliseconds(1);
  };
  std::string facts = Counted("p(", 60, ");");
  const char* authorizer = "allow if p($x), p($y), p($z), $x + $y + $z === -1; deny if true;";
  CHECK(VerdictOf({facts}, authorizer, options) == "error TooManySteps");
  CHECK(readings == 0);
  options.limits.max_time = std::chrono::milliseconds(5);
  CHECK(VerdictOf({facts}, authorizer, options) == "error Timeout");
  CHECK(readings == 6);
}

TEST_CASE("a cross product of 360 facts three ways, in an appended block, stops at the step limit") {
  Outcome outcome =
      RunTexts({"", Counted("p(", 360, ");") + "check if p($x), p($y), p($z), $x + $y + $z === -1;"}, "allow if true;");
  CHECK(KindOf(outcome.decision.status()) == ErrorKind::kTooManySteps);
  CHECK(outcome.usage.steps == 500'000);
}

TEST_CASE("a rule that derives a cross product stops at the step limit too") {
  Outcome outcome =
      RunTexts({"", Counted("p(", 360, ");") + "q($x, $y, $z) <- p($x), p($y), p($z);"}, "allow if true;");
  CHECK(KindOf(outcome.decision.status()) == ErrorKind::kTooManySteps);
  CHECK(outcome.usage.steps == 500'000);
}

TEST_CASE("a rule that copies two thousand columns into each of 400 facts stops at the step limit") {
  const std::string columns = "0" + Counted(", ", 1999, ""), variables = "$y" + Counted(", $x", 1999, "");
  Outcome outcome = RunTexts({"", "w(" + columns + ");" + Counted("n(", 400, ");") + "q($n, " + variables +
                                      ") <- n($n), w(" + variables + ");"},
                             "allow if true;");
  CHECK(KindOf(outcome.decision.status()) == ErrorKind::kTooManySteps);
  CHECK(outcome.usage.steps == 498'485);
}

TEST_CASE("a bomb of nested closures stops at the step limit") {
  std::string set = "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]";
  std::string bomb = "true";
  for (int i = 0; i < 8; ++i) bomb = set + ".all($x" + std::to_string(i) + " -> " + bomb + ")";
  Outcome outcome = RunTexts({}, "allow if " + bomb + ";");
  CHECK(KindOf(outcome.decision.status()) == ErrorKind::kTooManySteps);
  CHECK(outcome.usage.steps == 500'000);
}

TEST_CASE("a pattern that explodes on a megabyte is charged before it runs") {
  std::string text(size_t{1} << 20, 'a');
  std::vector<Fact> request = {Fact{Predicate{"text", {StringTerm(text)}}}};
  auto run = [&](const std::string& pattern) {
    return Run(Compiled({}, "allow if text($t), $t.matches(\"" + pattern + "\"); deny if true;"), request, {});
  };
  Outcome outcome = run("(?:[a-h].{0,200}[i-q]){3}zz");
  CHECK(KindOf(outcome.decision.status()) == ErrorKind::kTooManySteps);
  CHECK(outcome.usage.steps == 43'181);  // to compile it; the match would have needed more than was left
  outcome = run("(?:[a-h].{0,20}[i-q]){3}zz");
  CHECK(KindOf(outcome.decision.status()) == ErrorKind::kTooManySteps);
  CHECK(outcome.usage.steps == 3'129);  // likewise
  CHECK(Verdict(run("a").decision) == "allow 0");
}

// Patterns of `unit`, `count` times, and of two facts each, so that no two are the same.
std::string DistinctPatterns(const std::string& unit, int count) {
  std::string pattern = "[";
  for (int i = 0; i < count; ++i) pattern += unit;
  return Counted("p(\"", 200, "\");") + "check if p($a), p($b), \"-\".matches(\"" + pattern +
         "\" + $a + \"_\" + $b + \"]\");";
}

TEST_CASE("a bomb of patterns that are each compiled anew is charged before they are") {
  Outcome outcome = RunTexts({"", DistinctPatterns("\\\\w", 2020)}, "allow if true;");
  CHECK(KindOf(outcome.decision.status()) == ErrorKind::kTooManySteps);
  CHECK(outcome.usage.steps == 336);
  outcome = RunTexts({"", DistinctPatterns("\\\\w", 100)}, "allow if true;");
  CHECK(KindOf(outcome.decision.status()) == ErrorKind::kTooManySteps);
  CHECK(outcome.usage.steps == 462'824);
  outcome = RunTexts({"", DistinctPatterns("a", 10)}, "allow if true;");
  CHECK(KindOf(outcome.decision.status()) == ErrorKind::kTooManySteps);
  CHECK(outcome.usage.steps == 499'780);
  outcome = RunTexts({"", DistinctPatterns("\\\\S", 1000)}, "allow if true;");  // too large once translated
  CHECK(KindOf(outcome.decision.status()) == ErrorKind::kPatternTooLarge);
  CHECK(outcome.usage.steps == 176);
}

TEST_CASE("a pattern is charged once in an evaluation, whether or not it was compiled before") {
  auto steps = [](const std::string& pattern, int facts) {
    return RunTexts({Counted("p(\"", facts, "\");")}, "deny if p($x), $x.matches(\"" + pattern + "\");").usage.steps;
  };
  uint64_t one = steps("[abc]+[def]?", 1), two = steps("[abc]+[def]?", 2);
  CHECK(steps("[abc]+[def]?", 1) == one);
  CHECK(steps("[abc]+[def]?", 10) == one + 9 * (two - one));
  CHECK(two - one < 100);
  CHECK(steps("[abc]+[def?", 1) > steps("x", 1));  // an invalid one too

  auto program = Compiled({Counted("p(\"", 40, "\");")}, "deny if p($x), \"x\".matches(\"y\" + $x);");
  Outcome first = Run(program, {}, {}), second = Run(program, {}, {});
  CHECK(first.usage.steps == second.usage.steps);
}

TEST_CASE("a pattern beyond the size bound stops the evaluation, caught by nothing") {
  CHECK(VerdictOf({}, "allow if (!\"a\".matches(\"a{2000}\")).try_or(true);") == "error PatternTooLarge");
}

TEST_CASE("a chain of 1000 rules stops at the round limit") {
  std::string chain = "p0(1);";
  for (int i = 0; i < 1000; ++i) chain += "p" + std::to_string(i + 1) + "($x) <- p" + std::to_string(i) + "($x);";
  Outcome outcome = RunTexts({chain}, "allow if true;");
  CHECK(KindOf(outcome.decision.status()) == ErrorKind::kTooManyIterations);
  CHECK(outcome.usage.iterations == 100);
  CHECK(outcome.usage.steps == 7'399);
}

}  // namespace
}  // namespace hardtack::engine

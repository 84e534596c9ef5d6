// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Path rules on bits. What comes of them is compared with the same rules in rows: a rule with an expression is no path
// rule.

#include "hardtack/engine/path_evaluator.h"

#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "hardtack/engine/world.h"
#include "tests/engine/engine_testing.h"
#include "tests/engine/explain_testing.h"
#include "tests/engine/fact_base_testing.h"

namespace hardtack::engine {
namespace {

constexpr const char* kClosure = "path($x, $y) <- edge($x, $y); path($x, $z) <- path($x, $y), edge($y, $z);";

std::string Pair(const std::string& relation, uint64_t first, uint64_t second) {
  return relation + "(" + std::to_string(first) + ", " + std::to_string(second) + ");\n";
}

std::string Chain(uint64_t nodes) {
  std::string text;
  for (uint64_t i = 1; i < nodes; ++i) text += Pair("edge", i - 1, i);
  return text;
}

std::string RandomGraph(uint64_t nodes, uint64_t edges) {
  std::mt19937 random(static_cast<unsigned>(nodes));
  std::string text;
  for (uint64_t i = 0; i < edges; ++i) text += Pair("edge", random() % nodes, random() % nodes);
  return text;
}

void AddExpression(Block& block) {
  for (Rule& rule : block.rules) rule.expressions.push_back({{Op{BoolTerm(true)}}});
}

// The authorizer and the blocks of a program, as they are or with rules that are no path rules.
struct Programs {
  Programs(const std::vector<std::string>& block_texts, const std::string& authorizer_text)
      : authorizer(ParsedAuthorizer(authorizer_text)) {
    for (const std::string& text : block_texts) {
      auto block = parser::ParseBlock(text);
      REQUIRE_MESSAGE(block.ok(), block.status().ToString());
      blocks.push_back(*std::move(block));
    }
  }

  Programs InRows() const {
    Programs in_rows = *this;
    AddExpression(in_rows.authorizer.block);
    for (Block& block : in_rows.blocks) AddExpression(block);
    return in_rows;
  }

  std::vector<TokenBlock> Token() const {
    std::vector<TokenBlock> token;
    for (const Block& block : blocks) token.push_back({&block, nullptr});
    return token;
  }

  Outcome Run(const RunLimits& limits) const {
    auto program = *CompileAuthorizer(authorizer, {}, shared);
    if (!blocks.empty()) program = *CompileToken(Token(), program);
    RunOptions options;
    options.limits = limits;
    return engine::Run(program, {}, options);
  }

  AuthorizerBlock authorizer;
  std::vector<Block> blocks;
  std::shared_ptr<const FactBase> shared;
};

constexpr RunLimits kUnlimited = {UINT64_MAX, UINT64_MAX, UINT64_MAX, std::nullopt};

bool HoldsBits(World& world) {
  for (const Relation& relation : world.impl().relations) {
    if (relation.bits() != nullptr) return true;
  }
  return false;
}

std::string Answer(World& world, const std::string& query) {
  auto rule = parser::ParseRule(query);
  REQUIRE_MESSAGE(rule.ok(), rule.status().ToString());
  std::string text;
  for (auto* ask : {&Query, &QueryAll}) {
    auto facts = (*ask)(world, *rule);
    if (!facts.ok()) return facts.status().ToString();
    for (const Fact& fact : *facts) text += ToString(fact) + " ";
    text += "| ";
  }
  return text;
}

// What can be seen of an outcome beside its steps.
std::string Seen(Outcome& outcome) {
  return outcome.world.status().ToString() + "\n" + std::to_string(outcome.usage.facts) + " facts, " +
         std::to_string(outcome.usage.iterations) + " rounds, " + Verdict(outcome.decision) + "\n" +
         Listing(outcome.world);
}

// Checks that the world holds bits or not, and is what it is in rows.
void CheckSame(const Programs& programs, const RunLimits& limits, bool holds_bits) {
  Outcome in_rows = programs.InRows().Run(limits), outcome = programs.Run(limits);
  CHECK(!HoldsBits(in_rows.world));
  CHECK(HoldsBits(outcome.world) == holds_bits);
  CHECK(Seen(outcome) == Seen(in_rows));
}

TEST_CASE("binary recursion has the same facts in the same rounds as in rows") {
  std::string tree;
  for (uint64_t i = 1; i < 127; ++i) tree += Pair("parent", i, (i - 1) / 2);
  for (const std::string& program : {
           Chain(60) + kClosure,
           RandomGraph(90, 200) + kClosure,
           RandomGraph(90, 200) + "path($x, $y) <- edge($x, $y); path($x, $z) <- edge($x, $y), path($y, $z);",
           RandomGraph(90, 200) + "path($x, $y) <- edge($x, $y); path($x, $z) <- path($x, $y), path($y, $z);",
           RandomGraph(90, 200) + "path($x, $y) <- edge($y, $x); path($x, $z) <- path($y, $x), path($z, $y);",
           RandomGraph(90, 160) + kClosure + "back($y, $x) <- path($x, $y); path($x, $y) <- back($x, $y);",
           tree + "same($x, $y) <- parent($x, $p), parent($y, $p);"
                  "same($x, $y) <- parent($x, $p), same($p, $q), parent($y, $q);",
       }) {
    CheckSame({{}, program + "allow if path(0, 7); deny if same(1, 2);"}, kUnlimited, true);
  }
}

TEST_CASE("a relation is held as bits from 512 facts on that lie densely between their values") {
  CheckSame({{}, Chain(32) + kClosure}, kUnlimited, false);  // 496 paths
  CheckSame({{}, Chain(36) + kClosure}, kUnlimited, true);
  // 150 chains of six nodes: 2250 paths between 900 values.
  std::string chains;
  for (uint64_t i = 0; i < 900; ++i) chains += i % 6 == 5 ? "" : Pair("edge", i, i + 1);
  CheckSame({{}, chains + kClosure}, kUnlimited, true);
  for (uint64_t i = 900; i < 1800; ++i) chains += i % 6 == 5 ? "" : Pair("edge", i, i + 1);
  CheckSame({{}, chains + kClosure}, kUnlimited, false);
}

// So many copies of one node with edges from `in` nodes and to `out` nodes: paths are of one edge or two.
std::string Stars(uint64_t copies, uint64_t in, uint64_t out) {
  std::string text;
  for (uint64_t i = 0; i < copies; ++i) {
    const uint64_t centre = i * (1 + in + out);
    for (uint64_t j = 1; j <= in; ++j) text += Pair("edge", centre + j, centre);
    for (uint64_t j = 1; j <= out; ++j) text += Pair("edge", centre, centre + in + j);
  }
  return text;
}

TEST_CASE("what did not lie densely is looked at again when there are twice as many facts, and not before") {
  // Of 648 values, 540 paths of one edge are too few, and 972 in all would do.
  CheckSame({{}, Stars(108, 1, 4) + kClosure}, kUnlimited, false);
  // Of 640 values, 560 and then 1360.
  CheckSame({{}, Stars(80, 2, 5) + kClosure}, kUnlimited, true);
}

TEST_CASE("facts and rounds are limited where they are in rows, with the same message") {
  const Programs programs({}, Chain(40) + kClosure + "allow if path(0, 39);");
  Outcome whole = programs.Run(kUnlimited);
  for (uint64_t rounds : {15, 20, 37, 38, 39, 40}) {
    RunLimits limits = kUnlimited;
    limits.max_iterations = rounds;
    Outcome in_rows = programs.InRows().Run(limits), outcome = programs.Run(limits);
    CHECK(Seen(outcome) == Seen(in_rows));
    // One fact less, as many, and one more than there are after that round.
    for (uint64_t facts = outcome.usage.facts - 1; facts <= outcome.usage.facts + 1; ++facts) {
      RunLimits fewer = kUnlimited;
      fewer.max_facts = facts;
      CAPTURE(facts);
      Outcome fewer_in_rows = programs.InRows().Run(fewer), fewer_in_bits = programs.Run(fewer);
      CHECK(Seen(fewer_in_bits) == Seen(fewer_in_rows));
    }
  }
  CHECK(whole.usage.facts == 39 + 780);
}

TEST_CASE("a round that derives too many facts is forgotten, one that derives just not too many is kept") {
  // Paths get twice as long in each round: the eighth derives 19,000 of them.
  const Programs programs({}, Chain(401) + "path($x, $y) <- edge($x, $y); path($x, $z) <- path($x, $y), path($y, $z);");
  RunLimits limits = kUnlimited;
  limits.max_iterations = 8;
  const uint64_t facts = programs.Run(limits).usage.facts;
  for (uint64_t surplus : {9'999, 10'000, 10'001}) {
    limits.max_facts = facts - surplus;
    CAPTURE(surplus);
    Outcome in_rows = programs.InRows().Run(limits), outcome = programs.Run(limits);
    CHECK(HoldsBits(outcome.world));
    CHECK((outcome.usage.facts == facts) == (surplus <= 10'000));
    CHECK(Seen(outcome) == Seen(in_rows));
  }
}

TEST_CASE("steps are charged before the work, and are the same each time") {
  const Programs programs({}, RandomGraph(100, 200) + kClosure + "allow if path(0, 1), path(1, 0);");
  Outcome whole = programs.Run(kUnlimited);
  REQUIRE(HoldsBits(whole.world));
  CHECK(programs.InRows().Run(kUnlimited).usage.steps > 2 * whole.usage.steps);
  RunLimits limits = kUnlimited;
  limits.max_steps = whole.usage.steps;
  Outcome enough = programs.Run(limits);
  CHECK(enough.decision.ok());
  CHECK(enough.usage.steps == whole.usage.steps);
  for (uint64_t steps = 0; steps < whole.usage.steps; steps += 1 + whole.usage.steps / 200) {
    limits.max_steps = steps;
    Outcome stopped = programs.Run(limits);
    CHECK(KindOf(stopped.decision.status()) == ErrorKind::kTooManySteps);
    CHECK(stopped.usage.steps <= steps);
    CHECK(stopped.usage.facts <= whole.usage.facts);
  }
}

TEST_CASE("facts of large terms are paid for as in rows") {
  std::string edges;
  for (uint64_t i = 1; i < 40; ++i) {
    edges += "edge(" + std::to_string(i - 1) + ", " + std::to_string(i) + ");\n";
    edges += "edge(" + std::to_string(i) + ", \"" + std::string(2000, 'x') + "\");\n";
  }
  const Programs programs({}, edges + kClosure);
  Outcome outcome = programs.Run(kUnlimited);
  REQUIRE(HoldsBits(outcome.world));
  CHECK(outcome.usage.steps > 39 * ((2000 + 128) / 64 - 16));
  CheckSame(programs, kUnlimited, true);

  // Paths to the end of a chain come in each of its rounds.
  const auto ending_in = [](const std::string& term) {
    return Programs({}, Chain(40) + "edge(39, \"" + term + "\");" + kClosure);
  };
  const Programs small = ending_in("x"), large = ending_in(std::string(2000, 'x'));
  const uint64_t for_terms = large.InRows().Run(kUnlimited).usage.steps - small.InRows().Run(kUnlimited).usage.steps;
  CHECK(for_terms > 0);
  outcome = large.Run(kUnlimited);
  REQUIRE(HoldsBits(outcome.world));
  CHECK(outcome.usage.steps == small.Run(kUnlimited).usage.steps + for_terms);
}

TEST_CASE("facts keep the origins of what they follow from, and rules see what they trust") {
  const std::string halves[] = {Chain(45), RandomGraph(45, 50)};
  const char* rules = "path($x, $y) <- edge($x, $y); path($x, $z) <- path($x, $y), edge($y, $z);";
  CheckSame({{halves[0], halves[1]}, std::string(rules) + "allow if path(0, 29);"}, kUnlimited, true);
  CheckSame({{halves[0], halves[1] + rules}, "allow if path(0, 29);"}, kUnlimited, true);
  CheckSame({{halves[0] + rules, "trusting previous;" + halves[1] + "check if path(3, 7);" + rules},
             std::string(rules) + "allow if path(0, 29);"},
            kUnlimited, true);
}

TEST_CASE("facts of more origins than are held as bits stay in rows, and go back there") {
  std::vector<std::string> blocks = {Chain(60) + "step(0, 1); step(1, 2); step(2, 3); at(0);"};
  std::string authorizer = "at($d) <- at($c), step($c, $d);";
  for (uint64_t i = 1; i <= 4; ++i) blocks.push_back(Pair("edge", i, 0));
  const std::string trusting = " trusting previous";
  std::string rules =
      "path($x, $y) <- edge($x, $y)" + trusting + "; path($x, $z) <- path($x, $y), edge($y, $z)" + trusting + ";";
  blocks.push_back(rules);
  CheckSame({blocks, authorizer}, kUnlimited, false);

  // The same facts, but not before most paths are there.
  for (uint64_t i = 1; i <= 4; ++i) blocks[i] = "edge(" + std::to_string(i) + ", 0) <- path(0, 50);";
  blocks[0] += kClosure;
  CheckSame({blocks, authorizer}, kUnlimited, false);
}

TEST_CASE("facts of just as many origins as are held as bits are held so") {
  std::vector<std::string> blocks = {Chain(40) + kClosure};
  while (blocks.size() < 8) blocks.push_back("path(0, 0);");
  CheckSame({blocks, ""}, kUnlimited, true);
  blocks.push_back(blocks.back());
  CheckSame({blocks, ""}, kUnlimited, false);
}

TEST_CASE(
    "an edge that comes late between nodes with a path costs about a row, and not a step for each node before it") {
  constexpr uint64_t kNodes = 100, kEdges = 60;
  std::string circle = Chain(kNodes) + Pair("edge", kNodes - 1, 0) + kClosure +
                       "turn(1) <- path(0, 0); turn($j) <- turn($i), next($i, $j);"
                       "edge($x, $y) <- turn($i), late($i, $x, $y);";
  std::string late;
  for (uint64_t i = 1; i <= kEdges; ++i) {
    circle += Pair("next", i, i + 1);
    late += "late(" + std::to_string(i) + ", " + std::to_string(i) + ", " + std::to_string(i + 2) + ");\n";
  }
  const Programs with_late_edges({}, circle + late);
  CheckSame(with_late_edges, kUnlimited, true);
  const uint64_t steps = with_late_edges.Run(kUnlimited).usage.steps;
  CHECK(steps < Programs({}, circle).Run(kUnlimited).usage.steps + kEdges * 2 * kNodes);
}

TEST_CASE("values that come in later rounds find room") {
  std::string program =
      Chain(40) + kClosure + "edge($x, $y) <- path(0, 30), late($x, $y); path($x, $y) <- path(0, 35), late($y, $x);";
  for (uint64_t i = 0; i < 600; ++i) program += Pair("late", i % 40, 1000 + i);
  CheckSame({{}, program}, kUnlimited, true);
}

TEST_CASE("rules that are no path rules read and add to what is held as bits") {
  CheckSame({{},
             RandomGraph(60, 100) + kClosure +
                 "loop($x) <- path($x, $x); far($y) <- path(0, $x), path($x, $y), $y != 3;"
                 "path($x, $x) <- far($x); path($y, $x) <- path($x, $y), far($x), $x < 10; both($x, $y, $z) <- "
                 "path($x, 5), path($x, $y), path($y, $z), $z < $x;"
                 "check all path($x, $y), $x >= 0; reject if path($x, $x), path(2, $x); allow if path($x, $y), "
                 "both($y, $z, $x);"},
            kUnlimited, true);
}

TEST_CASE("rules that read shared facts are joined, and others beside them are held as bits") {
  const std::string allow = "allow if path(-1, 39);";
  Programs programs({}, Chain(40) + kClosure + allow);
  CHECK(Verdict(programs.Run(kUnlimited).decision) == "none");
  programs.shared = FactBaseOf("edge(-1, 0);");
  CHECK(Verdict(programs.Run(kUnlimited).decision) == "allow 0");
  CheckSame(programs, kUnlimited, false);

  programs.authorizer = ParsedAuthorizer("path($x, $z) <- edge($x, $y), path($y, $z);" + allow);
  programs.authorizer.block.facts = ParsedFacts(Chain(40));
  programs.authorizer.block.rules.push_back(*parser::ParseRule("path($x, $y) <- near($x, $y)"));
  programs.authorizer.block.rules.push_back(*parser::ParseRule("path($x, $z) <- path($x, $y), near($y, $z)"));
  for (const Fact& fact : ParsedFacts(Chain(40))) {
    programs.authorizer.block.facts.push_back({{"near", fact.predicate.terms}});
  }
  CHECK(Verdict(programs.Run(kUnlimited).decision) == "allow 0");
  CheckSame(programs, kUnlimited, true);
}

TEST_CASE("queries find facts that are held as bits by either value, by both, and by none") {
  const Programs programs({RandomGraph(60, 90)}, kClosure);
  Outcome in_rows = programs.InRows().Run(kUnlimited), outcome = programs.Run(kUnlimited);
  REQUIRE(HoldsBits(outcome.world));
  for (const char* query :
       {"d($x, $y) <- path($x, $y)", "d($y) <- path(0, $y)", "d($x) <- path($x, 7)", "d(1) <- path(0, 7)",
        "d(1) <- path(7, 7)", "d($x) <- path($x, $x)", "d($x, $z) <- path($x, $y), path($z, $y)",
        "d($x) <- path($x, \"no value of it\")", "d($y) <- path(1000, $y)", "d($x, $y) <- path($x, $y), path($y, $x)",
        "d($x, $y) <- path($x, $y) trusting previous"}) {
    CAPTURE(query);
    CHECK(Answer(outcome.world, query) == Answer(in_rows.world, query));
  }
  for (int node = 0; node < 60; ++node) {
    const std::string query = "d($y) <- path(" + std::to_string(node) + ", $y)";
    CAPTURE(query);
    CHECK(Answer(outcome.world, query) == Answer(in_rows.world, query));
  }
}

TEST_CASE("facts that are held as bits are found by either value in rounds one after the other or far apart") {
  std::string program = Chain(40) + kClosure + "go(1);";
  for (int round : {20, 21, 25, 36}) {
    absl::StrAppend(&program, "at", round, "($x) <- path(0, ", round, "), go($x);");
    absl::StrAppend(&program, "to", round, "($y) <- at", round, "($x), path(0, $y);");
    absl::StrAppend(&program, "from", round, "($y) <- at", round, "($x), path($y, 39);");
  }
  CheckSame({{}, program}, kUnlimited, true);
}

TEST_CASE("a query looks at no more of what is held as bits than has the values that it asks for") {
  Outcome outcome = Programs({Chain(40)}, kClosure).Run(kUnlimited);
  REQUIRE(HoldsBits(outcome.world));
  REQUIRE(outcome.usage.facts > 39 + 500);
  for (const char* query : {"d($y) <- path(0, $y)", "d($x) <- path($x, 39)", "d(1) <- path(0, 39)"}) {
    CAPTURE(query);
    Answer(outcome.world, query);  // asks for the first time, for which rows may have to be turned
    const uint64_t before = outcome.world.usage().steps;
    Answer(outcome.world, query);
    CHECK(outcome.world.usage().steps - before < 2 * 3 * 39);
  }
}

TEST_CASE("a fact that is held as bits is explained as in rows") {
  for (const char* policy :
       {"allow if path(0, 12);", "allow if path(12, 0);", "check if path(3, 20), path($x, 0); allow if true;"}) {
    CAPTURE(policy);
    const Programs programs({Chain(40)}, std::string(kClosure) + policy);
    std::string texts[2];
    for (bool in_rows : {false, true}) {
      const Programs& these = in_rows ? programs.InRows() : programs;
      Outcome outcome = these.Run(kUnlimited);
      CHECK(HoldsBits(outcome.world) != in_rows);
      const Explanation explanation = Explain(outcome, {these.authorizer, these.Token(), {}});
      CHECK(!explanation.cut);
      texts[in_rows] = Shown(explanation);
      CHECK(Listing(outcome.world) == Listing(these.Run(kUnlimited).world));
    }
    CHECK(texts[0] == texts[1]);
  }
}

TEST_CASE("nothing is held as bits that may take more memory than the facts that are allowed would as rows") {
  // 25 chains with 675 values: a matrix takes up to 138 KB, and eight of them may be needed.
  std::string program = kClosure;
  for (uint64_t i = 0; i < 700; ++i) program += i % 28 >= 27 ? "" : Pair("edge", i, i + 1);
  RunLimits limits = kUnlimited;
  limits.max_facts = 10'000;
  CheckSame({{}, program}, limits, true);
  limits.max_facts = 6'000;
  CheckSame({{}, program}, limits, false);
}

}  // namespace
}  // namespace hardtack::engine

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Random programs of binary recursion, large enough that the engine holds what they derive as bits: rules that are paths
// and rules that are not, in several blocks, with facts and values that come in later rounds. A few are compared with
// the naive evaluator, which takes long for them, and many with the same programs in rows: a rule with an expression is
// no path rule.

#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/engine/world.h"
#include "hardtack/parser/parser.h"
#include "tests/differential/engine_run.h"
#include "tests/differential/minimise.h"
#include "tests/differential/program.h"
#include "tests/differential/random.h"

namespace hardtack::differential {
namespace {

constexpr size_t kPrograms = 150;
constexpr size_t kNaivePrograms = 5;

class PathPrograms {
 public:
  // Of `nodes` values and more, with paths of up to `longest` atoms.
  PathPrograms(uint64_t seed, size_t nodes, size_t longest)
      : random_(seed), nodes_(nodes + random_.Below(nodes)), longest_(longest), texts_(1 + random_.Below(3)) {}

  Program Make() {
    for (const char* relation : {"e", "f"}) AddEdges(relation);
    texts_[0] += "p($x, $y) <- e($x, $y);\n";
    texts_[0] += random_.OneOf({"p($x, $z) <- p($x, $y), e($y, $z);\n", "p($x, $z) <- e($x, $y), p($y, $z);\n",
                                "p($x, $z) <- p($x, $y), p($y, $z);\n", "p($x, $z) <- p($x, $y), p($z, $y);\n"});
    for (size_t i = 2 + random_.Below(4); i > 0; --i) Add(PathRule());
    if (random_.Percent(50)) AddLateFacts();
    for (size_t i = random_.Below(3); i > 0; --i) Add(OtherRule());
    for (size_t i = 1 + random_.Below(4); i > 0; --i) Add(Check());
    Program program;
    program.authorizer = *parser::ParseAuthorizer(texts_[0] + Policies());
    for (size_t i = 1; i < texts_.size(); ++i) {
      program.blocks.push_back({*parser::ParseBlock(texts_[i]), std::nullopt});
    }
    for (const char* query : {"d($x, $y) <- p($x, $y)", "d($y) <- p(0, $y), q($y, $z)", "d($x) <- q($x, 1)",
                              "d($x, $y) <- p($x, $y), p($y, $x) trusting previous", "d(1) <- p(0, 1)"}) {
      program.queries.push_back(*parser::ParseRule(query));
    }
    program.limits = {random_.Percent(30) ? 300 + random_.Below(500) : 5000,
                      random_.Percent(20) ? 3 + random_.Below(8) : 100, UINT64_MAX, std::nullopt};
    return program;
  }

 private:
  std::string Number() { return std::to_string(random_.Below(nodes_)); }
  std::string Pair() { return Number() + ", " + Number(); }

  // To the authorizer or a block, whose own trust may be wider.
  void Add(const std::string& statement) {
    const bool is_wide = statement.find("<-") != std::string::npos && random_.Percent(50);
    texts_[random_.Below(texts_.size())] += statement + (is_wide ? " trusting previous" : "") + ";\n";
  }

  // Some nodes have edges in one block alone.
  void AddEdges(const std::string& relation) {
    for (size_t i = 2 * nodes_ + random_.Below(nodes_); i > 0; --i) {
      const std::string fact = relation + "(" + Pair() + ")";
      random_.Percent(70) ? void(texts_[0] += fact + ";\n") : Add(fact);
    }
  }

  std::string PathRule() {
    const size_t length = 1 + random_.Below(longest_);
    std::vector<std::string> atoms;
    for (size_t i = 0; i < length; ++i) {
      std::string from = "$v" + std::to_string(i), to = "$v" + std::to_string(i + 1);
      if (random_.Percent(25)) std::swap(from, to);
      atoms.push_back(random_.OneOf({"p", "p", "q", "e", "f"}) + ("(" + from) + ", " + to + ")");
    }
    random_.Shuffle(atoms);
    std::string rule = random_.OneOf({"p", "p", "q"}) + ("($v0, $v" + std::to_string(length)) + ") <- ";
    for (size_t i = 0; i < length; ++i) rule += (i > 0 ? ", " : "") + atoms[i];
    return rule;
  }

  std::string OtherRule() {
    return random_.OneOf<std::string>(
        {"q($x, $y) <- p($x, $y), $x < $y", "p($x, $x) <- q($x, $y)", "loop($x) <- p($x, $x)", "p($x, 3) <- q($x, 2)",
         "e($x, $z) <- q($x, $y), f($y, $z), $x != $z", "q($x, $z) <- p($x, $y), p($z, $y), p($x, $z)",
         "many($y) <- p(0, $y), q($y, $z)", "p($x, -1) <- loop($x)"});
  }

  // Facts that come round by round, of values that come with them.
  void AddLateFacts() {
    Add("r(0)");
    Add("r($d) <- r($c), next($c, $d)");
    for (size_t i = 0; i < 6; ++i) {
      texts_[0] += "next(" + std::to_string(i) + ", " + std::to_string(i + 1) + ");\n";
      const std::string late = "late(" + std::to_string(i) + ", " + std::to_string(100 + random_.Below(20)) + ", ";
      texts_[0] += late + Number() + ");\n" + late + std::to_string(100 + random_.Below(20)) + ");\n";
    }
    Add(random_.OneOf({"e", "f", "p", "q"}) + std::string("($x, $y) <- r($c), late($c, $x, $y)"));
    Add("e($x, $y) <- r($c), late($c, $y, $x)");
  }

  std::string Check() {
    return random_.OneOf<std::string>({"check if p(0, $x), q($x, $y)", "check all p($x, $y), $x >= 0",
                                       "reject if p($x, $x), q($x, 1)", "check if p($x, $y), p($y, $x), $x != $y",
                                       "check if q(1, 2) or p(" + Pair() + ")"});
  }

  std::string Policies() {
    return "allow if p(" + Pair() + ");\ndeny if q($x, " + Number() + ");\nallow if p($x, $y), q($y, $x);\n";
  }

  Random random_;
  size_t nodes_;
  size_t longest_;
  std::vector<std::string> texts_;  // the authorizer's, then the blocks'
};

bool HoldsBits(const Program& program) {
  const auto compiled = Compile(program);
  if (!compiled.ok()) return false;
  engine::RunOptions options;
  options.limits = program.limits;
  engine::World world = engine::Evaluate(*compiled, program.request, options);
  for (const engine::Relation& relation : world.impl().relations) {
    if (relation.bits() != nullptr) return true;
  }
  return false;
}

// The same program, of which no rule is a path rule.
Program InRows(const Program& program) {
  const engine::Expression always{{engine::Op{engine::BoolTerm(true)}}};
  Program in_rows = program;
  for (engine::Rule& rule : in_rows.authorizer.block.rules) rule.expressions.push_back(always);
  for (SignedBlock& block : in_rows.blocks) {
    for (engine::Rule& rule : block.block.rules) rule.expressions.push_back(always);
  }
  return in_rows;
}

uint64_t FreshSeed() { return (uint64_t{std::random_device()()} << 32) | std::random_device()(); }

TEST_CASE("what is held as bits is what is held in rows") {
  const uint64_t base = FreshSeed();
  MESSAGE("seeds ", base, " and following");
  size_t failures = 0, held = 0;
  for (uint64_t seed = base; seed != base + kPrograms && failures < 3; ++seed) {
    const Program program = PathPrograms(seed, 20, 3).Make();
    if (HoldsBits(program)) ++held;
    CHECK(!HoldsBits(InRows(program)));
    const std::optional<std::string> difference = Difference(RunEngine(InRows(program)), RunEngine(program));
    if (!difference.has_value()) continue;
    ++failures;
    INFO("seed: ", seed);
    INFO(ToString(program));
    FAIL_CHECK(*difference);
  }
  MESSAGE(held, " of ", kPrograms, " were held as bits");
  CHECK(held > kPrograms / 2);
}

TEST_CASE("the engine agrees with the naive evaluator on programs of binary recursion") {
  const uint64_t base = FreshSeed();
  MESSAGE("seeds ", base, " and following");
  size_t held = 0;
  for (uint64_t seed = base; held < kNaivePrograms; ++seed) {
    Program program = PathPrograms(seed, 10, 2).Make();
    if (!HoldsBits(program)) continue;
    ++held;
    const std::optional<std::string> disagreement = Disagreement(program);
    if (!disagreement.has_value()) continue;
    INFO("seed: ", seed);
    INFO(ToString(program));
    FAIL_CHECK(*disagreement);
  }
}

}  // namespace
}  // namespace hardtack::differential

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Recursive rules over larger inputs than a policy has, from a compiled program to its world, origins tracked as
// always: what Datalog engines and databases are compared by. The counter `derived` says how many facts came of it.

#include <string>
#include <string_view>
#include <vector>

#include "bench/graph.h"
#include "bench/tokens.h"
#include "hardtack/engine/evaluate.h"
#include "hardtack/parser/parser.h"

namespace hardtack::bench {
namespace {

constexpr std::string_view kClosure = R"(
    path($x, $y) <- edge($x, $y);
    path($x, $z) <- path($x, $y), edge($y, $z);)";

constexpr std::string_view kSameGeneration = R"(
    same($x, $y) <- parent($x, $p), parent($y, $p);
    same($x, $y) <- parent($x, $p), same($p, $q), parent($y, $q);)";

// Inclusion-based, without fields: Andersen, "Program Analysis and Specialization for the C Programming Language",
// 1994.
constexpr std::string_view kPointsTo = R"(
    points($v, $o) <- alloc($v, $o);
    points($v, $o) <- assign($v, $w), points($w, $o);
    points($v, $o) <- load($v, $p), points($p, $q), heap($q, $o);
    heap($q, $o) <- store($p, $w), points($p, $q), points($w, $o);)";

void AddFacts(engine::AuthorizerBlock& block, const std::string& relation, const std::vector<Edge>& edges) {
  for (const auto& [from, to] : edges) {
    block.block.facts.push_back({{relation, {engine::IntegerTerm(from), engine::IntegerTerm(to)}}});
  }
}

void EvaluateAll(benchmark::State& state, const engine::AuthorizerBlock& block) {
  const auto program = Must(engine::CompileAuthorizer(block));
  engine::RunOptions options;
  options.limits = {UINT64_MAX, UINT64_MAX, UINT64_MAX, std::nullopt};
  for (auto _ : state) {
    const engine::World world = engine::Evaluate(program, {}, options);
    Check(world.status());
    state.counters["derived"] = static_cast<double>(world.usage().facts - block.block.facts.size());
  }
}

void EvaluateGraph(benchmark::State& state, std::string_view rules, const std::string& relation,
                   const std::vector<Edge>& edges) {
  engine::AuthorizerBlock block = Must(parser::ParseAuthorizer(rules));
  AddFacts(block, relation, edges);
  EvaluateAll(state, block);
}

void BM_ClosureOfChain(benchmark::State& state) {
  EvaluateGraph(state, kClosure, "edge", ChainGraph(static_cast<uint32_t>(state.range(0))));
}
BENCHMARK(BM_ClosureOfChain)->ArgName("nodes")->Arg(40)->Arg(100)->Arg(2000)->Unit(benchmark::kMillisecond);

// Twice as many edges as nodes: most nodes reach most others.
void BM_ClosureOfRandomGraph(benchmark::State& state) {
  const auto nodes = static_cast<uint32_t>(state.range(0));
  EvaluateGraph(state, kClosure, "edge", RandomGraph(nodes, 2 * nodes));
}
BENCHMARK(BM_ClosureOfRandomGraph)->ArgName("nodes")->Arg(2000)->Arg(10000)->Unit(benchmark::kMillisecond);

void BM_SameGeneration(benchmark::State& state) {
  EvaluateGraph(state, kSameGeneration, "parent", TreeGraph(static_cast<uint32_t>(state.range(0))));
}
BENCHMARK(BM_SameGeneration)->ArgName("nodes")->Arg(4095)->Unit(benchmark::kMillisecond);

void BM_PointsTo(benchmark::State& state) {
  engine::AuthorizerBlock block = Must(parser::ParseAuthorizer(kPointsTo));
  for (const auto& [relation, pairs] : PointerProgram(static_cast<uint32_t>(state.range(0)))) {
    AddFacts(block, relation, pairs);
  }
  EvaluateAll(state, block);
}
BENCHMARK(BM_PointsTo)->ArgName("variables")->Arg(2000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace hardtack::bench

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Step 6: a program to its world. The tokens derive a handful of facts; the graphs show how the cost grows.

#include <memory>
#include <span>
#include <string>

#include "bench/tokens.h"
#include "hardtack/engine/evaluate.h"
#include "hardtack/parser/parser.h"

namespace hardtack::bench {
namespace {

void BM_Evaluate(benchmark::State& state) {
  const Token token = ReadToken(state.range(0));
  const token::Biscuit verified = Verified(token);
  const auto authorizer = Must(engine::CompileAuthorizer(token.policy));
  const auto program = Must(engine::CompileToken(TokenBlocks(verified), authorizer));
  for (auto _ : state) benchmark::DoNotOptimize(engine::Evaluate(program, {}, {}));
}
BENCHMARK(BM_Evaluate)->Apply(EveryToken);

engine::RunOptions Unlimited() {
  engine::RunOptions options;
  options.limits = {UINT64_MAX, UINT64_MAX, UINT64_MAX, std::nullopt};
  return options;
}

// The paths of a graph of chains of eight edges, linear in the number of its edges.
void BM_EvaluateTransitiveClosure(benchmark::State& state) {
  std::string text = "path($x, $y) <- edge($x, $y); path($x, $z) <- path($x, $y), edge($y, $z);";
  for (int64_t i = 0; i < state.range(0); ++i) {
    const int64_t from = i / 8 * 9 + i % 8;
    text += "edge(" + std::to_string(from) + ", " + std::to_string(from + 1) + ");";
  }
  const auto program = Must(engine::CompileAuthorizer(Must(parser::ParseAuthorizer(text))));
  for (auto _ : state) {
    const engine::World world = engine::Evaluate(program, {}, Unlimited());
    Check(world.status());
    state.counters["facts_derived"] = static_cast<double>(world.usage().facts) - static_cast<double>(state.range(0));
  }
}
BENCHMARK(BM_EvaluateTransitiveClosure)->ArgName("facts")->Range(64, 4096);

}  // namespace
}  // namespace hardtack::bench

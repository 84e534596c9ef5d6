// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Step 7: checks and policies against a world.

#include "hardtack/engine/decide.h"
#include "bench/tokens.h"
#include "hardtack/engine/evaluate.h"

namespace hardtack::bench {
namespace {

void BM_Decide(benchmark::State& state) {
  const Token token = ReadToken(state.range(0));
  const token::Biscuit verified = Verified(token);
  const auto authorizer = Must(engine::CompileAuthorizer(token.policy));
  const auto program = Must(engine::CompileToken(TokenBlocks(verified), authorizer));
  engine::RunOptions options;
  options.limits.max_steps = UINT64_MAX;  // all decisions of the loop draw on the budget of one world
  engine::World world = engine::Evaluate(program, {}, options);
  for (auto _ : state) {
    if (!Must(engine::Decide(world)).allowed()) state.SkipWithError("denied");
  }
}
BENCHMARK(BM_Decide)->Apply(EveryToken);

}  // namespace
}  // namespace hardtack::bench

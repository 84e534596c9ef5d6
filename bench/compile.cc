// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Step 5: syntax to a program. The authorizer is compiled once for many tokens, each token on top of it.

#include "bench/tokens.h"

namespace hardtack::bench {
namespace {

void BM_CompileToken(benchmark::State& state) {
  const Token token = ReadToken(state.range(0));
  const token::Biscuit verified = Verified(token);
  const std::vector<engine::TokenBlock> blocks = TokenBlocks(verified);
  const auto authorizer = Must(engine::CompileAuthorizer(token.policy));
  for (auto _ : state) benchmark::DoNotOptimize(Must(engine::CompileToken(blocks, authorizer)));
}
BENCHMARK(BM_CompileToken)->Apply(EveryToken);

void BM_CompileAuthorizer(benchmark::State& state) {
  const Token token = ReadToken(1);
  for (auto _ : state) benchmark::DoNotOptimize(Must(engine::CompileAuthorizer(token.policy)));
}
BENCHMARK(BM_CompileAuthorizer);

}  // namespace
}  // namespace hardtack::bench

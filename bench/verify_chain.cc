// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Step 3: the signatures of the chain, and the proof.

#include "bench/tokens.h"
#include "hardtack/crypto/chain.h"

namespace hardtack::bench {
namespace {

void BM_VerifyChain(benchmark::State& state) {
  const Token token = ReadToken(state.range(0));
  const token::UnverifiedBiscuit unverified = Unverified(token);
  for (auto _ : state) Check(crypto::VerifyChain(token.root_key, unverified.links(), unverified.proof()));
}
BENCHMARK(BM_VerifyChain)->Apply(EveryToken);

}  // namespace
}  // namespace hardtack::bench

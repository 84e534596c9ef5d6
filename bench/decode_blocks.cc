// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Step 4: the blocks of a token to syntax, with the tables that they share.

#include "bench/tokens.h"
#include "hardtack/wire/block_codec.h"

namespace hardtack::bench {
namespace {

void BM_DecodeBlocks(benchmark::State& state) {
  const token::UnverifiedBiscuit token = Unverified(ReadToken(state.range(0)));
  for (auto _ : state) {
    wire::Tables tables;
    for (const crypto::ChainLink& link : token.links()) {
      benchmark::DoNotOptimize(Must(wire::DecodeBlock(link.payload, tables)));
    }
  }
}
BENCHMARK(BM_DecodeBlocks)->Apply(EveryToken);

}  // namespace
}  // namespace hardtack::bench

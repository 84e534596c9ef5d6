// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Step 2: bytes to views of the envelope.

#include "bench/tokens.h"
#include "hardtack/wire/envelope.h"

namespace hardtack::bench {
namespace {

void BM_DecodeEnvelope(benchmark::State& state) {
  const token::UnverifiedBiscuit token = Unverified(ReadToken(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(wire::DecodeEnvelope(token.bytes()));
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(token.bytes().size()));
}
BENCHMARK(BM_DecodeEnvelope)->Apply(EveryToken);

}  // namespace
}  // namespace hardtack::bench

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The Ed25519 public key of a secret, which verifying an unsealed token derives once.

#include <benchmark/benchmark.h>

#include <string>

#include "hardtack/crypto/ed25519_derive.h"

namespace hardtack::bench {
namespace {

namespace ed25519 = crypto::ed25519;

void DeriveOnPath(benchmark::State& state, ed25519::Path path) {
  if (!ed25519::IsAvailable(path)) return state.SkipWithError("not on this processor");
  const std::string seed(32, 'h');
  for (auto _ : state) benchmark::DoNotOptimize(ed25519::DerivePublicKey(seed, path));
}

void BM_DeriveKeyPortable(benchmark::State& state) { DeriveOnPath(state, ed25519::Path::kPortable); }
void BM_DeriveKeyLanes(benchmark::State& state) { DeriveOnPath(state, ed25519::Path::kLanes); }

BENCHMARK(BM_DeriveKeyPortable)->Unit(benchmark::kMicrosecond);
BENCHMARK(BM_DeriveKeyLanes)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace hardtack::bench

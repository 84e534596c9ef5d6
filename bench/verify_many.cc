// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Ed25519 signatures verified together: one after the other by libsodium, and in lanes: eight at a time, two, or
// one. `per_signature` is what to compare.

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "hardtack/crypto/ed25519.h"
#include "hardtack/crypto/ed25519_many.h"

namespace hardtack::bench {
namespace {

namespace ed25519 = crypto::ed25519;

// About what a block of a token is.
constexpr size_t kMessageBytes = 200;

struct Signed {
  std::string key, message, signature;
};

std::vector<Signed> SignMany(size_t count) {
  std::vector<Signed> signatures;
  for (size_t i = 0; i < count; ++i) {
    const std::string seed(32, static_cast<char>(i)), message(kMessageBytes, static_cast<char>(i));
    const std::string key = ed25519::PublicKeyOf(seed);
    signatures.push_back({key, message, ed25519::Sign(seed, key, message)});
  }
  return signatures;
}

void VerifyOnPath(benchmark::State& state, ed25519::Path path) {
  if (!ed25519::IsAvailable(path)) return state.SkipWithError("not on this processor");
  const std::vector<Signed> signatures = SignMany(state.range(0));
  std::vector<ed25519::Item> items;
  for (const Signed& one : signatures) items.push_back({one.key, one.message, one.signature});
  for (auto _ : state) {
    ed25519::VerifyMany(items, path);
    for (const ed25519::Item& item : items) {
      if (!item.valid) return state.SkipWithError("a good signature was refused");
    }
  }
  state.counters["per_signature"] = benchmark::Counter(
      static_cast<double>(items.size()), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void BM_VerifyManyPortable(benchmark::State& state) { VerifyOnPath(state, ed25519::Path::kPortable); }
void BM_VerifyManyLanes(benchmark::State& state) { VerifyOnPath(state, ed25519::Path::kLanes); }

void EveryCount(benchmark::internal::Benchmark* benchmark) {
  benchmark->ArgName("signatures")->Unit(benchmark::kMicrosecond);
  for (int count : {1, 2, 3, 4, 5, 8, 9, 16, 64}) benchmark->Arg(count);
}
BENCHMARK(BM_VerifyManyPortable)->Apply(EveryCount);
BENCHMARK(BM_VerifyManyLanes)->Apply(EveryCount);

}  // namespace
}  // namespace hardtack::bench

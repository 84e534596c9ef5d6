// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Step 1 of a token's route: base64url to bytes.

#include "bench/tokens.h"
#include "hardtack/wire/text_form.h"

namespace hardtack::bench {
namespace {

void BM_DecodeText(benchmark::State& state) {
  const Token token = ReadToken(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(wire::DecodeTextForm(token.text));
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(token.text.size()));
}
BENCHMARK(BM_DecodeText)->Apply(EveryToken);

}  // namespace
}  // namespace hardtack::bench

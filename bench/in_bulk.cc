// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Many different tokens at once, from text to decision, and on two threads. An iteration is one token.

#include <span>
#include <string_view>
#include <vector>

#include "bench/batch.h"
#include "bench/tokens.h"
#include "hardtack/token/verify_all.h"

namespace hardtack::bench {
namespace {

void BM_AuthorizeAll(benchmark::State& state) {
  const std::vector<std::string> texts = MakeBatch(state.range(0));
  const Token model = ReadToken(state.range(0));
  const token::Authorizer authorizer = Must(token::Authorizer::Create(model.policy));
  const token::RootKeyLookup lookup = token::SingleRootKey(model.root_key);
  std::vector<token::Request> requests;
  for (const std::string& text : texts) requests.push_back({text, {}});
  while (state.KeepRunningBatch(static_cast<int64_t>(requests.size()))) {
    for (const auto& decision : token::AuthorizeAll(requests, lookup, authorizer)) {
      Check(decision.status());
      if (!decision->allowed()) state.SkipWithError("denied");
    }
  }
}
BENCHMARK(BM_AuthorizeAll)->Apply(EveryToken)->Unit(benchmark::kMicrosecond);

// Each thread has its part of the batch.
void BM_VerifyAllOnThreads(benchmark::State& state) {
  const std::vector<std::string> texts = MakeBatch(state.range(0));
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  const size_t share = views.size() / static_cast<size_t>(state.threads());
  const auto part = std::span(views).subspan(static_cast<size_t>(state.thread_index()) * share, share);
  const token::RootKeyLookup lookup = token::SingleRootKey(ReadToken(state.range(0)).root_key);
  while (state.KeepRunningBatch(static_cast<int64_t>(part.size()))) {
    for (const auto& token : token::VerifyAll(part, lookup)) Check(token.status());
  }
}
BENCHMARK(BM_VerifyAllOnThreads)->Apply(EveryToken)->Unit(benchmark::kMicrosecond)->UseRealTime()->ThreadRange(1, 2);

}  // namespace
}  // namespace hardtack::bench

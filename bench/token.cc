// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The whole route, from text to decision, and its second half, for a token that was verified before.

#include "bench/tokens.h"
#include "hardtack/token/authorizer.h"

namespace hardtack::bench {
namespace {

void BM_VerifyAndAuthorize(benchmark::State& state) {
  const Token token = ReadToken(state.range(0));
  const token::Authorizer authorizer = Must(token::Authorizer::Create(token.policy));
  const token::RootKeyLookup lookup = token::SingleRootKey(token.root_key);
  for (auto _ : state) {
    const token::Biscuit verified =
        Must(token::Biscuit::Verify(Must(token::UnverifiedBiscuit::FromText(token.text)), lookup));
    if (!Must(authorizer.Authorize(verified)).allowed()) state.SkipWithError("denied");
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_VerifyAndAuthorize)->Apply(EveryToken);

void BM_AuthorizeVerified(benchmark::State& state) {
  const Token token = ReadToken(state.range(0));
  const token::Authorizer authorizer = Must(token::Authorizer::Create(token.policy));
  const token::Biscuit verified = Verified(token);
  for (auto _ : state) {
    if (!Must(authorizer.Authorize(verified)).allowed()) state.SkipWithError("denied");
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_AuthorizeVerified)->Apply(EveryToken);

// A decision that could be explained, and is not: the same work as BM_AuthorizeVerified, since evaluating keeps no books
// for explanations.
void BM_EvaluateVerified(benchmark::State& state) {
  const Token token = ReadToken(state.range(0));
  const token::Authorizer authorizer = Must(token::Authorizer::Create(token.policy));
  const token::Biscuit verified = Verified(token);
  for (auto _ : state) {
    const engine::Outcome outcome = Must(authorizer.Evaluate(verified));
    if (!Must(outcome.decision).allowed()) state.SkipWithError("denied");
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_EvaluateVerified)->Apply(EveryToken);

// And one that is explained: what asking adds.
void BM_EvaluateAndExplain(benchmark::State& state) {
  const Token token = ReadToken(state.range(0));
  const token::Authorizer authorizer = Must(token::Authorizer::Create(token.policy));
  const token::Biscuit verified = Verified(token);
  for (auto _ : state) {
    engine::Outcome outcome = Must(authorizer.Evaluate(verified));
    benchmark::DoNotOptimize(authorizer.Explain(verified, {}, outcome));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_EvaluateAndExplain)->Apply(EveryToken);

}  // namespace
}  // namespace hardtack::bench

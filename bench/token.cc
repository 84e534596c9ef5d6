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

}  // namespace
}  // namespace hardtack::bench

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Identities after 1, 3 and 5 delegations, from text to who acts: the chain of signatures, the structure of every block
// and the checks. As a third party signs, each delegation has two signatures.

#include <string>

#include "bench/tokens.h"
#include "hardtack/identity/verify.h"

namespace hardtack::bench {
namespace {

constexpr int64_t kNow = 1906545600;  // the time that the policies of these tokens state

void VerifyIdentity(benchmark::State& state, const std::string& form) {
  const Token token = ReadToken("identity_" + std::to_string(state.range(0)) + "_" + form);
  const identity::Verifier verifier = Must(identity::Verifier::Create(token::SingleRootKey(token.root_key)));
  const identity::VerifyRequest request{.now = kNow, .identity = std::nullopt, .domain = std::nullopt};
  for (auto _ : state) {
    const auto verdict = Must(verifier.Verify(Must(token::UnverifiedBiscuit::FromText(token.text)), request));
    if (std::holds_alternative<identity::Refusal>(verdict)) state.SkipWithError("refused");
  }
  state.SetItemsProcessed(state.iterations());
}

void BM_VerifyFirstPartyIdentity(benchmark::State& state) { VerifyIdentity(state, "first_party"); }
BENCHMARK(BM_VerifyFirstPartyIdentity)->ArgName("delegations")->Arg(1)->Arg(3)->Arg(5);

void BM_VerifyThirdPartyIdentity(benchmark::State& state) { VerifyIdentity(state, "third_party"); }
BENCHMARK(BM_VerifyThirdPartyIdentity)->ArgName("delegations")->Arg(1)->Arg(3)->Arg(5);

}  // namespace
}  // namespace hardtack::bench

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Deciding alone: a verified token and a compiled policy. The reference's own case, groups in groups over folders in
// folders (bench/worlds), and a pattern that many rows must match. A token that a VerifiedCache remembers is compiled on
// top of the policy once (BM_DecideKept...), any other in each decision.

#include <fstream>
#include <iterator>
#include <string>

#include "bench/tokens.h"
#include "hardtack/parser/parser.h"
#include "hardtack/token/authorizer.h"
#include "hardtack/token/verified_cache.h"

namespace hardtack::bench {
namespace {

token::Authorizer ReadWorld(const std::string& name) {
  std::ifstream file(HARDTACK_BENCH_WORLDS "/" + name + ".datalog");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (text.empty()) Check(absl::NotFoundError("no such world: " + name));
  return Must(token::Authorizer::Create(Must(parser::ParseAuthorizer(text))));
}

void Decide(benchmark::State& state, const token::Biscuit& token, const token::Authorizer& authorizer) {
  for (auto _ : state) {
    if (!Must(authorizer.Authorize(token)).allowed()) state.SkipWithError("denied");
  }
}

token::Authorizer AuthorizerOf(const Token& token) { return Must(token::Authorizer::Create(token.policy)); }

void BM_DecideReferenceChecks(benchmark::State& state) {
  const Token token = ReadToken("reference_checks");
  Decide(state, Verified(token), AuthorizerOf(token));
}
BENCHMARK(BM_DecideReferenceChecks);

void BM_DecideGroups(benchmark::State& state) {
  Decide(state, Verified(ReadToken("bearer")), ReadWorld("groups_" + std::to_string(state.range(0))));
}
BENCHMARK(BM_DecideGroups)->ArgName("facts")->Arg(13)->Arg(45)->Arg(97);

void BM_DecideMatches(benchmark::State& state) {
  Decide(state, Verified(ReadToken("bearer")), ReadWorld("matches_400"));
}
BENCHMARK(BM_DecideMatches);

void DecideKept(benchmark::State& state, const Token& token, const token::Authorizer& authorizer) {
  token::VerifiedCache cache;
  Decide(state, Must(token::Biscuit::Verify(Unverified(token), token::SingleRootKey(token.root_key), &cache)),
         authorizer);
}

void BM_DecideKeptReferenceChecks(benchmark::State& state) {
  const Token token = ReadToken("reference_checks");
  DecideKept(state, token, AuthorizerOf(token));
}
BENCHMARK(BM_DecideKeptReferenceChecks);

void BM_DecideKeptGroups(benchmark::State& state) {
  DecideKept(state, ReadToken("bearer"), ReadWorld("groups_" + std::to_string(state.range(0))));
}
BENCHMARK(BM_DecideKeptGroups)->ArgName("facts")->Arg(13)->Arg(45)->Arg(97);

void BM_DecideKeptMatches(benchmark::State& state) { DecideKept(state, ReadToken("bearer"), ReadWorld("matches_400")); }
BENCHMARK(BM_DecideKeptMatches);

// Without a token, as policy engines that know none decide.
void BM_DecideRequest(benchmark::State& state) {
  const token::Authorizer authorizer = ReadWorld("groups_" + std::to_string(state.range(0)));
  const engine::Fact user{{"user", {engine::StringTerm("alice")}}};
  for (auto _ : state) {
    if (!Must(authorizer.Authorize(std::span(&user, 1))).allowed()) state.SkipWithError("denied");
  }
}
BENCHMARK(BM_DecideRequest)->ArgName("facts")->Arg(13)->Arg(45)->Arg(97);

}  // namespace
}  // namespace hardtack::bench

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Deciding alone: a verified token and a compiled policy. The reference's own case, groups in groups over folders in
// folders (bench/worlds), and a pattern that many rows must match. A token remembers what it was compiled to for the
// policy; BM_DecideFirst... compiles it in each decision, as for a token that was not decided about before.

#include <fstream>
#include <iterator>
#include <string>
#include <utility>

#include "bench/tokens.h"
#include "hardtack/engine/compile.h"
#include "hardtack/engine/decide.h"
#include "hardtack/parser/parser.h"
#include "hardtack/token/authorizer.h"

namespace hardtack::bench {
namespace {

engine::AuthorizerBlock ReadWorld(const std::string& name) {
  std::ifstream file(HARDTACK_BENCH_WORLDS "/" + name + ".datalog");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (text.empty()) Check(absl::NotFoundError("no such world: " + name));
  return Must(parser::ParseAuthorizer(text));
}

engine::AuthorizerBlock ReadGroups(const benchmark::State& state) {
  return ReadWorld("groups_" + std::to_string(state.range(0)));
}

void DecideAgain(benchmark::State& state, const Token& token, engine::AuthorizerBlock policy) {
  const token::Biscuit verified = Verified(token);
  const token::Authorizer authorizer = Must(token::Authorizer::Create(std::move(policy)));
  for (auto _ : state) {
    if (!Must(authorizer.Authorize(verified)).allowed()) state.SkipWithError("denied");
  }
}

void DecideFirst(benchmark::State& state, const Token& token, const engine::AuthorizerBlock& policy) {
  const token::Biscuit verified = Verified(token);
  const auto authorizer = Must(engine::CompileAuthorizer(policy));
  for (auto _ : state) {
    const engine::Outcome outcome = engine::Run(Must(engine::CompileToken(TokenBlocks(verified), authorizer)), {}, {});
    if (!Must(outcome.decision).allowed()) state.SkipWithError("denied");
  }
}

void BM_DecideReferenceChecks(benchmark::State& state) {
  const Token token = ReadToken("reference_checks");
  DecideAgain(state, token, token.policy);
}
BENCHMARK(BM_DecideReferenceChecks);

void BM_DecideGroups(benchmark::State& state) { DecideAgain(state, ReadToken("bearer"), ReadGroups(state)); }
BENCHMARK(BM_DecideGroups)->ArgName("facts")->Arg(13)->Arg(45)->Arg(97);

void BM_DecideMatches(benchmark::State& state) { DecideAgain(state, ReadToken("bearer"), ReadWorld("matches_400")); }
BENCHMARK(BM_DecideMatches);

void BM_DecideFirstReferenceChecks(benchmark::State& state) {
  const Token token = ReadToken("reference_checks");
  DecideFirst(state, token, token.policy);
}
BENCHMARK(BM_DecideFirstReferenceChecks);

void BM_DecideFirstGroups(benchmark::State& state) { DecideFirst(state, ReadToken("bearer"), ReadGroups(state)); }
BENCHMARK(BM_DecideFirstGroups)->ArgName("facts")->Arg(13)->Arg(45)->Arg(97);

void BM_DecideFirstMatches(benchmark::State& state) {
  DecideFirst(state, ReadToken("bearer"), ReadWorld("matches_400"));
}
BENCHMARK(BM_DecideFirstMatches);

// Without a token, as policy engines that know none decide.
void BM_DecideRequest(benchmark::State& state) {
  const token::Authorizer authorizer = Must(token::Authorizer::Create(ReadGroups(state)));
  const engine::Fact user{{"user", {engine::StringTerm("alice")}}};
  for (auto _ : state) {
    if (!Must(authorizer.Authorize(std::span(&user, 1))).allowed()) state.SkipWithError("denied");
  }
}
BENCHMARK(BM_DecideRequest)->ArgName("facts")->Arg(13)->Arg(45)->Arg(97);

}  // namespace
}  // namespace hardtack::bench

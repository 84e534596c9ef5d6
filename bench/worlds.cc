// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Deciding alone: a verified token and a compiled policy. The reference's own case, groups in groups over folders in
// folders (bench/worlds), and a pattern that many rows must match.

#include <fstream>
#include <iterator>
#include <string>

#include "bench/tokens.h"
#include "hardtack/parser/parser.h"
#include "hardtack/token/authorizer.h"

namespace hardtack::bench {
namespace {

token::Authorizer ReadWorld(const std::string& name) {
  std::ifstream file(HARDTACK_BENCH_WORLDS "/" + name + ".datalog");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (text.empty()) Check(absl::NotFoundError("no such world: " + name));
  return Must(token::Authorizer::Create(Must(parser::ParseAuthorizer(text))));
}

void DecideForBearer(benchmark::State& state, const token::Authorizer& authorizer) {
  const token::Biscuit bearer = Verified(ReadToken("bearer"));
  for (auto _ : state) {
    if (!Must(authorizer.Authorize(bearer)).allowed()) state.SkipWithError("denied");
  }
}

void BM_DecideReferenceChecks(benchmark::State& state) {
  const Token token = ReadToken("reference_checks");
  const token::Biscuit verified = Verified(token);
  const token::Authorizer authorizer = Must(token::Authorizer::Create(token.policy));
  for (auto _ : state) {
    if (!Must(authorizer.Authorize(verified)).allowed()) state.SkipWithError("denied");
  }
}
BENCHMARK(BM_DecideReferenceChecks);

void BM_DecideGroups(benchmark::State& state) {
  DecideForBearer(state, ReadWorld("groups_" + std::to_string(state.range(0))));
}
BENCHMARK(BM_DecideGroups)->ArgName("facts")->Arg(13)->Arg(45)->Arg(97);

void BM_DecideMatches(benchmark::State& state) { DecideForBearer(state, ReadWorld("matches_400")); }
BENCHMARK(BM_DecideMatches);

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

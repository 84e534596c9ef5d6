// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Input that was made to exhaust a verifier: how soon its limit stops each. The label is the error; `steps` is what was
// spent. That each is stopped, and at which step, is asserted in tests/engine/limits_test.cc and
// tests/token/limits_test.cc.

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "bench/tokens.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/decide.h"
#include "hardtack/parser/parser.h"
#include "hardtack/wire/block_codec.h"
#include "hardtack/wire/envelope.h"

namespace hardtack::bench {
namespace {

std::string Counted(const std::string& prefix, int count, const std::string& suffix) {
  std::string text;
  for (int i = 0; i < count; ++i) text += prefix + std::to_string(i) + suffix;
  return text;
}

void Label(benchmark::State& state, const absl::Status& status) {
  if (status.ok()) return state.SkipWithError("not stopped");
  state.SetLabel(std::string(NameOf(KindOf(status).value_or(ErrorKind::kInternal))));
}

// Compiles, evaluates and decides a token of two blocks, the second of which is `block`, as for the first request that
// an authorizer sees: its cache of patterns is empty.
void RunHostile(benchmark::State& state, const std::string& block, const std::string& policy,
                const std::vector<engine::Fact>& request = {}) {
  const engine::Block authority;
  const engine::Block appended = Must(parser::ParseBlock(block));
  const std::vector<engine::TokenBlock> blocks = {{&authority, nullptr}, {&appended, nullptr}};
  const engine::AuthorizerBlock parsed = Must(parser::ParseAuthorizer(policy));
  absl::Status status;
  for (auto _ : state) {
    const auto authorizer = Must(engine::CompileAuthorizer(parsed));
    const auto program = Must(engine::CompileToken(blocks, authorizer));
    const engine::Outcome outcome = engine::Run(program, request, {});
    status = outcome.decision.status();
    state.counters["steps"] = static_cast<double>(outcome.usage.steps);
  }
  Label(state, status);
}

void BM_StopCrossProductInCheck(benchmark::State& state) {
  RunHostile(state, Counted("p(", 360, ");") + "check if p($x), p($y), p($z), $x + $y + $z === -1;", "allow if true;");
}
BENCHMARK(BM_StopCrossProductInCheck);

void BM_StopCrossProductInRule(benchmark::State& state) {
  RunHostile(state, Counted("p(", 360, ");") + "q($x, $y, $z) <- p($x), p($y), p($z);", "allow if true;");
}
BENCHMARK(BM_StopCrossProductInRule);

void BM_StopClosureBomb(benchmark::State& state) {
  std::string bomb = "true";
  for (int i = 0; i < 8; ++i) bomb = "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].all($x" + std::to_string(i) + " -> " + bomb + ")";
  RunHostile(state, "check if " + bomb + ";", "allow if true;");
}
BENCHMARK(BM_StopClosureBomb);

void BM_StopExplodingPattern(benchmark::State& state) {
  const std::vector<engine::Fact> request = {{{"text", {engine::StringTerm(std::string(size_t{1} << 20, 'a'))}}}};
  RunHostile(state, "check if text($t), $t.matches(\"(?:[a-h].{0,200}[i-q]){3}zz\");", "allow if true;", request);
}
BENCHMARK(BM_StopExplodingPattern);

// 40,000 patterns of which no two are the same, each of `unit` many times and two facts.
void StopDistinctPatterns(benchmark::State& state, const std::string& unit, int count) {
  std::string pattern = "[";
  for (int i = 0; i < count; ++i) pattern += unit;
  RunHostile(state,
             Counted("p(\"", 200, "\");") + "check if p($a), p($b), \"-\".matches(\"" + pattern +
                 "\" + $a + \"_\" + $b + \"]\");",
             "allow if true;");
}

void BM_StopSmallPatterns(benchmark::State& state) { StopDistinctPatterns(state, "a", 10); }
BENCHMARK(BM_StopSmallPatterns);

void BM_StopClassPatterns(benchmark::State& state) { StopDistinctPatterns(state, "\\\\w", 100); }
BENCHMARK(BM_StopClassPatterns);

void BM_StopLongPatterns(benchmark::State& state) { StopDistinctPatterns(state, "\\\\w", 2020); }
BENCHMARK(BM_StopLongPatterns);

void BM_StopPatternThatTranslatesLarge(benchmark::State& state) { StopDistinctPatterns(state, "\\\\S", 1000); }
BENCHMARK(BM_StopPatternThatTranslatesLarge);

void BM_StopRoundOfManyFacts(benchmark::State& state) {
  RunHostile(state, Counted("p(", 120, ");") + "q($x, $y) <- p($x), p($y);", "allow if true;");
}
BENCHMARK(BM_StopRoundOfManyFacts);

void BM_StopWideFacts(benchmark::State& state) {
  std::string columns = "0", variables = "$x0";
  for (int i = 1; i < 2000; ++i) {
    columns += ", " + std::to_string(i);
    variables += ", $x" + std::to_string(i);
  }
  RunHostile(
      state,
      "w(" + columns + ");" + Counted("n(", 400, ");") + "q($n, " + variables + ") <- n($n), w(" + variables + ");",
      "allow if true;");
}
BENCHMARK(BM_StopWideFacts);

// 490 facts that share one array of `elements`, and 490 more that share it too: what the budget kept of them is listed,
// as tools do that show the world.
void StopSharedArray(benchmark::State& state, int elements) {
  engine::Block block =
      Must(parser::ParseBlock(Counted("n(", 490, ");") + "q($n, $a) <- n($n), big($a); r($n, $a) <- q($n, $a);"));
  block.facts.push_back(
      {{"big", {engine::Term(engine::Array{std::vector(static_cast<size_t>(elements), engine::IntegerTerm(0))})}}});
  const std::vector<engine::TokenBlock> blocks = {{&block, nullptr}};
  const auto authorizer = Must(engine::CompileAuthorizer(Must(parser::ParseAuthorizer("allow if true;"))));
  absl::Status status;
  for (auto _ : state) {
    const engine::Outcome outcome = engine::Run(Must(engine::CompileToken(blocks, authorizer)), {}, {});
    benchmark::DoNotOptimize(outcome.world.Facts());
    status = outcome.decision.status();
    state.counters["steps"] = static_cast<double>(outcome.usage.steps);
  }
  Label(state, status);
}

void BM_StopSharedArray(benchmark::State& state) { StopSharedArray(state, 1000); }
BENCHMARK(BM_StopSharedArray);

void BM_StopHugeSharedArray(benchmark::State& state) { StopSharedArray(state, 400'000); }
BENCHMARK(BM_StopHugeSharedArray);

void BM_StopRuleChain(benchmark::State& state) {
  std::string chain = "p0(1);";
  for (int i = 0; i < 1000; ++i) chain += "p" + std::to_string(i + 1) + "($x) <- p" + std::to_string(i) + "($x);";
  RunHostile(state, chain, "allow if true;");
}
BENCHMARK(BM_StopRuleChain);

// Decodes `bytes` as an envelope, which must fail.
void RefuseEnvelope(benchmark::State& state, const std::string& bytes) {
  absl::Status status;
  for (auto _ : state) status = wire::DecodeEnvelope(bytes).status();
  Label(state, status);
}

void BM_RefuseTenMegabytes(benchmark::State& state) { RefuseEnvelope(state, std::string(10 << 20, 'x')); }
BENCHMARK(BM_RefuseTenMegabytes);

void BM_RefuseTenThousandBlocks(benchmark::State& state) {
  const token::UnverifiedBiscuit token = Unverified(ReadToken(1));
  const std::vector<std::string_view> blocks(10'000, token.raw_block(engine::kAuthorityBlock));
  const std::string bytes = wire::EncodeEnvelope(std::nullopt, blocks, {wire::ProofKind::kNextSecret, "secret"});
  RefuseEnvelope(state, bytes);
}
BENCHMARK(BM_RefuseTenThousandBlocks);

// A block of 2 MB in which 300,000 facts of seven bytes are named by one symbol of 100 KB: 30 GB of text.
void BM_RefuseSymbolExpansion(benchmark::State& state) {
  std::string bytes = "\x0a\xa0\x8d\x06" + std::string(100'000, 's') + "\x18\x03";  // the symbol, version 3
  for (int i = 0; i < 300'000; ++i) bytes += "\x22\x05\x0a\x03\x08\x80\x08";        // a fact: symbol 1024
  absl::Status status;
  for (auto _ : state) {
    wire::Tables fresh;
    status = wire::DecodeBlock(bytes, fresh).status();
  }
  Label(state, status);
}
BENCHMARK(BM_RefuseSymbolExpansion);

void BM_RefuseNestedText(benchmark::State& state) {
  const std::string text(size_t{1} << 20, '[');
  absl::Status status;
  for (auto _ : state) status = parser::ParseTerm(text).status();
  Label(state, status);
}
BENCHMARK(BM_RefuseNestedText);

}  // namespace
}  // namespace hardtack::bench

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Datalog text to syntax.

#include <string>

#include "bench/tokens.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/parser/parser.h"

namespace hardtack::bench {
namespace {

void BM_ParseAuthorizer(benchmark::State& state) {
  const std::string text = engine::ToString(ReadToken(1).policy);
  for (auto _ : state) benchmark::DoNotOptimize(Must(parser::ParseAuthorizer(text)));
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(text.size()));
}
BENCHMARK(BM_ParseAuthorizer);

// A fact and a rule.
std::string StatementPair(int64_t i) {
  const std::string n = std::to_string(i);
  return "right(\"/docs/" + n + "\", \"read\"); may($u, " + n + ") <- user($u), limit($l), $l > " + n +
         " && $u != \"\";\n";
}

void BM_ParseMegabyte(benchmark::State& state) {
  std::string text;
  for (int64_t i = 0; text.size() < 1'000'000; ++i) text += StatementPair(i);
  for (auto _ : state) benchmark::DoNotOptimize(Must(parser::ParseAuthorizer(text)));
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(text.size()));
}
BENCHMARK(BM_ParseMegabyte);

void BM_ParseBlock(benchmark::State& state) {
  std::string text;
  for (int64_t i = 0; i < state.range(0); ++i) text += StatementPair(i);
  for (auto _ : state) benchmark::DoNotOptimize(Must(parser::ParseBlock(text)));
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(text.size()));
}
BENCHMARK(BM_ParseBlock)->ArgName("statement_pairs")->Range(1, 4096);

void BM_ParseNestedArrays(benchmark::State& state) {
  std::string text = "1";
  for (int64_t i = 0; i < state.range(0); ++i) text = "[" + text + "]";
  for (auto _ : state) benchmark::DoNotOptimize(Must(parser::ParseTerm(text)));
}
BENCHMARK(BM_ParseNestedArrays)->ArgName("levels")->Arg(8)->Arg(60);

}  // namespace
}  // namespace hardtack::bench

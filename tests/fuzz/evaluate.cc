// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Programs whose every choice (how many blocks, which term, which operator) is a byte of the input, decided by the
// engine and by the naive evaluator (tests/differential), which agree on facts, rounds, errors, decision and queries.
// 1 KiB (-max_len=1024) is more choices than most programs take; those that lack are made by a fixed seed.
#include <cstdio>
#include <string_view>

#include "tests/differential/engine_run.h"
#include "tests/differential/generate.h"
#include "tests/fuzz/property.h"

namespace hardtack::fuzz {
namespace {

void CheckProgram(std::string_view choices) {
  const differential::Program program = differential::Generate(differential::Random(choices));
  const auto disagreement = differential::Disagreement(program);
  if (!disagreement) return;
  std::fprintf(stderr, "%s\n%s\n", differential::ToString(program).c_str(), disagreement->c_str());
  Require(false, "the engine agrees with the naive evaluator");
}

}  // namespace
}  // namespace hardtack::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  hardtack::fuzz::CheckProgram(hardtack::fuzz::AsText(data, size));
  return 0;
}

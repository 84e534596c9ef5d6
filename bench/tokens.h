// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The input of the benchmarks: committed tokens of 1, 3, 5 and 10 blocks, and each of the stages that they pass on
// their way from text to decision, so that a benchmark starts where the one before it ended.

#ifndef HARDTACK_BENCH_TOKENS_H_
#define HARDTACK_BENCH_TOKENS_H_

#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "absl/status/statusor.h"
#include "hardtack/crypto/key.h"
#include "hardtack/engine/ast.h"
#include "hardtack/engine/compile.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::bench {

// Ends the program, with the message, if a status is an error: a benchmark of a failure measures nothing.
void Check(const absl::Status& status);
template <typename T>
T Must(absl::StatusOr<T> value) {
  Check(value.status());
  return *std::move(value);
}

// One of bench/tokens/*.txt, by its name without the ending, or bench/tokens/NN_blocks.txt by the number of blocks.
struct Token {
  std::string text;
  crypto::PublicKey root_key;
  engine::AuthorizerBlock policy;
};
Token ReadToken(const std::string& name);
Token ReadToken(int64_t blocks);

token::UnverifiedBiscuit Unverified(const Token& token);
token::Biscuit Verified(const Token& token);

// `token`'s blocks as the engine takes them; refers to `token`.
std::vector<engine::TokenBlock> TokenBlocks(const token::Biscuit& token);

// Runs a benchmark on each token; its argument is the number of blocks.
inline void EveryToken(benchmark::internal::Benchmark* benchmark) {
  benchmark->ArgName("blocks");
  for (int64_t blocks : {1, 3, 5, 10}) benchmark->Arg(blocks);
}

}  // namespace hardtack::bench

#endif  // HARDTACK_BENCH_TOKENS_H_

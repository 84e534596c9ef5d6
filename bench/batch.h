// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Batches of tokens as a service meets them: they have the blocks of one of bench/tokens and its root key, and differ in
// their user and in all other keys. Made from fixed secrets, the same on every machine, so that peers measure the same
// tokens: bench/write_tokens.cc.

#ifndef HARDTACK_BENCH_BATCH_H_
#define HARDTACK_BENCH_BATCH_H_

#include <cstdint>
#include <string>
#include <vector>

namespace hardtack::bench {

// Tokens in a batch. Far more than are verified together, few enough to be made in a moment.
inline constexpr size_t kBatch = 512;

// The texts of tokens with the blocks of bench/tokens/NN_blocks.txt, allowed by its policy.
std::vector<std::string> MakeBatch(int64_t blocks);

// Child i is token i of MakeBatch(blocks), narrowed by one block more, and allowed as well.
std::vector<std::string> MakeChildren(int64_t blocks);

}  // namespace hardtack::bench

#endif  // HARDTACK_BENCH_BATCH_H_

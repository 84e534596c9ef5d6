// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A second opinion on chains of signatures, written from the specification and not from crypto/chain.cc: one signature
// after the other, each by the library that has its algorithm.

#ifndef HARDTACK_TESTS_FUZZ_SLOW_CHAIN_H_
#define HARDTACK_TESTS_FUZZ_SLOW_CHAIN_H_

#include "hardtack/crypto/key.h"
#include "tests/fuzz/forge.h"

namespace hardtack::fuzz {

// Whether every signature of `token` verifies under `root`, and the proof belongs to its last block.
// Biscuit specification, "Verifying".
bool ChainHolds(const Token& token, const crypto::PublicKey& root);

}  // namespace hardtack::fuzz

#endif  // HARDTACK_TESTS_FUZZ_SLOW_CHAIN_H_

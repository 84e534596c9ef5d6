// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Strict Ed25519 verifications, eight in one pass, or one or two in less time than a pass, for processors with AVX-512
// IFMA.
//
// Only for public data: neither the time taken nor the memory touched hides keys, messages or signatures. There is no
// signing here and must not be.
//
// This header is included by code that is compiled for any processor, so nothing of vectors is in it. Internal to
// crypto.

#ifndef HARDTACK_CRYPTO_LANES_VERIFY_H_
#define HARDTACK_CRYPTO_LANES_VERIFY_H_

#include <cstddef>
#include <cstdint>

namespace hardtack::crypto::lanes {

inline constexpr int kItemsPerPass = 8;

// Borrowed bytes: a key of 32, a signature of 64, a message of any size.
struct Item {
  const uint8_t* key;
  const uint8_t* signature;
  const uint8_t* message;
  size_t message_size;
};

// Bit i of the result: whether signature i is good. Takes the same time for one item as for eight, but for hashing,
// which takes as long as the longest message does. About 20 KiB of stack, no allocation.
// REQUIRES: 1 <= count <= kItemsPerPass; a processor with AVX-512 F, BW, DQ, VL and IFMA.
uint8_t VerifyPass(const Item* items, int count);

// Whether one signature is good, in a quarter of the time of a pass.
bool VerifyOne(const Item& item);

// Two, as VerifyPass says, in less than twice the time of one.
uint8_t VerifyPair(const Item& first, const Item& second);

}  // namespace hardtack::crypto::lanes

#endif  // HARDTACK_CRYPTO_LANES_VERIFY_H_

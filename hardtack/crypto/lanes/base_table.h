// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The multiples 0 to 128 of the base point of edwards25519, as constants of the program.
//
// Plain memory: nothing of vectors is in this header. Internal to crypto/lanes.

#ifndef HARDTACK_CRYPTO_LANES_BASE_TABLE_H_
#define HARDTACK_CRYPTO_LANES_BASE_TABLE_H_

#include <cstdint>

namespace hardtack::crypto::lanes {

inline constexpr int kBaseMultiples = 129;

// A point (x, y) as y + x, y - x and 2dxy, five limbs of radix 2^51 each, and a word that stays zero.
struct alignas(64) BaseEntry {
  uint64_t word[16] = {};
};

struct BaseTable {
  BaseEntry entry[kBaseMultiples];
};

extern const BaseTable kBaseTable;

}  // namespace hardtack::crypto::lanes

#endif  // HARDTACK_CRYPTO_LANES_BASE_TABLE_H_

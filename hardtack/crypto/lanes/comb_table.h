// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The multiples 1 to 8 of 256^i times the base point of edwards25519, for i from 0 to 31, as constants of the program:
// 40 KiB. With them a multiple of the base point is a sum without doublings (Bernstein, Duif, Lange, Schwabe and Yang,
// "High-speed high-security signatures", 2011, section 4).
//
// Plain memory: nothing of vectors is in this header. Internal to crypto/lanes.

#ifndef HARDTACK_CRYPTO_LANES_COMB_TABLE_H_
#define HARDTACK_CRYPTO_LANES_COMB_TABLE_H_

#include <cstdint>

#include "hardtack/crypto/lanes/constant.h"

namespace hardtack::crypto::lanes {

inline constexpr int kCombRows = 32;
inline constexpr int kCombMultiples = 8;

// A point (x, y) as quad_point.h adds it: (y - x, y + x, 2, 2dxy), limb by limb.
struct alignas(32) CombEntry {
  uint64_t limb[kLimbs][4];
};

struct CombRow {
  CombEntry multiple[kCombMultiples];  // from 1
};

struct CombTable {
  CombRow row[kCombRows];
};

extern const CombTable kCombTable;

}  // namespace hardtack::crypto::lanes

#endif  // HARDTACK_CRYPTO_LANES_COMB_TABLE_H_

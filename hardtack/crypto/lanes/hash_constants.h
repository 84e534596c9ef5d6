// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The constants of SHA-512 (FIPS 180-4, sections 4.2.3 and 5.3.5).
//
// Plain memory: nothing of vectors is in this header. Internal to crypto/lanes.

#ifndef HARDTACK_CRYPTO_LANES_HASH_CONSTANTS_H_
#define HARDTACK_CRYPTO_LANES_HASH_CONSTANTS_H_

#include <cstdint>

namespace hardtack::crypto::lanes {

inline constexpr int kRounds = 80;
inline constexpr int kStateWords = 8;

struct HashConstants {
  uint64_t round[kRounds] = {};
  uint64_t initial_state[kStateWords] = {};
};

extern const HashConstants kHashConstants;

}  // namespace hardtack::crypto::lanes

#endif  // HARDTACK_CRYPTO_LANES_HASH_CONSTANTS_H_

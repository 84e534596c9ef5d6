// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// SHA-512 (FIPS 180-4) of eight messages at once, of any lengths.
//
// Internal to crypto/lanes.

#ifndef HARDTACK_CRYPTO_LANES_HASH_H_
#define HARDTACK_CRYPTO_LANES_HASH_H_

#include <cstddef>

#include "hardtack/crypto/lanes/vector.h"

namespace hardtack::crypto::lanes {

inline constexpr size_t kPrefixBytes = 64;
inline constexpr size_t kDigestBytes = 64;

// A short prefix and a body that is borrowed: in Ed25519 R and the key, and the message.
struct PrefixedMessage {
  uint8_t prefix[kPrefixBytes];
  const uint8_t* body;
  size_t body_size;
};

// Takes as long as the longest message does. Bodies are read in place, allocates nothing.
void Sha512(const PrefixedMessage (&messages)[kLanes], uint8_t (&digests)[kLanes][kDigestBytes]);

}  // namespace hardtack::crypto::lanes

#endif  // HARDTACK_CRYPTO_LANES_HASH_H_

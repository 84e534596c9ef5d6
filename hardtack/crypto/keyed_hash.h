// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A 128-bit hash under a key that nobody else knows: whoever chooses the inputs can neither find two with the same hash
// nor predict one. For tables in memory; a hash means nothing to another process.
//
// SipHash-2-4 with 128 bits of output. Aumasson, Bernstein 2012, "SipHash: a fast short-input PRF".

#ifndef HARDTACK_CRYPTO_KEYED_HASH_H_
#define HARDTACK_CRYPTO_KEYED_HASH_H_

#include <array>
#include <cstdint>
#include <string_view>

namespace hardtack::crypto {

struct Hash128 {
  uint64_t low = 0;
  uint64_t high = 0;
  bool operator==(const Hash128&) const = default;
};

// A key of its own for each object, from the system's random source. Copies have the same key. Thread-safe.
class KeyedHash {
 public:
  KeyedHash();

  // Linear.
  Hash128 Of(std::string_view bytes) const;
  // Of two hashes one after the other: for the hash of a sequence.
  Hash128 Of(const Hash128& first, const Hash128& second) const;

 private:
  std::array<unsigned char, 16> key_;
};

}  // namespace hardtack::crypto

#endif  // HARDTACK_CRYPTO_KEYED_HASH_H_

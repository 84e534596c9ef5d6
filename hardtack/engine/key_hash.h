// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The hash of a few values, by which the rows of an index are found. It is fast and keyed, and no more: within a bucket
// rows are sorted, so whoever made many keys collide would make a search logarithmic and not linear.
//
// Multiplicative hashing (Knuth 6.4): a word is joined to the state by exclusive or, the state is multiplied by a factor
// to twice its width, and the two halves are joined by exclusive or.

#ifndef HARDTACK_ENGINE_KEY_HASH_H_
#define HARDTACK_ENGINE_KEY_HASH_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "hardtack/engine/sip_hash.h"
#include "hardtack/engine/value.h"

namespace hardtack::engine {

// The key's high word, made odd, is the factor, and its low word the first state. The high bits are the good ones.
template <typename F>
uint64_t KeyHash(SipKey key, size_t count, const F& word_at) {
  uint64_t state = key.low;
  for (size_t i = 0; i < count; ++i) {
    const auto product = static_cast<unsigned __int128>(state ^ word_at(i)) * (key.high | 1);
    state = static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
  }
  return state * 0x9e3779b97f4a7c15;  // 2^64 divided by the golden ratio
}

inline uint64_t KeyHash(SipKey key, std::span<const Value> values) {
  return KeyHash(key, values.size(), [&](size_t i) { return values[i].word(); });
}

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_KEY_HASH_H_

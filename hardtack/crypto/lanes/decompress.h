// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Encoded points to points. The square root is a chain of 252 squarings that each wait for the one before, so that a
// second point in each lane is nearly free, and in half a register it is four points that take hardly longer than one.
// A verification has two points to decode, the key and R.
//
// RFC 8032, section 5.1.3.
//
// Internal to crypto/lanes.

#ifndef HARDTACK_CRYPTO_LANES_DECOMPRESS_H_
#define HARDTACK_CRYPTO_LANES_DECOMPRESS_H_

#include "hardtack/crypto/lanes/point.h"

namespace hardtack::crypto::lanes {

template <typename V>
struct BasicDecompressed {
  BasicExtended<V> point;  // its Z is 1
  Mask on_curve;           // in the other lanes the point is meaningless
};

using Decompressed = BasicDecompressed<Vector>;

// The sign bit of x = 0 is not looked at, nor whether y is below p (IsCanonical).
void Decompress(const Words (&encoded)[2], Decompressed (&decoded)[2]);
BasicDecompressed<HalfVector> Decompress(const BasicWords<HalfVector>& encoded);

// Whether the encoded y is below p.
template <typename V>
inline Mask IsCanonical(const BasicWords<V>& encoded) {
  const V* w = encoded.word;
  const V ones = Broadcast<V>(~uint64_t{0});
  const Mask upper_bits_set = Equal(w[3] | uint64_t{1} << 63, ones) & Equal(w[2] & w[1], ones);
  return static_cast<Mask>(~upper_bits_set) | Less(w[0], Broadcast<V>(uint64_t{0} - 19));
}

}  // namespace hardtack::crypto::lanes

#endif  // HARDTACK_CRYPTO_LANES_DECOMPRESS_H_

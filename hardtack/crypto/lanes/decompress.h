// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Encoded points to points, two per lane at once: the square root is a chain of 252 squarings that each wait for the one
// before, so a second chain is nearly free. A verification has two points to decode, the key and R.
//
// RFC 8032, section 5.1.3.
//
// Internal to crypto/lanes.

#ifndef HARDTACK_CRYPTO_LANES_DECOMPRESS_H_
#define HARDTACK_CRYPTO_LANES_DECOMPRESS_H_

#include "hardtack/crypto/lanes/point.h"

namespace hardtack::crypto::lanes {

struct Decompressed {
  Extended point;  // its Z is 1
  Mask on_curve;   // in the other lanes the point is meaningless
};

// The sign bit of x = 0 is not looked at, nor whether y is below p (IsCanonical).
void Decompress(const Words (&encoded)[2], Decompressed (&decoded)[2]);

// Whether the encoded y is below p.
Mask IsCanonical(const Words& encoded);

}  // namespace hardtack::crypto::lanes

#endif  // HARDTACK_CRYPTO_LANES_DECOMPRESS_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Points of edwards25519 for the compiler, as constant.h has numbers: what tables of multiples are computed with.
//
// Points are added in extended coordinates (Hisil, Wong, Carter and Dawson 2008, section 3.1) and then made affine with
// one inversion for all of them (Montgomery's trick: Cohen, "A Course in Computational Algebraic Number Theory",
// algorithm 10.3.4).
//
// Internal to crypto/lanes.

#ifndef HARDTACK_CRYPTO_LANES_CONSTANT_POINT_H_
#define HARDTACK_CRYPTO_LANES_CONSTANT_POINT_H_

#include "hardtack/crypto/lanes/constant.h"

namespace hardtack::crypto::lanes {

struct ConstantPoint {
  Constant x = kZero, y = kOne, z = kOne, t = kZero;
};

inline constexpr ConstantPoint kBase{kBaseX, kBaseY, kOne, kBaseX* kBaseY};

constexpr ConstantPoint operator+(const ConstantPoint& p, const ConstantPoint& q) {
  const Constant a = (p.y - p.x) * (q.y - q.x), b = (p.y + p.x) * (q.y + q.x);
  const Constant c = p.t * kTwoD * q.t, d = (p.z + p.z) * q.z;
  const Constant e = b - a, f = d - c, g = d + c, h = b + a;
  return {e * f, g * h, f * g, e * h};
}

// A point (x, y) as tables have it.
struct ConstantEntry {
  Constant y_plus_x, y_minus_x, two_d_xy;
};

template <int kCount>
struct ConstantEntries {
  ConstantEntry entry[kCount];
};

template <int kCount>
constexpr ConstantEntries<kCount> ToEntries(const ConstantPoint (&points)[kCount]) {
  Constant product_below[kCount];  // of the z of all points before
  product_below[0] = kOne;
  for (int i = 1; i < kCount; ++i) product_below[i] = product_below[i - 1] * points[i - 1].z;
  ConstantEntries<kCount> entries;
  Constant inverse = Inverse(product_below[kCount - 1] * points[kCount - 1].z);
  for (int i = kCount - 1; i >= 0; --i) {
    const Constant inverse_of_z = inverse * product_below[i];
    const Constant x = points[i].x * inverse_of_z, y = points[i].y * inverse_of_z;
    entries.entry[i] = {y + x, y - x, kTwoD * x * y};
    inverse = inverse * points[i].z;
  }
  return entries;
}

}  // namespace hardtack::crypto::lanes

#endif  // HARDTACK_CRYPTO_LANES_CONSTANT_POINT_H_

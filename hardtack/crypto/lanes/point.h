// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Points of edwards25519, one per lane: doubling and addition.
//
// Hisil, Wong, Carter and Dawson, "Twisted Edwards Curves Revisited", 2008: the formulas of section 3.1 for a = -1
// (unified, so they hold for any two points) and of section 3.3, and the mix of coordinates of section 4.3: T is only
// made where the next operation is an addition. Tested by tests/crypto/lanes_test.cc.
//
// Internal to crypto/lanes.

#ifndef HARDTACK_CRYPTO_LANES_POINT_H_
#define HARDTACK_CRYPTO_LANES_POINT_H_

#include "hardtack/crypto/lanes/field.h"

namespace hardtack::crypto::lanes {

template <typename V>
struct BasicProjective {  // (X : Y : Z), x = X/Z, y = Y/Z
  BasicField<V> x, y, z;
};

template <typename V>
struct BasicExtended : BasicProjective<V> {  // and T = XY/Z
  BasicField<V> t;
};

using Projective = BasicProjective<Vector>;
using Extended = BasicExtended<Vector>;

// What both formulas end in: X = EF, Y = GH, Z = FG, T = EH.
template <typename V>
struct BasicCompleted {
  BasicField<V> e, f, g, h;
};

using Completed = BasicCompleted<Vector>;

// A point as the second operand of an addition.
struct Cached {
  Field y_plus_x, y_minus_x, two_z, two_d_t;
};

struct AffineCached {  // Z = 1
  Field y_plus_x, y_minus_x, two_d_t;
};

inline Extended Neutral() {
  const Field zero = Broadcast(kZero), one = Broadcast(kOne);
  return {{zero, one, one}, zero};
}

template <typename V>
[[gnu::always_inline]] inline BasicProjective<V> ToProjective(const BasicCompleted<V>& p) {
  return {Carry(p.e * p.f), Carry(p.g * p.h), Carry(p.f * p.g)};
}

[[gnu::always_inline]] inline Extended ToExtended(const Completed& p) { return {ToProjective(p), Carry(p.e * p.h)}; }

[[gnu::always_inline]] inline Cached ToCached(const Extended& p) {
  return {Carry(p.y + p.x), Carry(p.y - p.x), Carry(p.z + p.z), Carry(p.t * Broadcast(kTwoD))};
}

// E = (X+Y)^2 - X^2 - Y^2 and G = Y^2 - X^2 as in section 3.3; F and H with both signs changed, which is the same point.
template <typename V>
[[gnu::always_inline]] inline BasicCompleted<V> Double(const BasicProjective<V>& p) {
  const BasicSum<V> xx = Square(p.x), yy = Square(p.y), zz = Square(p.z);
  const BasicSum<V> both = Square(Carry(p.x + p.y));
  return {Carry(both - (xx + yy)), Carry(zz + zz + xx - yy), Carry(yy - xx), Carry(yy + xx)};
}

// E = B - A, F = D - C, G = D + C, H = B + A of section 3.1, for p + q, or p - q in the lanes of `negative`: negating q
// exchanges y + x with y - x, and C changes its sign.
[[gnu::always_inline]] inline Completed AddUp(const Extended& p, const Field& y_plus_x, const Field& y_minus_x,
                                              const Sum& c, const Sum& d, Mask negative) {
  const Sum a = Carry(p.y - p.x) * Select(negative, y_minus_x, y_plus_x);
  const Sum b = Carry(p.y + p.x) * Select(negative, y_plus_x, y_minus_x);
  const Field difference = Carry(d - c), sum = Carry(d + c);
  return {Carry(b - a), Select(negative, difference, sum), Select(negative, sum, difference), Carry(b + a)};
}

[[gnu::always_inline]] inline Completed Add(const Extended& p, const Cached& q, Mask negative) {
  return AddUp(p, q.y_plus_x, q.y_minus_x, p.t * q.two_d_t, p.z * q.two_z, negative);
}

[[gnu::always_inline]] inline Completed Add(const Extended& p, const AffineCached& q, Mask negative) {
  return AddUp(p, q.y_plus_x, q.y_minus_x, p.t * q.two_d_t, p.z + p.z, negative);
}

// Points whose order divides 8. Exactly for these 4p is the neutral element or (0, -1): nothing else has x = 0.
template <typename V>
inline Mask HasSmallOrder(const BasicProjective<V>& p) {
  return IsZero(ToProjective(Double(ToProjective(Double(p)))).x);
}

// Whether p is the affine point (q.x, q.y). REQUIRES: q.z = 1.
inline Mask IsAffine(const Projective& p, const Projective& q) {
  return IsZero(Carry(p.x - q.x * p.z)) & IsZero(Carry(p.y - q.y * p.z));
}

}  // namespace hardtack::crypto::lanes

#endif  // HARDTACK_CRYPTO_LANES_POINT_H_

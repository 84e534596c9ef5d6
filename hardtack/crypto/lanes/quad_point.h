// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Points of edwards25519 with their four coordinates side by side in four lanes, so that one point takes half a register
// and two take a whole one: for few verifications, where point.h would leave lanes empty.
//
// Hisil, Wong, Carter and Dawson, "Twisted Edwards Curves Revisited", 2008, section 4, has doubling and addition for four
// processors: four products, sums and differences of them, four products. Here the sums across lanes are made before
// the carry, so that a product follows the one before after one carry and one exchange of lanes.
//
// The formulas of point.h, and unified like those. Nothing branches on a number or indexes with one. Tested by
// tests/crypto/lanes_test.cc.
//
// Internal to crypto/lanes.

#ifndef HARDTACK_CRYPTO_LANES_QUAD_POINT_H_
#define HARDTACK_CRYPTO_LANES_QUAD_POINT_H_

#include "hardtack/crypto/lanes/point.h"

namespace hardtack::crypto::lanes {

// The lanes of a coordinate, in each four. V is HalfVector or Vector.
inline constexpr Mask kLaneX = 0x11, kLaneY = 0x22, kLaneZ = 0x44, kLaneT = 0x88;

template <typename V>
inline constexpr int kQuads = kLanesOf<V> / 4;

// (X, Y, Z, T) with x = X/Z, y = Y/Z, T = XY/Z; products that are not carried yet.
template <typename V>
struct QuadPoint {
  BasicSum<V> xyzt;
};

// From the lanes 0 and 1, or 2 and 3, of `points`, as many as a V takes.
template <typename V>
inline QuadPoint<V> ToQuads(const BasicExtended<HalfVector>& points, int first_lane) {
  QuadPoint<V> quads;
  for (int i = 0; i < kLimbs; ++i) {
    HalfVector rows[4] = {points.x.limb[i], points.y.limb[i], points.z.limb[i], points.t.limb[i]};
    Transpose(rows);
    SetFours(rows + first_lane, quads.xyzt.limb[i]);
  }
  return quads;
}

// The four lanes of each point whose bit is set.
inline Mask LanesOf(Mask points) { return static_cast<Mask>((points & 1) * 0x0f | (points >> 1 & 1) * 0xf0); }

// A point as the second operand of an addition: (Y - X, Y + X, 2Z, 2dT).
template <typename V>
struct QuadCached {
  BasicField<V> number;
};

// Each lane's own constant, the same in each four.
template <typename V>
inline BasicField<V> BroadcastFour(const Constant& x, const Constant& y, const Constant& z, const Constant& t) {
  BasicField<V> result;
  for (int i = 0; i < kLimbs; ++i) {
    const uint64_t limbs[4] = {x.limb[i], y.limb[i], z.limb[i], t.limb[i]};
    const HalfVector fours[2] = {LoadHalf(limbs), LoadHalf(limbs)};
    SetFours(fours, result.limb[i]);
  }
  return result;
}

template <typename V>
inline QuadPoint<V> QuadNeutral() {
  return {BroadcastFour<V>(kZero, kOne, kOne, kZero)};
}

// X = EF, Y = GH, Z = FG, T = HE of (E, G, F, H).
template <typename V>
[[gnu::always_inline]] inline QuadPoint<V> Complete(const BasicSum<V>& egfh) {
  const BasicField<V> factor = Carry(egfh);
  BasicField<V> other;
  for (int i = 0; i < kLimbs; ++i) other.limb[i] = Permute<2, 3, 1, 0>(factor.limb[i]);
  return {factor * other};
}

// A limb of 1024 p: what may be subtracted from it is said at operator- of field.h.
inline constexpr uint64_t SpareLimb(int i) { return 1024 * (i == 0 ? kLowestLimbOfP : kLimbMask); }

// E = X^2 + Y^2 - (X + Y)^2, G = X^2 - Y^2, F = 2 Z^2 + G and H = X^2 + Y^2, from the squares of (X + Y, Y, Z, X). All
// have the other sign than in section 3.3, which is the same point. Limbs of F are the largest: below 2^61 + 3 * 2^59.3,
// which is less than 2^62.
template <typename V>
[[gnu::always_inline]] inline QuadPoint<V> Double(const QuadPoint<V>& p) {
  BasicSum<V> roots;
  for (int i = 0; i < kLimbs; ++i) {
    const V xyzt = p.xyzt.limb[i];
    roots.limb[i] = AddIn(kLaneX, Permute<1, 1, 2, 0>(xyzt), xyzt);
  }
  const BasicSum<V> squares = Square(Carry(roots));
  BasicSum<V> egfh;
  for (int i = 0; i < kLimbs; ++i) {
    const V square = squares.limb[i];
    const V xx = Permute<3, 3, 3, 3>(square), yy = Permute<1, 1, 1, 1>(square);
    const V own = AddIn(kLaneZ, SubtractIn(kLaneX, Broadcast<V>(SpareLimb(i)), square), square + square);
    egfh.limb[i] = SubtractIn(kLaneY | kLaneZ, AddIn(kLaneX | kLaneT, own + xx, yy), yy);
  }
  return Complete(egfh);
}

// (X - Y, X + Y, Z, T)
template <typename V>
[[gnu::always_inline]] inline BasicField<V> ToAdd(const QuadPoint<V>& p) {
  BasicSum<V> sums;
  for (int i = 0; i < kLimbs; ++i) {
    const V xyzt = p.xyzt.limb[i], yxzt = Permute<1, 0, 2, 3>(xyzt);
    sums.limb[i] = AddIn(kLaneY, SubtractIn(kLaneX, xyzt + SpareLimb(i), yxzt), yxzt);
  }
  return Carry(sums);
}

template <typename V>
[[gnu::always_inline]] inline QuadCached<V> ToCached(const QuadPoint<V>& p) {
  return {Carry(ToAdd(p) * BroadcastFour<V>(kZero - kOne, kOne, Constant(2), kTwoD))};
}

// p + q, or p - q for the points all of whose lanes are in `negative`: negating q exchanges Y - X with Y + X and changes
// the sign of 2dT.
//
// With the products (-A, B, D, C) it is E = B - A, G = D + C, F = D - C, H = B + A of section 3.1.
template <typename V>
[[gnu::always_inline]] inline QuadPoint<V> Add(const QuadPoint<V>& p, const QuadCached<V>& q, Mask negative) {
  BasicField<V> factor;
  for (int i = 0; i < kLimbs; ++i) {
    const V number = q.number.limb[i];
    factor.limb[i] = Select(negative & (kLaneX | kLaneY), number, Permute<1, 0, 2, 3>(number));
  }
  const BasicSum<V> products = ToAdd(p) * factor;
  const Mask plus = (kLaneX | kLaneY) ^ (negative & (kLaneY | kLaneZ));
  BasicSum<V> egfh;
  for (int i = 0; i < kLimbs; ++i) {
    const V bddb = Permute<1, 2, 2, 1>(products.limb[i]), acca = Permute<0, 3, 3, 0>(products.limb[i]);
    egfh.limb[i] = SubtractIn(static_cast<Mask>(~plus), AddIn(plus, bddb + SpareLimb(i), acca), acca);
  }
  return Complete(egfh);
}

// Whether p is the affine point q, in the lowest lane of each four. REQUIRES: the Z of q is 1.
template <typename V>
inline Mask IsAffine(const QuadPoint<V>& p, const QuadPoint<V>& q) {
  const BasicField<V> left = Carry(p.xyzt);
  BasicField<V> z;
  for (int i = 0; i < kLimbs; ++i) z.limb[i] = Permute<2, 2, 2, 2>(left.limb[i]);
  const Mask equal = IsZero(Carry(left - Carry(q.xyzt) * z));
  return equal & equal >> 1 & kLaneX;
}

}  // namespace hardtack::crypto::lanes

#endif  // HARDTACK_CRYPTO_LANES_QUAD_POINT_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Arithmetic modulo p = 2^255 - 19 for the compiler: slow, one number at a time, only so that the constants of the curve
// and the multiples of its base point are computed from their definitions in RFC 8032 instead of being pasted.
//
// Internal to crypto/lanes.

#ifndef HARDTACK_CRYPTO_LANES_CONSTANT_H_
#define HARDTACK_CRYPTO_LANES_CONSTANT_H_

#include <cstdint>

namespace hardtack::crypto::lanes {

inline constexpr int kLimbs = 5;
inline constexpr int kLimbBits = 51;
inline constexpr uint64_t kLimbMask = (uint64_t{1} << kLimbBits) - 1;

// Of p in radix 2^51; its other limbs are kLimbMask.
inline constexpr uint64_t kLowestLimbOfP = kLimbMask - 18;

// A number below p in radix 2^51.
struct Constant {
  uint64_t limb[kLimbs] = {};

  constexpr Constant() = default;
  constexpr explicit Constant(uint64_t small) { limb[0] = small; }
  constexpr bool operator==(const Constant&) const = default;
  constexpr bool IsOdd() const { return (limb[0] & 1) != 0; }
};

// Carries once around; what leaves the top comes back times 19, as 2^255 = 19 (mod p).
constexpr void CarryAround(Constant& a) {
  for (int i = 0; i < kLimbs; ++i) {
    const uint64_t carry = a.limb[i] >> kLimbBits;
    a.limb[i] &= kLimbMask;
    a.limb[(i + 1) % kLimbs] += i + 1 < kLimbs ? carry : 19 * carry;
  }
}

constexpr bool IsBelowP(const Constant& a) {
  for (int i = kLimbs - 1; i > 0; --i) {
    if (a.limb[i] != kLimbMask) return true;
  }
  return a.limb[0] < kLowestLimbOfP;
}

constexpr Constant Reduce(Constant a) {
  for (int i = 0; i < 3; ++i) CarryAround(a);
  return IsBelowP(a) ? a : Constant(a.limb[0] - kLowestLimbOfP);
}

constexpr Constant operator+(const Constant& a, const Constant& b) {
  Constant sum;
  for (int i = 0; i < kLimbs; ++i) sum.limb[i] = a.limb[i] + b.limb[i];
  return Reduce(sum);
}

constexpr Constant operator-(const Constant& a, const Constant& b) {
  Constant difference;
  for (int i = 0; i < kLimbs; ++i) {
    const uint64_t limb_of_p = i == 0 ? kLowestLimbOfP : kLimbMask;
    difference.limb[i] = a.limb[i] + limb_of_p - b.limb[i];
  }
  return Reduce(difference);
}

constexpr Constant operator*(const Constant& a, const Constant& b) {
  __extension__ using Wide = unsigned __int128;
  Constant product;
  Wide carry = 0;
  for (int k = 0; k < kLimbs; ++k) {
    for (int i = 0; i < kLimbs; ++i) {
      const Wide term = Wide{a.limb[i]} * b.limb[(k - i + kLimbs) % kLimbs];
      carry += i <= k ? term : 19 * term;
    }
    product.limb[k] = static_cast<uint64_t>(carry) & kLimbMask;
    carry >>= kLimbBits;
  }
  product.limb[1] += static_cast<uint64_t>(carry * 19 >> kLimbBits);
  product.limb[0] += static_cast<uint64_t>(carry * 19) & kLimbMask;
  return Reduce(product);
}

// base to the power of 2^bits - below.
constexpr Constant Power(const Constant& base, int bits, uint64_t below) {
  Constant power(1);
  for (int i = bits - 1; i >= 0; --i) {
    power = power * power;
    const uint64_t lowest_word = ~uint64_t{0} - (below - 1);  // of 2^bits - below, for `bits` over 64
    if (i >= 64 || (lowest_word >> i & 1) != 0) power = power * base;
  }
  return power;
}

constexpr Constant Inverse(const Constant& a) { return Power(a, 255, 21); }  // a^(p - 2)

// RFC 8032, section 5.1: -x^2 + y^2 = 1 + d x^2 y^2.
inline constexpr Constant kZero;
inline constexpr Constant kOne(1);
inline constexpr Constant kD = (kZero - Constant(121665)) * Inverse(Constant(121666));
inline constexpr Constant kTwoD = kD + kD;

// 2^((p - 1) / 4), a square root of -1.
inline constexpr Constant kSquareRootOfMinusOne = Power(Constant(2), 253, 5);
static_assert(kSquareRootOfMinusOne * kSquareRootOfMinusOne == kZero - kOne);

// The even square root of u / v (RFC 8032, section 5.1.3). REQUIRES: there is one.
constexpr Constant EvenSquareRootOfRatio(const Constant& u, const Constant& v) {
  const Constant v3 = v * v * v;
  Constant root = u * v3 * Power(u * v3 * v3 * v, 252, 3);  // u v^3 (u v^7)^((p - 5) / 8)
  if (root * root * v != u) root = root * kSquareRootOfMinusOne;
  return root.IsOdd() ? kZero - root : root;
}

// The base point B: y = 4/5, x even.
inline constexpr Constant kBaseY = Constant(4) * Inverse(Constant(5));
inline constexpr Constant kBaseX = EvenSquareRootOfRatio(kBaseY * kBaseY - kOne, kD* kBaseY* kBaseY + kOne);
static_assert(kBaseY * kBaseY - kBaseX * kBaseX == kOne + kD * kBaseX * kBaseX * kBaseY * kBaseY);

}  // namespace hardtack::crypto::lanes

#endif  // HARDTACK_CRYPTO_LANES_CONSTANT_H_

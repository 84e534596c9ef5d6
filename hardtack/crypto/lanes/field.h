// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Numbers modulo p = 2^255 - 19, one per lane, in five limbs of radix 2^51.
//
// The multiplier of AVX-512 IFMA takes 52 bits, so a number that is to be multiplied has limbs below 2^52: a Field.
// Sums, differences and products have limbs of up to 62 bits: a Sum. Carry makes the one of the other. A formula that
// adds up products carries once, at its end; that is what the two types are for.
//
// INVARIANT: limbs of a Field are below 2^51 + 2^16, of a product of two below 2^59.3, of any Sum below 2^62.
//
// Nothing branches on a number or indexes with one: derive.h, which handles a secret, relies on that.
//
// Drucker and Gueron, "Fast modular squaring with AVX512IFMA", 2018, for the use of the instructions; Bernstein, Duif,
// Lange, Schwabe and Yang, "High-speed high-security signatures", 2011, for the radix. Tested by
// tests/crypto/lanes_test.cc.
//
// Internal to crypto/lanes.

#ifndef HARDTACK_CRYPTO_LANES_FIELD_H_
#define HARDTACK_CRYPTO_LANES_FIELD_H_

#include "hardtack/crypto/lanes/constant.h"
#include "hardtack/crypto/lanes/vector.h"

namespace hardtack::crypto::lanes {

// V is Vector, for eight numbers, or HalfVector, for four.
template <typename V>
struct BasicSum {
  V limb[kLimbs];
};

template <typename V>
struct BasicField : BasicSum<V> {};

using Sum = BasicSum<Vector>;
using Field = BasicField<Vector>;

template <typename V = Vector>
inline BasicField<V> Broadcast(const Constant& constant) {
  BasicField<V> field;
  for (int i = 0; i < kLimbs; ++i) field.limb[i] = Broadcast<V>(constant.limb[i]);
  return field;
}

template <typename V>
[[gnu::always_inline]] inline BasicSum<V> operator+(const BasicSum<V>& a, const BasicSum<V>& b) {
  BasicSum<V> sum;
  for (int i = 0; i < kLimbs; ++i) sum.limb[i] = a.limb[i] + b.limb[i];
  return sum;
}

// Adds 1024 p, whose limbs are above 2^61 - 2^15, so that no lane goes below zero.
// REQUIRES: limbs of `b` below that: those of a product or of the sum of two are.
template <typename V>
[[gnu::always_inline]] inline BasicSum<V> operator-(const BasicSum<V>& a, const BasicSum<V>& b) {
  BasicSum<V> difference;
  difference.limb[0] = a.limb[0] + 1024 * kLowestLimbOfP - b.limb[0];
  for (int i = 1; i < kLimbs; ++i) difference.limb[i] = a.limb[i] + 1024 * kLimbMask - b.limb[i];
  return difference;
}

// All limbs at once: each gives what is above its 51 bits to the next, the last to the first times 19. The carries have
// 11 bits, so no second round is needed: 2^51 + 19 * 2^11 is small enough to be multiplied.
template <typename V>
[[gnu::always_inline]] inline BasicField<V> Carry(const BasicSum<V>& a) {
  V low[kLimbs], carry[kLimbs];
  for (int i = 0; i < kLimbs; ++i) {
    low[i] = a.limb[i] & kLimbMask;
    carry[i] = a.limb[i] >> kLimbBits;
  }
  BasicField<V> result;
  result.limb[0] = AddProductLow(low[0], carry[kLimbs - 1], Broadcast<V>(19));
  for (int i = 1; i < kLimbs; ++i) result.limb[i] = low[i] + carry[i - 1];
  return result;
}

// A product in columns: column k counts 2^(51 k). The upper halves of limb products start at bit 52, one more than a
// limb has, so they count double in the column above: they are added first, and doubled before the lower halves come.
template <typename V>
struct Columns {
  V column[2 * kLimbs] = {};

  [[gnu::always_inline]] void AddHigh(int i, const BasicField<V>& a, int j, const BasicField<V>& b) {
    column[i + j + 1] = AddProductHigh(column[i + j + 1], a.limb[i], b.limb[j]);
  }
  [[gnu::always_inline]] void AddLow(int i, const BasicField<V>& a, int j, const BasicField<V>& b) {
    column[i + j] = AddProductLow(column[i + j], a.limb[i], b.limb[j]);
  }
  [[gnu::always_inline]] void Double() {
    for (V& sum : column) sum += sum;
  }
  [[gnu::always_inline]] void operator+=(const Columns& other) {
    for (int k = 0; k < 2 * kLimbs; ++k) column[k] += other.column[k];
  }

  // Columns from the fifth on count 2^255 = 19 times as much five below. At most five products of each kind meet in a
  // column, so limbs stay below 20 * (5 * 2^52 + 10 * (2^50 + 2^17)) < 2^59.3.
  [[gnu::always_inline]] BasicSum<V> Fold() const {
    BasicSum<V> result;
    for (int k = 0; k < kLimbs; ++k) result.limb[k] = column[k] + TimesNineteen(column[k + kLimbs]);
    return result;
  }
};

// Eight lanes keep the multiplier busy with one chain of sums a column. Four take half as long and would wait for each
// other, so their upper and lower halves are summed apart.
template <typename V>
[[gnu::always_inline]] inline BasicSum<V> operator*(const BasicField<V>& a, const BasicField<V>& b) {
  Columns<V> columns, apart;
#pragma GCC unroll 5
  for (int i = 0; i < kLimbs; ++i) {
#pragma GCC unroll 5
    for (int j = 0; j < kLimbs; ++j) columns.AddHigh(i, a, j, b);
  }
  columns.Double();
  Columns<V>& low = kLanesOf<V> == kLanes ? columns : apart;
#pragma GCC unroll 5
  for (int i = 0; i < kLimbs; ++i) {
#pragma GCC unroll 5
    for (int j = 0; j < kLimbs; ++j) low.AddLow(i, a, j, b);
  }
  if constexpr (kLanesOf<V> < kLanes) columns += apart;
  return columns.Fold();
}

// a * a with 30 multiplications instead of 50: products of two different limbs are made once and doubled, their upper
// halves twice.
template <typename V>
[[gnu::always_inline]] inline BasicSum<V> Square(const BasicField<V>& a) {
  Columns<V> columns;
#pragma GCC unroll 5
  for (int i = 0; i < kLimbs; ++i) {
#pragma GCC unroll 5
    for (int j = i + 1; j < kLimbs; ++j) columns.AddHigh(i, a, j, a);
  }
  columns.Double();
#pragma GCC unroll 5
  for (int i = 0; i < kLimbs; ++i) {
    columns.AddHigh(i, a, i, a);
#pragma GCC unroll 5
    for (int j = i + 1; j < kLimbs; ++j) columns.AddLow(i, a, j, a);
  }
  columns.Double();
#pragma GCC unroll 5
  for (int i = 0; i < kLimbs; ++i) columns.AddLow(i, a, i, a);
  return columns.Fold();
}

// In the lanes of `mask` b, in the others a.
template <typename V>
inline BasicField<V> Select(Mask mask, const BasicField<V>& a, const BasicField<V>& b) {
  BasicField<V> result;
  for (int i = 0; i < kLimbs; ++i) result.limb[i] = Select(mask, a.limb[i], b.limb[i]);
  return result;
}

// The representation of the number that is below p.
template <typename V>
inline BasicField<V> Canonical(const BasicField<V>& a) {
  BasicField<V> result = a;
  const auto carry_along = [&result] {  // and returns what leaves the top
    V carry = Broadcast<V>(0);
    for (int i = 0; i < kLimbs; ++i) {
      const V limb = result.limb[i] + carry;
      result.limb[i] = limb & kLimbMask;
      carry = limb >> kLimbBits;
    }
    return carry;
  };
  for (int round = 0; round < 2; ++round) {  // below 2^255 + 19 after the first, below 2^255 after the second
    const V carry = carry_along();
    result.limb[0] += 19 * carry;
  }
  // Numbers from p on overflow 255 bits when 19 is added; with the overflow dropped they have lost p.
  V overflow = (result.limb[0] + 19) >> kLimbBits;
  for (int i = 1; i < kLimbs; ++i) overflow = (result.limb[i] + overflow) >> kLimbBits;
  result.limb[0] += 19 * overflow;
  carry_along();
  return result;
}

template <typename V>
inline Mask IsZero(const BasicField<V>& a) {
  const BasicField<V> canonical = Canonical(a);
  V any = canonical.limb[0];
  for (int i = 1; i < kLimbs; ++i) any |= canonical.limb[i];
  return static_cast<Mask>(~NonZero(any));
}

template <typename V>
inline Mask IsOdd(const BasicField<V>& a) {
  return NonZero(Canonical(a).limb[0] & 1);
}

// Thirty-two little-endian bytes per lane.
template <typename V>
struct BasicWords {
  V word[4];
};

using Words = BasicWords<Vector>;

inline BasicWords<HalfVector> LoadFourWords(const uint8_t* const bytes[4]) {
  BasicWords<HalfVector> words;
  for (int lane = 0; lane < 4; ++lane) words.word[lane] = LoadHalf(bytes[lane]);
  Transpose(words.word);
  return words;
}

inline Words LoadWords(const uint8_t* const bytes[kLanes]) {
  const BasicWords<HalfVector> lower = LoadFourWords(bytes), upper = LoadFourWords(bytes + 4);
  Words words;
  for (int i = 0; i < 4; ++i) words.word[i] = Join(lower.word[i], upper.word[i]);
  return words;
}

// The number that the lower 255 bits say, which need not be below p.
template <typename V>
inline BasicField<V> FieldOf(const BasicWords<V>& words) {
  const V* w = words.word;
  BasicField<V> result;
  result.limb[0] = w[0] & kLimbMask;
  result.limb[1] = (w[0] >> 51 | w[1] << 13) & kLimbMask;
  result.limb[2] = (w[1] >> 38 | w[2] << 26) & kLimbMask;
  result.limb[3] = (w[2] >> 25 | w[3] << 39) & kLimbMask;
  result.limb[4] = w[3] >> 12 & kLimbMask;
  return result;
}

}  // namespace hardtack::crypto::lanes

#endif  // HARDTACK_CRYPTO_LANES_FIELD_H_

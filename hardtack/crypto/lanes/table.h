// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Multiples of points, looked up by a digit per lane: of the keys, a table for each lane that is made for one
// verification, and of the base point, one table for all.
//
// An entry is stored in one piece, loaded lane by lane and transposed: a gather would touch each limb apart. Which entry
// is loaded shows in the time that it takes.
//
// Internal to crypto/lanes.

#ifndef HARDTACK_CRYPTO_LANES_TABLE_H_
#define HARDTACK_CRYPTO_LANES_TABLE_H_

#include "hardtack/crypto/lanes/base_table.h"
#include "hardtack/crypto/lanes/point.h"
#include "hardtack/crypto/lanes/scalar.h"

namespace hardtack::crypto::lanes {

using KeyWindows = SignedWindows<4>;   // an addition for every fourth doubling
using BaseWindows = SignedWindows<8>;  // an addition for every eighth
static_assert(kBaseMultiples == BaseWindows::kMaxMagnitude + 1);

// Reads and writes numbers one after the other, five limbs each.
inline Field Number(const Vector* limbs, int index) {
  Field number;
  for (int i = 0; i < kLimbs; ++i) number.limb[i] = limbs[index * kLimbs + i];
  return number;
}

inline void SetNumber(const Field& number, Vector* limbs, int index) {
  for (int i = 0; i < kLimbs; ++i) limbs[index * kLimbs + i] = number.limb[i];
}

class KeyTable {
 public:
  // The multiples 0 to 8 of each lane's point.
  explicit KeyTable(const Extended& point);

  Cached Get(const Digit& digit) const;

 private:
  static constexpr int kMultiples = KeyWindows::kMaxMagnitude + 1;
  static constexpr int kEntryVectors = 3;  // four numbers, and four words that stay zero
  static constexpr int kEntryWords = kEntryVectors * kLanes;

  void Put(int multiple, const Cached& point);

  alignas(64) uint64_t entry_[kLanes][kMultiples][kEntryWords];
};

inline KeyTable::KeyTable(const Extended& point) {
  const Cached single = ToCached(point);
  Extended multiple = Neutral();
  Put(0, ToCached(multiple));
  Put(1, single);
  multiple = point;
  for (int i = 2; i < kMultiples; ++i) {
    multiple = ToExtended(Add(multiple, single, Mask{0}));
    Put(i, ToCached(multiple));
  }
}

inline void KeyTable::Put(int multiple, const Cached& point) {
  Vector limbs[kEntryWords] = {};
  SetNumber(point.y_plus_x, limbs, 0);
  SetNumber(point.y_minus_x, limbs, 1);
  SetNumber(point.two_z, limbs, 2);
  SetNumber(point.two_d_t, limbs, 3);
  for (int i = 0; i < kEntryWords; i += kLanes) {
    Transpose(limbs + i);
    for (int lane = 0; lane < kLanes; ++lane) Store(&entry_[lane][multiple][i], limbs[i + lane]);
  }
}

[[gnu::always_inline]] inline Cached KeyTable::Get(const Digit& digit) const {
  Vector limbs[kEntryWords];
  for (int i = 0; i < kEntryWords; i += kLanes) {
    for (int lane = 0; lane < kLanes; ++lane) limbs[i + lane] = Load(&entry_[lane][digit.magnitude[lane]][i]);
    Transpose(limbs + i);
  }
  return {Number(limbs, 0), Number(limbs, 1), Number(limbs, 2), Number(limbs, 3)};
}

[[gnu::always_inline]] inline AffineCached GetBaseMultiple(const Digit& digit) {
  constexpr int kEntryWords = sizeof(BaseEntry) / sizeof(uint64_t);
  Vector limbs[kEntryWords];
  for (int i = 0; i < kEntryWords; i += kLanes) {
    for (int lane = 0; lane < kLanes; ++lane) {
      limbs[i + lane] = Load(&kBaseTable.entry[digit.magnitude[lane]].word[i]);
    }
    Transpose(limbs + i);
  }
  return {Number(limbs, 0), Number(limbs, 1), Number(limbs, 2)};
}

}  // namespace hardtack::crypto::lanes

#endif  // HARDTACK_CRYPTO_LANES_TABLE_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// table.h for points that have four lanes each (quad_point.h): multiples of keys and of the base point, looked up by a
// digit per point. Which entry is loaded shows in the time that it takes.
//
// Internal to crypto/lanes.

#ifndef HARDTACK_CRYPTO_LANES_QUAD_TABLE_H_
#define HARDTACK_CRYPTO_LANES_QUAD_TABLE_H_

#include "hardtack/crypto/lanes/base_table.h"
#include "hardtack/crypto/lanes/quad_point.h"
#include "hardtack/crypto/lanes/scalar.h"

namespace hardtack::crypto::lanes {

using QuadKeyWindows = SignedWindows<4, HalfVector>;
using QuadBaseWindows = SignedWindows<8, HalfVector>;
static_assert(kBaseMultiples == QuadBaseWindows::kMaxMagnitude + 1);

// A number's five limbs, four lanes each.
struct QuadEntry {
  HalfVector limb[kLimbs];
};

template <typename V>
class QuadKeyTable {
 public:
  // The multiples 0 to 8 of each point.
  explicit QuadKeyTable(const QuadPoint<V>& point) {
    const QuadCached<V> single = ToCached(point);
    QuadPoint<V> multiple = QuadNeutral<V>();
    for (int i = 0; i < kMultiples; ++i) {
      Put(i, ToCached(multiple));
      multiple = Add(multiple, single, Mask{0});
    }
  }

  [[gnu::always_inline]] QuadCached<V> Get(const Digit& digit) const {
    QuadCached<V> point;
    for (int i = 0; i < kLimbs; ++i) {
      HalfVector fours[kQuads<V>];
      for (int quad = 0; quad < kQuads<V>; ++quad) fours[quad] = entry_[quad][digit.magnitude[quad]].limb[i];
      SetFours(fours, point.number.limb[i]);
    }
    return point;
  }

 private:
  static constexpr int kMultiples = QuadKeyWindows::kMaxMagnitude + 1;

  void Put(int multiple, const QuadCached<V>& point) {
    for (int i = 0; i < kLimbs; ++i) {
      for (int quad = 0; quad < kQuads<V>; ++quad) entry_[quad][multiple].limb[i] = Four(point.number.limb[i], quad);
    }
  }

  QuadEntry entry_[kQuads<V>][kMultiples];
};

// The four numbers of a point as rows of limbs, transposed.
[[gnu::always_inline]] inline QuadEntry ToQuad(const BaseEntry& entry) {
  const uint64_t *y_plus_x = entry.word, *y_minus_x = entry.word + kLimbs, *two_d_t = entry.word + 2 * kLimbs;
  QuadEntry quad{{LoadHalf(y_minus_x), LoadHalf(y_plus_x), HalfVector{2}, LoadHalf(two_d_t)}};
  Transpose(quad.limb);
  quad.limb[4] = HalfVector{y_minus_x[4], y_plus_x[4], 0, two_d_t[4]};
  return quad;
}

template <typename V>
[[gnu::always_inline]] inline QuadCached<V> GetQuadBaseMultiple(const Digit& digit) {
  QuadEntry entries[kQuads<V>];
  for (int quad = 0; quad < kQuads<V>; ++quad) entries[quad] = ToQuad(kBaseTable.entry[digit.magnitude[quad]]);
  QuadCached<V> point;
  for (int i = 0; i < kLimbs; ++i) {
    HalfVector fours[kQuads<V>];
    for (int quad = 0; quad < kQuads<V>; ++quad) fours[quad] = entries[quad].limb[i];
    SetFours(fours, point.number.limb[i]);
  }
  return point;
}

}  // namespace hardtack::crypto::lanes

#endif  // HARDTACK_CRYPTO_LANES_QUAD_TABLE_H_

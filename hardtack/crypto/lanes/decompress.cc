// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// decompress.h. Tested by tests/crypto/lanes_test.cc.

#include "hardtack/crypto/lanes/decompress.h"

#include "hardtack/crypto/lanes/power.h"

namespace hardtack::crypto::lanes {
namespace {

// x^2 = u / v with u = y^2 - 1 and v = d y^2 + 1.
template <typename V>
struct Ratio {
  BasicField<V> u, v;
};

template <typename V>
Ratio<V> SquareOfX(const BasicField<V>& y) {
  const BasicField<V> yy = Carry(Square(y)), one = Broadcast<V>(kOne);
  return {Carry(yy - one), Carry(Carry(yy * Broadcast<V>(kD)) + one)};
}

// `power` is (u v^7)^((p - 5) / 8): u v^3 times it is a square root of u / v, or sqrt(-1) times one, or there is none.
template <typename V>
BasicDecompressed<V> Finish(const BasicWords<V>& encoded, const BasicField<V>& y, const Ratio<V>& xx,
                            const BasicField<V>& uv3, const BasicField<V>& power) {
  BasicField<V> x = Carry(uv3 * power);
  const BasicField<V> vxx = Carry(Carry(Square(x)) * xx.v);
  const Mask is_root = IsZero(Carry(vxx - xx.u)), is_other_root = IsZero(Carry(vxx + xx.u));
  x = Select(is_root, Carry(x * Broadcast<V>(kSquareRootOfMinusOne)), x);
  const Mask wanted_odd = NonZero(encoded.word[3] >> 63);
  x = Select(IsOdd(x) ^ wanted_odd, x, Carry(Broadcast<V>(kZero) - x));
  return {{{x, y, Broadcast<V>(kOne)}, Carry(x * y)}, static_cast<Mask>(is_root | is_other_root)};
}

template <typename V, int kCount>
void DecompressAbreast(const BasicWords<V> (&encoded)[kCount], BasicDecompressed<V> (&decoded)[kCount]) {
  Abreast<V, kCount> y, uv3, uv7;
  Ratio<V> xx[kCount];
  for (int i = 0; i < kCount; ++i) {
    y.of[i] = FieldOf(encoded[i]);
    xx[i] = SquareOfX(y.of[i]);
    const BasicField<V> v2 = Carry(Square(xx[i].v)), v4 = Carry(Square(v2));
    uv3.of[i] = Carry(Carry(xx[i].u * xx[i].v) * v2);
    uv7.of[i] = Carry(uv3.of[i] * v4);
  }
  const Abreast<V, kCount> power = PowerP58(uv7);
  for (int i = 0; i < kCount; ++i) decoded[i] = Finish(encoded[i], y.of[i], xx[i], uv3.of[i], power.of[i]);
}

}  // namespace

void Decompress(const Words (&encoded)[2], Decompressed (&decoded)[2]) { DecompressAbreast(encoded, decoded); }

BasicDecompressed<HalfVector> Decompress(const BasicWords<HalfVector>& encoded) {
  BasicDecompressed<HalfVector> decoded[1];
  DecompressAbreast({encoded}, decoded);
  return decoded[0];
}

}  // namespace hardtack::crypto::lanes

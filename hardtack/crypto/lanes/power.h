// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Powers of numbers modulo p with the two exponents that points need, in one chain of 252 squarings.
//
// Nothing branches on a number or indexes with one. Tested by tests/crypto/lanes_test.cc.
//
// Internal to crypto/lanes.

#ifndef HARDTACK_CRYPTO_LANES_POWER_H_
#define HARDTACK_CRYPTO_LANES_POWER_H_

#include "hardtack/crypto/lanes/field.h"

namespace hardtack::crypto::lanes {

// Numbers whose computations do not wait for each other.
template <typename V, int kCount>
struct Abreast {
  BasicField<V> of[kCount];
};

template <typename V, int kCount>
[[gnu::noinline]] Abreast<V, kCount> Multiply(const Abreast<V, kCount>& a, const Abreast<V, kCount>& b) {
  Abreast<V, kCount> product;
  for (int i = 0; i < kCount; ++i) product.of[i] = Carry(a.of[i] * b.of[i]);
  return product;
}

// a^(2^times)
template <typename V, int kCount>
[[gnu::noinline]] Abreast<V, kCount> SquareTimes(const Abreast<V, kCount>& a, int times) {
  Abreast<V, kCount> power = a;
  for (int n = 0; n < times; ++n) {
#pragma GCC unroll 2
    for (int i = 0; i < kCount; ++i) power.of[i] = Carry(Square(power.of[i]));
  }
  return power;
}

// z^((p - 5) / 8) = z^(2^252 - 3). The exponents 2^n - 1 that lead there double, or grow by a smaller one: x^(2^m - 1)
// squared n times and times x^(2^n - 1) is x^(2^(m + n) - 1).
template <typename V, int kCount>
Abreast<V, kCount> PowerP58(const Abreast<V, kCount>& z) {
  using Power = Abreast<V, kCount>;
  const auto append_ones = [](const Power& power, int count, const Power& ones) {
    return Multiply(SquareTimes(power, count), ones);
  };
  const Power ones_2 = append_ones(z, 1, z);
  const Power ones_4 = append_ones(ones_2, 2, ones_2);
  const Power ones_5 = append_ones(ones_4, 1, z);
  const Power ones_10 = append_ones(ones_5, 5, ones_5);
  const Power ones_20 = append_ones(ones_10, 10, ones_10);
  const Power ones_40 = append_ones(ones_20, 20, ones_20);
  const Power ones_50 = append_ones(ones_40, 10, ones_10);
  const Power ones_100 = append_ones(ones_50, 50, ones_50);
  const Power ones_200 = append_ones(ones_100, 100, ones_100);
  const Power ones_250 = append_ones(ones_200, 50, ones_50);
  return append_ones(ones_250, 2, z);
}

// 1 / z, and 0 for 0: z^(p - 2) = z^(8 (2^252 - 3) + 3).
template <typename V, int kCount>
Abreast<V, kCount> Inverse(const Abreast<V, kCount>& z) {
  return Multiply(SquareTimes(PowerP58(z), 3), Multiply(SquareTimes(z, 1), z));
}

}  // namespace hardtack::crypto::lanes

#endif  // HARDTACK_CRYPTO_LANES_POWER_H_

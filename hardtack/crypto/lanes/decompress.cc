// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// decompress.h. Tested by tests/crypto/lanes_test.cc.

#include "hardtack/crypto/lanes/decompress.h"

namespace hardtack::crypto::lanes {
namespace {

struct Two {
  Field of[2];
};

[[gnu::noinline]] Two Multiply(const Two& a, const Two& b) {
  return {{Carry(a.of[0] * b.of[0]), Carry(a.of[1] * b.of[1])}};
}

// a^(2^times)
[[gnu::noinline]] Two SquareTimes(const Two& a, int times) {
  Two power = a;
  for (int i = 0; i < times; ++i) power = {{Carry(Square(power.of[0])), Carry(Square(power.of[1]))}};
  return power;
}

// z^((p - 5) / 8) = z^(2^252 - 3). The exponents 2^n - 1 that lead there double, or grow by a smaller one: x^(2^m - 1)
// squared n times and times x^(2^n - 1) is x^(2^(m + n) - 1).
Two PowerP58(const Two& z) {
  const auto append_ones = [](const Two& power, int count, const Two& ones) {
    return Multiply(SquareTimes(power, count), ones);
  };
  const Two ones_2 = append_ones(z, 1, z);
  const Two ones_4 = append_ones(ones_2, 2, ones_2);
  const Two ones_5 = append_ones(ones_4, 1, z);
  const Two ones_10 = append_ones(ones_5, 5, ones_5);
  const Two ones_20 = append_ones(ones_10, 10, ones_10);
  const Two ones_40 = append_ones(ones_20, 20, ones_20);
  const Two ones_50 = append_ones(ones_40, 10, ones_10);
  const Two ones_100 = append_ones(ones_50, 50, ones_50);
  const Two ones_200 = append_ones(ones_100, 100, ones_100);
  const Two ones_250 = append_ones(ones_200, 50, ones_50);
  return append_ones(ones_250, 2, z);
}

// x^2 = u / v with u = y^2 - 1 and v = d y^2 + 1.
struct Ratio {
  Field u, v;
};

Ratio SquareOfX(const Field& y) {
  const Field yy = Carry(Square(y)), one = Broadcast(kOne);
  return {Carry(yy - one), Carry(Carry(yy * Broadcast(kD)) + one)};
}

// `power` is (u v^7)^((p - 5) / 8): u v^3 times it is a square root of u / v, or sqrt(-1) times one, or there is none.
Decompressed Finish(const Words& encoded, const Field& y, const Ratio& xx, const Field& uv3, const Field& power) {
  Field x = Carry(uv3 * power);
  const Field vxx = Carry(Carry(Square(x)) * xx.v);
  const Mask is_root = IsZero(Carry(vxx - xx.u)), is_other_root = IsZero(Carry(vxx + xx.u));
  x = Select(is_root, Carry(x * Broadcast(kSquareRootOfMinusOne)), x);
  const Mask wanted_odd = NonZero(encoded.word[3] >> 63);
  x = Select(IsOdd(x) ^ wanted_odd, x, Carry(Broadcast(kZero) - x));
  return {{{x, y, Broadcast(kOne)}, Carry(x * y)}, static_cast<Mask>(is_root | is_other_root)};
}

}  // namespace

void Decompress(const Words (&encoded)[2], Decompressed (&decoded)[2]) {
  Two y, uv3, uv7;
  Ratio xx[2];
  for (int i = 0; i < 2; ++i) {
    y.of[i] = FieldOf(encoded[i]);
    xx[i] = SquareOfX(y.of[i]);
    const Field v2 = Carry(Square(xx[i].v)), v4 = Carry(Square(v2));
    uv3.of[i] = Carry(Carry(xx[i].u * xx[i].v) * v2);
    uv7.of[i] = Carry(uv3.of[i] * v4);
  }
  const Two power = PowerP58(uv7);
  for (int i = 0; i < 2; ++i) decoded[i] = Finish(encoded[i], y.of[i], xx[i], uv3.of[i], power.of[i]);
}

Mask IsCanonical(const Words& encoded) {
  const Vector* w = encoded.word;
  const Vector ones = Broadcast(~uint64_t{0});
  const Mask upper_bits_set = Equal(w[3] | uint64_t{1} << 63, ones) & Equal(w[2] & w[1], ones);
  return static_cast<Mask>(~upper_bits_set) | Less(w[0], Broadcast(uint64_t{0} - 19));
}

}  // namespace hardtack::crypto::lanes

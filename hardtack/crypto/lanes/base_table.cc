// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// base_table.h, computed by the compiler. Points are added in extended coordinates (Hisil, Wong, Carter and Dawson 2008,
// section 3.1) and then made affine with one inversion for all of them (Montgomery's trick: Cohen, "A Course in
// Computational Algebraic Number Theory", algorithm 10.3.4). Tested by tests/crypto/lanes_test.cc.

#include "hardtack/crypto/lanes/base_table.h"

#include "hardtack/crypto/lanes/constant.h"

namespace hardtack::crypto::lanes {
namespace {

struct ConstantPoint {
  Constant x = kZero, y = kOne, z = kOne, t = kZero;
};

constexpr ConstantPoint PlusBase(const ConstantPoint& p) {
  const Constant a = (p.y - p.x) * (kBaseY - kBaseX), b = (p.y + p.x) * (kBaseY + kBaseX);
  const Constant c = p.t * kTwoD * kBaseX * kBaseY, d = p.z + p.z;
  const Constant e = b - a, f = d - c, g = d + c, h = b + a;
  return {e * f, g * h, f * g, e * h};
}

constexpr void Write(const Constant& number, uint64_t* words) {
  for (int i = 0; i < kLimbs; ++i) words[i] = number.limb[i];
}

constexpr BaseEntry AffineEntry(const ConstantPoint& p, const Constant& inverse_of_z) {
  const Constant x = p.x * inverse_of_z, y = p.y * inverse_of_z;
  BaseEntry entry;
  Write(y + x, entry.word);
  Write(y - x, entry.word + kLimbs);
  Write(kTwoD * x * y, entry.word + 2 * kLimbs);
  return entry;
}

constexpr BaseTable MakeBaseTable() {
  ConstantPoint multiples[kBaseMultiples];
  Constant product_below[kBaseMultiples];  // of the z of all smaller multiples
  product_below[0] = kOne;
  for (int i = 1; i < kBaseMultiples; ++i) {
    multiples[i] = PlusBase(multiples[i - 1]);
    product_below[i] = product_below[i - 1] * multiples[i - 1].z;
  }
  BaseTable table;
  Constant inverse = Inverse(product_below[kBaseMultiples - 1] * multiples[kBaseMultiples - 1].z);
  for (int i = kBaseMultiples - 1; i >= 0; --i) {
    table.entry[i] = AffineEntry(multiples[i], inverse * product_below[i]);
    inverse = inverse * multiples[i].z;
  }
  return table;
}

}  // namespace

constexpr BaseTable kBaseTable = MakeBaseTable();

}  // namespace hardtack::crypto::lanes

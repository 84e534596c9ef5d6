// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Arithmetic modulo 2^255 - 19 that is too plain to be wrong: one bit at a time. What crypto/lanes is compared with.

#ifndef HARDTACK_TESTS_CRYPTO_PLAIN_NUMBER_H_
#define HARDTACK_TESTS_CRYPTO_PLAIN_NUMBER_H_

#include <algorithm>
#include <array>
#include <cstdint>

#include "tests/crypto/lanes_testing.h"

namespace hardtack::crypto {

// 33 little-endian bytes, so that twice a number below 2^256 fits.
using PlainNumber = std::array<uint8_t, 33>;

inline PlainNumber PlainP() {
  PlainNumber p;
  p.fill(0xff);
  p[0] = 0xed;
  p[31] = 0x7f;
  p[32] = 0;
  return p;
}

inline PlainNumber PlainSum(const PlainNumber& a, const PlainNumber& b) {
  PlainNumber sum;
  int carry = 0;
  for (size_t i = 0; i < sum.size(); ++i) {
    carry += a[i] + b[i];
    sum[i] = static_cast<uint8_t>(carry);
    carry >>= 8;
  }
  return sum;
}

// REQUIRES: a >= b.
inline PlainNumber PlainDifference(const PlainNumber& a, const PlainNumber& b) {
  PlainNumber difference;
  int borrow = 0;
  for (size_t i = 0; i < difference.size(); ++i) {
    borrow += a[i] - b[i];
    difference[i] = static_cast<uint8_t>(borrow);
    borrow >>= 8;
  }
  return difference;
}

inline PlainNumber PlainModP(PlainNumber a) {
  const PlainNumber p = PlainP();
  while (!std::lexicographical_compare(a.rbegin(), a.rend(), p.rbegin(), p.rend())) a = PlainDifference(a, p);
  return a;
}

inline PlainNumber PlainProduct(const PlainNumber& a, const PlainNumber& b) {
  PlainNumber product{};
  for (int bit = 8 * 33 - 1; bit >= 0; --bit) {
    product = PlainModP(PlainSum(product, product));
    if ((a[bit / 8] >> bit % 8 & 1) != 0) product = PlainModP(PlainSum(product, PlainModP(b)));
  }
  return product;
}

// Modulo p; limbs of radix 2^51 may overlap.
inline PlainNumber PlainOfLimbs(const std::array<uint64_t, 5>& limbs) {
  PlainNumber number{};
  for (int i = 4; i >= 0; --i) {
    for (int bit = 0; bit < 51; ++bit) number = PlainModP(PlainSum(number, number));
    PlainNumber limb{};
    for (int k = 0; k < 8; ++k) limb[k] = static_cast<uint8_t>(limbs[i] >> 8 * k);
    number = PlainModP(PlainSum(number, limb));
  }
  return number;
}

inline PlainNumber PlainOf(const lanes::Bytes32& bytes) {
  PlainNumber number{};
  std::copy(std::begin(bytes.byte), std::end(bytes.byte), number.begin());
  return number;
}

inline lanes::Bytes32 ToBytes(const PlainNumber& number) {
  lanes::Bytes32 bytes;
  std::copy(number.begin(), number.begin() + 32, std::begin(bytes.byte));
  return bytes;
}

}  // namespace hardtack::crypto

#endif  // HARDTACK_TESTS_CRYPTO_PLAIN_NUMBER_H_

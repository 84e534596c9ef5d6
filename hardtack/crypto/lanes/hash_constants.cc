// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// hash_constants.h, computed by the compiler from their definition: the first 64 bits behind the point of the cube roots
// of the first eighty primes, and of the square roots of the first eight. Tested by tests/crypto/lanes_test.cc.

#include "hardtack/crypto/lanes/hash_constants.h"

namespace hardtack::crypto::lanes {
namespace {

// A natural number below 2^224, in words of 32 bits from the lowest.
struct Natural {
  static constexpr int kWords = 7;
  uint64_t word[kWords] = {};
};

constexpr Natural operator*(const Natural& a, const Natural& b) {
  Natural product;
  for (int i = 0; i < Natural::kWords; ++i) {
    uint64_t carry = 0;
    for (int j = 0; i + j < Natural::kWords; ++j) {
      carry += product.word[i + j] + a.word[i] * b.word[j];
      product.word[i + j] = carry & 0xffffffff;
      carry >>= 32;
    }
  }
  return product;
}

constexpr bool IsGreater(const Natural& a, const Natural& b) {
  for (int i = Natural::kWords - 1; i >= 0; --i) {
    if (a.word[i] != b.word[i]) return a.word[i] > b.word[i];
  }
  return false;
}

constexpr Natural Power(const Natural& base, int exponent) {
  return exponent == 1 ? base : base * Power(base, exponent - 1);
}

// floor(2^64 * root) modulo 2^64, where `root` to the power of `degree` is `n`: the largest x with x^degree <= n *
// 2^(64 degree), found bit by bit. Roots of primes up to 409 are below 2^3 (cube) and, up to 19, below 2^3 (square).
constexpr uint64_t FractionOfRoot(int degree, uint64_t n) {
  Natural bound;
  bound.word[2 * degree] = n;
  Natural root;
  for (int bit = 66; bit >= 0; --bit) {
    Natural larger = root;
    larger.word[bit / 32] |= uint64_t{1} << bit % 32;
    if (!IsGreater(Power(larger, degree), bound)) root = larger;
  }
  return root.word[1] << 32 | root.word[0];
}

constexpr bool IsPrime(int n) {
  for (int divisor = 2; divisor * divisor <= n; ++divisor) {
    if (n % divisor == 0) return false;
  }
  return true;
}

constexpr int NextPrime(int n) {
  do ++n;
  while (!IsPrime(n));
  return n;
}

constexpr HashConstants MakeHashConstants() {
  HashConstants constants;
  int prime = 2;
  for (int i = 0; i < kRounds; ++i, prime = NextPrime(prime)) {
    constants.round[i] = FractionOfRoot(3, prime);
    if (i < kStateWords) constants.initial_state[i] = FractionOfRoot(2, prime);
  }
  return constants;
}

}  // namespace

constexpr HashConstants kHashConstants = MakeHashConstants();
static_assert(kHashConstants.round[0] == 0x428a2f98d728ae22 && kHashConstants.initial_state[0] == 0x6a09e667f3bcc908);

}  // namespace hardtack::crypto::lanes

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Scalars, one per lane, and their digits in signed windows. In verification they are public: S comes with the signature,
// k is a hash of what is known to all. In derive.h one is secret, so that nothing branches on a scalar or indexes with
// one.
//
// Internal to crypto/lanes.

#ifndef HARDTACK_CRYPTO_LANES_SCALAR_H_
#define HARDTACK_CRYPTO_LANES_SCALAR_H_

#include "hardtack/crypto/lanes/field.h"

namespace hardtack::crypto::lanes {

// Whether a scalar is below the order of the base point, L = 2^252 + 27742317777372353535851937790883648493.
template <typename V>
inline Mask IsBelowOrder(const BasicWords<V>& scalar) {
  constexpr uint64_t kOrder[4] = {0x5812631a5cf5d3ed, 0x14def9dea2f79cd6, 0, uint64_t{1} << 60};
  Mask below = 0;
  for (int i = 0; i < 4; ++i) {  // the highest word that differs decides
    const V order = Broadcast<V>(kOrder[i]);
    below = Less(scalar.word[i], order) | (Equal(scalar.word[i], order) & below);
  }
  return below;
}

struct Digit {
  alignas(64) uint64_t magnitude[kLanes];
  Mask negative;
};

// The number that is the sum of digit(i) * 2^(kBits * i). Digits are between -(h - 1) and h = 2^(kBits - 1), so that a
// table needs only half of the multiples: negating a point costs nothing.
//
// Adding h - 1 at every place once makes each digit its window minus h - 1, without a carry from digit to digit.
// Numbers of 2^255 and more would lose a carry at the top; scalars below the order are far from that.
template <int kBits, typename V = Vector>
class SignedWindows {
 public:
  static constexpr int kDigits = 256 / kBits;
  static constexpr int kMaxMagnitude = 1 << (kBits - 1);

  explicit SignedWindows(const BasicWords<V>& scalar) {
    const V bias = Broadcast<V>(kBias * (~uint64_t{0} / kWindowMask));
    V carry = Broadcast<V>(0);
    for (int i = 0; i < 4; ++i) {
      const V with_carry = scalar.word[i] + carry;
      biased_.word[i] = with_carry + bias;
      const Mask overflows = Less(with_carry, carry) | Less(biased_.word[i], bias);
      carry = Select(overflows, Broadcast<V>(0), Broadcast<V>(1));
    }
  }

  Digit digit(int i) const {
    const int bit = i * kBits;
    const V window = biased_.word[bit / 64] >> bit % 64 & kWindowMask;
    const V bias = Broadcast<V>(kBias);
    Digit digit;
    digit.negative = Less(window, bias);
    Store(digit.magnitude, Select(digit.negative, window - bias, bias - window));
    return digit;
  }

 private:
  static constexpr uint64_t kBias = kMaxMagnitude - 1;
  static constexpr uint64_t kWindowMask = (uint64_t{1} << kBits) - 1;
  BasicWords<V> biased_;
};

}  // namespace hardtack::crypto::lanes

#endif  // HARDTACK_CRYPTO_LANES_SCALAR_H_

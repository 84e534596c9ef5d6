// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// lanes_testing.h. Like crypto/lanes itself it is compiled for AVX-512 and includes nothing whose inline functions other
// code might share.

#include "tests/crypto/lanes_testing.h"

#include <cstring>

#include "hardtack/crypto/lanes/decompress.h"
#include "hardtack/crypto/lanes/hash.h"
#include "hardtack/crypto/lanes/table.h"

namespace hardtack::crypto::lanes {
namespace {

Words ToWords(const Numbers& numbers) {
  const uint8_t* bytes[kLanes];
  for (int lane = 0; lane < kLanes; ++lane) bytes[lane] = numbers.lane[lane].byte;
  return LoadWords(bytes);
}

Field ToField(const Numbers& numbers) { return FieldOf(ToWords(numbers)); }

Numbers ToNumbers(const Field& field) {
  const Field c = Canonical(field);
  Vector rows[kLanes] = {c.limb[0] | c.limb[1] << 51, c.limb[1] >> 13 | c.limb[2] << 38,
                         c.limb[2] >> 26 | c.limb[3] << 25, c.limb[3] >> 39 | c.limb[4] << 12};
  Transpose(rows);
  Numbers numbers;
  for (int lane = 0; lane < kLanes; ++lane) std::memcpy(numbers.lane[lane].byte, &rows[lane], sizeof(Bytes32));
  return numbers;
}

Field FromLimbs(const uint64_t limbs[5]) {
  Field field;
  for (int i = 0; i < kLimbs; ++i) field.limb[i] = Broadcast(limbs[i]);
  return field;
}

Decompressed Decode(const Numbers& encoded) {
  Decompressed points[2];
  Decompress({ToWords(encoded), ToWords(encoded)}, points);
  return points[0];
}

Extended Point(const Numbers& encoded) { return Decode(encoded).point; }

Digit DigitOf(const uint8_t magnitude[8]) {
  Digit digit;
  for (int lane = 0; lane < kLanes; ++lane) digit.magnitude[lane] = magnitude[lane];
  digit.negative = 0;
  return digit;
}

template <int kBits>
int DigitIn(const Numbers& scalars, int lane, int i) {
  const Digit digit = SignedWindows<kBits>(ToWords(scalars)).digit(i);
  const int magnitude = static_cast<int>(digit.magnitude[lane]);
  return (digit.negative >> lane & 1) != 0 ? -magnitude : magnitude;
}

}  // namespace

Numbers Add(const Numbers& a, const Numbers& b) { return ToNumbers(Carry(ToField(a) + ToField(b))); }
Numbers Subtract(const Numbers& a, const Numbers& b) { return ToNumbers(Carry(ToField(a) - ToField(b))); }
Numbers Multiply(const Numbers& a, const Numbers& b) { return ToNumbers(Carry(ToField(a) * ToField(b))); }
Numbers Square(const Numbers& a) { return ToNumbers(Carry(Square(ToField(a)))); }

Numbers MultiplySumByDifference(const Numbers& a, const Numbers& b) {
  return ToNumbers(Carry(Carry(ToField(a) + ToField(b)) * Carry(ToField(a) - ToField(b))));
}

Bytes32 MultiplyLimbs(const uint64_t a[5], const uint64_t b[5]) {
  return ToNumbers(Carry(FromLimbs(a) * FromLimbs(b))).lane[0];
}

Bytes32 SquareLimbs(const uint64_t a[5]) { return ToNumbers(Carry(Square(FromLimbs(a)))).lane[0]; }

uint8_t AreBelowP(const Numbers& a) { return IsCanonical(ToWords(a)); }
uint8_t AreBelowOrder(const Numbers& a) { return IsBelowOrder(ToWords(a)); }
uint8_t AreOnCurve(const Numbers& encoded) { return Decode(encoded).on_curve; }
uint8_t HaveSmallOrder(const Numbers& encoded) { return HasSmallOrder(Point(encoded)); }

uint8_t AddTo(const Numbers& p, const Numbers& q, uint8_t negative, const Numbers& sum) {
  return IsAffine(ToProjective(Add(Point(p), ToCached(Point(q)), negative)), Point(sum));
}

uint8_t DoubleTo(const Numbers& p, const Numbers& twice) {
  return IsAffine(ToProjective(Double(Point(p))), Point(twice));
}

uint8_t BaseMultiplesAre(const uint8_t magnitude[8], const Numbers& expected) {
  return IsAffine(ToProjective(Add(Neutral(), GetBaseMultiple(DigitOf(magnitude)), Mask{0})), Point(expected));
}

uint8_t KeyMultiplesAre(const Numbers& keys, const uint8_t magnitude[8], const Numbers& expected) {
  const KeyTable table(Point(keys));
  return IsAffine(ToProjective(Add(Neutral(), table.Get(DigitOf(magnitude)), Mask{0})), Point(expected));
}

int Digit4(const Numbers& scalars, int lane, int i) { return DigitIn<4>(scalars, lane, i); }
int Digit8(const Numbers& scalars, int lane, int i) { return DigitIn<8>(scalars, lane, i); }

void HashEight(const uint8_t* const prefixes[8], const uint8_t* const bodies[8], const size_t sizes[8],
               uint8_t digests[8][64]) {
  PrefixedMessage messages[kLanes];
  for (int lane = 0; lane < kLanes; ++lane) {
    std::memcpy(messages[lane].prefix, prefixes[lane], kPrefixBytes);
    messages[lane].body = bodies[lane];
    messages[lane].body_size = sizes[lane];
  }
  uint8_t hashed[kLanes][kDigestBytes];
  Sha512(messages, hashed);
  std::memcpy(digests, hashed, sizeof(hashed));
}

}  // namespace hardtack::crypto::lanes

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// lanes_testing.h. Like crypto/lanes itself it is compiled for AVX-512 and includes nothing whose inline functions other
// code might share.

#include "tests/crypto/lanes_testing.h"

#include <cstring>

#include "hardtack/crypto/lanes/decompress.h"
#include "hardtack/crypto/lanes/hash.h"
#include "hardtack/crypto/lanes/quad_table.h"
#include "hardtack/crypto/lanes/table.h"

namespace hardtack::crypto::lanes {
namespace {

Words ToWords(const Numbers& numbers) {
  const uint8_t* bytes[kLanes];
  for (int lane = 0; lane < kLanes; ++lane) bytes[lane] = numbers.lane[lane].byte;
  return LoadWords(bytes);
}

Field ToField(const Numbers& numbers) { return FieldOf(ToWords(numbers)); }

BasicWords<HalfVector> ToFourWords(const Numbers& numbers, int first_lane) {
  const uint8_t* bytes[4];
  for (int lane = 0; lane < 4; ++lane) bytes[lane] = numbers.lane[first_lane + lane].byte;
  return LoadFourWords(bytes);
}

template <typename V>
Numbers ToNumbers(const BasicField<V>& field) {
  const BasicField<V> c = Canonical(field);
  V rows[kLanes] = {c.limb[0] | c.limb[1] << 51, c.limb[1] >> 13 | c.limb[2] << 38, c.limb[2] >> 26 | c.limb[3] << 25,
                    c.limb[3] >> 39 | c.limb[4] << 12};
  Transpose(rows);
  Numbers numbers;
  for (int lane = 0; lane < kLanesOf<V>; ++lane) std::memcpy(numbers.lane[lane].byte, &rows[lane], sizeof(Bytes32));
  return numbers;
}

template <typename V = Vector>
BasicField<V> FromLimbs(const uint64_t limbs[5]) {
  BasicField<V> field;
  for (int i = 0; i < kLimbs; ++i) field.limb[i] = Broadcast<V>(limbs[i]);
  return field;
}

// What `make` makes of the lanes from 0 and of those from 4, as numbers of eight lanes or as bits.
template <typename F>
Numbers NumbersOfHalves(F&& make) {
  const Numbers lower = ToNumbers(make(0)), upper = ToNumbers(make(4));
  Numbers numbers = lower;
  for (int lane = 0; lane < 4; ++lane) numbers.lane[4 + lane] = upper.lane[lane];
  return numbers;
}

template <typename F>
uint8_t BitsOfHalves(F&& make) {
  return static_cast<uint8_t>((make(0) & 0x0f) | (make(4) & 0x0f) << 4);
}

BasicField<HalfVector> ToHalfField(const Numbers& numbers, int first_lane) {
  return FieldOf(ToFourWords(numbers, first_lane));
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

// The points in lanes `first` and, in a V that takes two, first + 1.
template <typename V>
QuadPoint<V> Quads(const Numbers& encoded, int first) {
  return ToQuads<V>(Decompress(ToFourWords(encoded, first & 4)).point, first & 3);
}

// The bits of IsAffine next to each other.
Mask Pack(Mask is_affine) { return (is_affine & 1) | (is_affine >> 3 & 2); }

// What `check`, called with a V and the first lane of as many points as that takes, says of all eight points both ways.
template <typename F>
uint8_t BothWays(F&& check) {
  unsigned alone = 0, in_pairs = 0;
  for (int i = 0; i < 8; ++i) alone |= (Pack(check(HalfVector{}, i)) & 1u) << i;
  for (int i = 0; i < 8; i += 2) in_pairs |= static_cast<unsigned>(Pack(check(Vector{}, i))) << i;
  return static_cast<uint8_t>(alone & in_pairs);
}

Digit DigitOfTwo(const uint8_t magnitude[8], int first) {
  Digit digit;
  for (int i = 0; i < 2; ++i) digit.magnitude[i] = magnitude[first | i];
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

Numbers MultiplyInHalves(const Numbers& a, const Numbers& b) {
  return NumbersOfHalves([&](int lane) { return Carry(ToHalfField(a, lane) * ToHalfField(b, lane)); });
}

Numbers SquareInHalves(const Numbers& a) {
  return NumbersOfHalves([&](int lane) { return Carry(Square(ToHalfField(a, lane))); });
}

Bytes32 MultiplyLimbsInHalves(const uint64_t a[5], const uint64_t b[5]) {
  return ToNumbers(Carry(FromLimbs<HalfVector>(a) * FromLimbs<HalfVector>(b))).lane[3];
}

Bytes32 SquareLimbsInHalves(const uint64_t a[5]) { return ToNumbers(Carry(Square(FromLimbs<HalfVector>(a)))).lane[3]; }

uint8_t AreBelowPInHalves(const Numbers& a) {
  return BitsOfHalves([&](int lane) { return IsCanonical(ToFourWords(a, lane)); });
}

uint8_t AreBelowOrderInHalves(const Numbers& a) {
  return BitsOfHalves([&](int lane) { return IsBelowOrder(ToFourWords(a, lane)); });
}

uint8_t AreOnCurveInHalves(const Numbers& encoded) {
  return BitsOfHalves([&](int lane) { return Decompress(ToFourWords(encoded, lane)).on_curve; });
}

uint8_t HaveSmallOrderInHalves(const Numbers& encoded) {
  return BitsOfHalves([&](int lane) { return HasSmallOrder(Decompress(ToFourWords(encoded, lane)).point); });
}

uint8_t QuadsAddTo(const Numbers& p, const Numbers& q, uint8_t negative, const Numbers& sum) {
  return BothWays([&]<typename V>(V, int i) {
    const Mask signs = LanesOf(static_cast<Mask>(negative >> i));
    return IsAffine(Add(Quads<V>(p, i), ToCached(Quads<V>(q, i)), signs), Quads<V>(sum, i));
  });
}

uint8_t QuadsDoubleTo(const Numbers& p, const Numbers& twice) {
  return BothWays([&]<typename V>(V, int i) { return IsAffine(Double(Quads<V>(p, i)), Quads<V>(twice, i)); });
}

uint8_t QuadBaseMultiplesAre(const uint8_t magnitude[8], const Numbers& expected) {
  return BothWays([&]<typename V>(V, int i) {
    const QuadCached<V> multiple = GetQuadBaseMultiple<V>(DigitOfTwo(magnitude, i));
    return IsAffine(Add(QuadNeutral<V>(), multiple, Mask{0}), Quads<V>(expected, i));
  });
}

uint8_t QuadKeyMultiplesAre(const Numbers& keys, const uint8_t magnitude[8], const Numbers& expected) {
  return BothWays([&]<typename V>(V, int i) {
    const QuadCached<V> multiple = QuadKeyTable<V>(Quads<V>(keys, i)).Get(DigitOfTwo(magnitude, i));
    return IsAffine(Add(QuadNeutral<V>(), multiple, Mask{0}), Quads<V>(expected, i));
  });
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

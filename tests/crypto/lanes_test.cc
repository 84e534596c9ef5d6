// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The parts of crypto/lanes, each against libsodium or against arithmetic written plainly.

#include <sodium.h>

#include <array>
#include <cstring>
#include <string>

#include "doctest/doctest.h"
#include "hardtack/crypto/lanes/derive.h"
#include "tests/crypto/lanes_numbers.h"
#include "tests/crypto/lanes_testing.h"
#include "tests/crypto/plain_number.h"

namespace hardtack::crypto::lanes {
namespace {

TEST_CASE("numbers are added, subtracted, multiplied and squared modulo p") {
  if (!CanRun()) return;
  for (const auto& [a, b] : Pairs()) {
    const Numbers sums = Add(a, b), differences = Subtract(a, b), products = Multiply(a, b), squares = Square(a);
    const Numbers of_sums = MultiplySumByDifference(a, b);
    const Numbers products_in_halves = MultiplyInHalves(a, b), squares_in_halves = SquareInHalves(a);
    for (int lane = 0; lane < 8; ++lane) {
      const PlainNumber x = PlainModP(PlainOf(a.lane[lane])), y = PlainModP(PlainOf(b.lane[lane]));
      const PlainNumber sum = PlainModP(PlainSum(x, y));
      const PlainNumber difference = PlainModP(PlainSum(x, PlainDifference(PlainP(), y)));
      CHECK(sums.lane[lane] == ToBytes(sum));
      CHECK(differences.lane[lane] == ToBytes(difference));
      CHECK(products.lane[lane] == ToBytes(PlainProduct(x, y)));
      CHECK(squares.lane[lane] == ToBytes(PlainProduct(x, x)));
      CHECK(products_in_halves.lane[lane] == products.lane[lane]);
      CHECK(squares_in_halves.lane[lane] == squares.lane[lane]);
      CHECK(of_sums.lane[lane] == ToBytes(PlainProduct(sum, difference)));
    }
  }
}

TEST_CASE("the largest limbs that a number may have are multiplied without loss") {
  if (!CanRun()) return;
  constexpr uint64_t kLargest = (uint64_t{1} << 51) + (uint64_t{1} << 16) - 1;
  for (int set_of_a = 0; set_of_a < 32; ++set_of_a) {
    for (int set_of_b : {31, set_of_a, 31 ^ set_of_a, 1, 16}) {
      std::array<uint64_t, 5> a{}, b{};
      for (int i = 0; i < 5; ++i) {
        a[i] = (set_of_a >> i & 1) != 0 ? kLargest : 0;
        b[i] = (set_of_b >> i & 1) != 0 ? kLargest : 0;
      }
      CHECK(MultiplyLimbs(a.data(), b.data()) == ToBytes(PlainProduct(PlainOfLimbs(a), PlainOfLimbs(b))));
      CHECK(SquareLimbs(a.data()) == ToBytes(PlainProduct(PlainOfLimbs(a), PlainOfLimbs(a))));
      CHECK(MultiplyLimbsInHalves(a.data(), b.data()) == MultiplyLimbs(a.data(), b.data()));
      CHECK(SquareLimbsInHalves(a.data()) == SquareLimbs(a.data()));
    }
  }
}

TEST_CASE("numbers are compared with p and with the order of the base point") {
  if (!CanRun()) return;
  Bytes32 p_with_sign = P(), below_p_with_sign = Near(P(), -1), largest{};
  p_with_sign.byte[31] |= 0x80;
  below_p_with_sign.byte[31] |= 0x80;
  std::memset(&largest, 0xff, sizeof(largest));
  Bytes32 below_p_in_the_middle = P();
  below_p_in_the_middle.byte[16] = 0xfe;
  const Numbers about_p = {
      {Small(0), Near(P(), -1), P(), Near(P(), 18), p_with_sign, below_p_with_sign, largest, below_p_in_the_middle}};
  CHECK(AreBelowP(about_p) == 0b10100011);
  CHECK(AreBelowPInHalves(about_p) == 0b10100011);
  Bytes32 middle_above = Order(), top_below = Order();
  middle_above.byte[20] = 1;
  top_below.byte[31] = 0x0f;
  top_below.byte[20] = 0xff;
  const Numbers about_order = {
      {Small(0), Near(Order(), -1), Order(), Near(Order(), 1), middle_above, top_below, largest, Small(1)}};
  CHECK(AreBelowOrder(about_order) == 0b10100011);
  CHECK(AreBelowOrderInHalves(about_order) == 0b10100011);
}

TEST_CASE("points are doubled, added and subtracted as libsodium does it, the same point and the opposite one too") {
  if (!CanRun()) return;
  Random random;
  for (int round = 0; round < 20; ++round) {
    const Numbers p = random.Eight([&random] { return random.Point(); });
    Numbers q = random.Eight([&random] { return random.Point(); });
    q.lane[3] = p.lane[3];
    q.lane[4] = p.lane[4];
    q.lane[4].byte[31] ^= 0x80;
    q.lane[5] = Small(1);  // the neutral element
    const uint8_t negative = static_cast<uint8_t>(random.Any().byte[0]);
    Numbers sum, twice, other_x, other_y;  // the last two have one coordinate of the sum
    const Bytes32 of_order_two = Near(P(), -1);
    for (int lane = 0; lane < 8; ++lane) {
      const auto combine = (negative >> lane & 1) != 0 ? crypto_core_ed25519_sub : crypto_core_ed25519_add;
      REQUIRE(combine(sum.lane[lane].byte, p.lane[lane].byte, q.lane[lane].byte) == 0);
      REQUIRE(crypto_core_ed25519_add(twice.lane[lane].byte, p.lane[lane].byte, p.lane[lane].byte) == 0);
      other_x.lane[lane] = sum.lane[lane];
      other_x.lane[lane].byte[31] ^= 0x80;
      REQUIRE(crypto_core_ed25519_sub(other_y.lane[lane].byte, of_order_two.byte, sum.lane[lane].byte) == 0);
    }
    CHECK(AreOnCurve(p) == kAll);
    const uint8_t doubled = static_cast<uint8_t>((~negative & 8) | (negative & 16));  // p + p and p - (-p)
    CHECK(AddTo(p, q, negative, sum) == kAll);
    CHECK(DoubleTo(p, twice) == kAll);
    CHECK(AddTo(p, q, negative, twice) == doubled);
    CHECK(QuadsAddTo(p, q, negative, sum) == kAll);
    CHECK(QuadsDoubleTo(p, twice) == kAll);
    CHECK(QuadsAddTo(p, q, negative, twice) == doubled);
    const uint8_t neutral = static_cast<uint8_t>((negative & 8) | (~negative & 16));  // p - p and p + (-p): x = -x
    CHECK(AddTo(p, q, negative, other_x) == neutral);
    CHECK(AddTo(p, q, negative, other_y) == 0);
    CHECK(QuadsAddTo(p, q, negative, other_x) == neutral);
    CHECK(QuadsAddTo(p, q, negative, other_y) == 0);
    CHECK(HaveSmallOrder(p) == 0);
  }
}

TEST_CASE("an encoding is on the curve for half of the numbers, and the points of small order are known") {
  if (!CanRun()) return;
  Random random;
  int on_curve = 0;
  for (int round = 0; round < 100; ++round) {
    const Numbers numbers = random.Eight([&random] { return random.Number(); });
    on_curve += __builtin_popcount(AreOnCurve(numbers));
    CHECK(AreOnCurveInHalves(numbers) == AreOnCurve(numbers));
  }
  CHECK(on_curve > 330);
  CHECK(on_curve < 470);
  const char* const kSmall[8] = {"0100000000000000000000000000000000000000000000000000000000000000",
                                 "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                                 "0000000000000000000000000000000000000000000000000000000000000000",
                                 "0000000000000000000000000000000000000000000000000000000000000080",
                                 "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                                 "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                                 "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                                 "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"};
  Numbers small, with_large_order;
  for (int lane = 0; lane < 8; ++lane) {
    small.lane[lane] = FromHex(kSmall[lane]);
    REQUIRE(crypto_core_ed25519_add(with_large_order.lane[lane].byte, small.lane[lane].byte, random.Point().byte) == 0);
  }
  CHECK(AreOnCurve(small) == kAll);
  CHECK(HaveSmallOrder(small) == kAll);
  CHECK(AreOnCurveInHalves(small) == kAll);
  CHECK(HaveSmallOrderInHalves(small) == kAll);
  CHECK(AreOnCurve(with_large_order) == kAll);
  CHECK(HaveSmallOrder(with_large_order) == 0);
  CHECK(HaveSmallOrderInHalves(with_large_order) == 0);
}

TEST_CASE("tables hold the multiples of the base point and of each lane's key") {
  if (!CanRun()) return;
  Random random;
  const Numbers keys = random.Eight([&random] { return random.Point(); });
  for (int first = 0; first <= 128; first += 8) {
    uint8_t magnitude[8], small_magnitude[8];
    Numbers of_base, of_keys;
    for (int lane = 0; lane < 8; ++lane) {
      magnitude[lane] = static_cast<uint8_t>(std::min(first + lane, 128));
      small_magnitude[lane] = static_cast<uint8_t>((first / 8 + lane) % 9);
      // libsodium reports a zero as a failure; its result is the neutral element all the same.
      (void)!crypto_scalarmult_ed25519_base_noclamp(of_base.lane[lane].byte, Small(magnitude[lane]).byte);
      (void)!crypto_scalarmult_ed25519_noclamp(of_keys.lane[lane].byte, Small(small_magnitude[lane]).byte,
                                               keys.lane[lane].byte);
    }
    CHECK(BaseMultiplesAre(magnitude, of_base) == kAll);
    CHECK(KeyMultiplesAre(keys, small_magnitude, of_keys) == kAll);
    CHECK(QuadBaseMultiplesAre(magnitude, of_base) == kAll);
    CHECK(QuadKeyMultiplesAre(keys, small_magnitude, of_keys) == kAll);
  }
}

// The sum of digit(i) * 2^(bits * i), which is `scalar` again. Horner's rule, in plain numbers with an offset that keeps
// them from falling below zero.
template <typename F>
Bytes32 SumOfDigits(int bits, F&& digit) {
  PlainNumber sum{};
  for (int i = 256 / bits - 1; i >= 0; --i) {
    for (int bit = 0; bit < bits; ++bit) sum = PlainModP(PlainSum(sum, sum));
    PlainNumber magnitude{};
    magnitude[0] = static_cast<uint8_t>(std::abs(digit(i)));
    sum = PlainModP(digit(i) < 0 ? PlainSum(sum, PlainDifference(PlainP(), magnitude)) : PlainSum(sum, magnitude));
  }
  return ToBytes(sum);
}

TEST_CASE("the digits of a scalar add up to it and are no larger than the tables") {
  if (!CanRun()) return;
  Random random;
  Numbers scalars = random.Eight([&random] { return random.Scalar(); });
  scalars.lane[0] = Small(0);
  scalars.lane[1] = Near(Order(), -1);
  std::memset(&scalars.lane[2], 0x88, sizeof(Bytes32));
  std::memset(&scalars.lane[3], 0x80, sizeof(Bytes32));
  std::memset(&scalars.lane[4], 0xff, sizeof(Bytes32));
  for (int lane : {2, 3, 4}) scalars.lane[lane].byte[31] = 0x0f;
  for (int lane = 0; lane < 8; ++lane) {
    const auto digit4 = [&](int i) { return Digit4(scalars, lane, i); };
    const auto digit8 = [&](int i) { return Digit8(scalars, lane, i); };
    CHECK(SumOfDigits(4, digit4) == scalars.lane[lane]);
    CHECK(SumOfDigits(8, digit8) == scalars.lane[lane]);
    for (int i = 0; i < 64; ++i) CHECK(std::abs(digit4(i)) <= 8);
    for (int i = 0; i < 32; ++i) CHECK(std::abs(digit8(i)) <= 128);
  }
}

// Of 255 bits, with each digit of the comb at its edges: all zero, one bit, and windows that repeat.
std::vector<Bytes32> EdgeScalars() {
  std::vector<Bytes32> scalars = {Small(0), Small(1), Near(Order(), -1), Order(), Near(Order(), 1)};
  for (int bit = 0; bit < 255; ++bit) {
    scalars.push_back({});
    scalars.back().byte[bit / 8] = static_cast<uint8_t>(1 << bit % 8);
  }
  for (int byte = 1; byte < 256; ++byte) {
    Bytes32& scalar = scalars.emplace_back();
    std::memset(&scalar, byte, sizeof(scalar));
    scalar.byte[31] &= 0x7f;
  }
  return scalars;
}

TEST_CASE("the comb multiplies the base point by any scalar below 2^255") {
  if (!CanRun()) return;
  std::vector<Bytes32> scalars = EdgeScalars();
  Random random;
  for (int i = 0; i < 1000; ++i) scalars.push_back(random.Number());
  for (const Bytes32& scalar : scalars) {
    Bytes32 product{}, expected{};
    MultiplyBase(scalar.byte, product.byte);
    (void)!crypto_scalarmult_ed25519_base_noclamp(expected.byte, scalar.byte);
    CAPTURE(Hex({reinterpret_cast<const char*>(scalar.byte), sizeof(scalar)}));
    CHECK(product == expected);
  }
}

TEST_CASE("eight messages of any lengths have libsodium's SHA-512") {
  if (!CanRun()) return;
  std::string text(5000, '\0');
  for (size_t i = 0; i < text.size(); ++i) text[i] = static_cast<char>(i * i % 251);
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  for (size_t shortest = 0; shortest <= 330; ++shortest) {
    const uint8_t *prefixes[8], *bodies[8];
    size_t sizes[8];
    for (size_t lane = 0; lane < 8; ++lane) {
      prefixes[lane] = bytes + lane;
      bodies[lane] = bytes + lane + 64;  // right behind its prefix, so that libsodium can hash the two in one piece
      sizes[lane] = lane == 5 ? 4000 - shortest : shortest + 17 * lane;
    }
    uint8_t digests[8][64], expected[64];
    HashEight(prefixes, bodies, sizes, digests);
    CAPTURE(shortest);
    for (size_t lane = 0; lane < 8; ++lane) {
      crypto_hash_sha512(expected, prefixes[lane], 64 + sizes[lane]);
      CHECK(std::memcmp(digests[lane], expected, 64) == 0);
    }
  }
}

}  // namespace
}  // namespace hardtack::crypto::lanes

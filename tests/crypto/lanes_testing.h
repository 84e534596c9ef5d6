// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The parts of crypto/lanes as functions over bytes, for tests that are compiled for any processor. Numbers and points
// are 32 little-endian bytes each, one per lane.

#ifndef HARDTACK_TESTS_CRYPTO_LANES_TESTING_H_
#define HARDTACK_TESTS_CRYPTO_LANES_TESTING_H_

#include <cstddef>
#include <cstdint>

namespace hardtack::crypto::lanes {

struct Bytes32 {
  uint8_t byte[32];
  bool operator==(const Bytes32&) const = default;
};

struct Numbers {
  Bytes32 lane[8];
};

// Modulo 2^255 - 19; the results are below it. Bit 255 of an argument is ignored.
Numbers Add(const Numbers& a, const Numbers& b);
Numbers Subtract(const Numbers& a, const Numbers& b);
Numbers Multiply(const Numbers& a, const Numbers& b);
Numbers Square(const Numbers& a);
// (a + b)(a - b), whose factors have limbs as large as sums leave them.
Numbers MultiplySumByDifference(const Numbers& a, const Numbers& b);
// The product of two numbers that are given by their limbs, the largest that the invariant of field.h allows among them.
Bytes32 MultiplyLimbs(const uint64_t a[5], const uint64_t b[5]);
Bytes32 SquareLimbs(const uint64_t a[5]);

// A bit for each lane.
uint8_t AreBelowP(const Numbers& a);
uint8_t AreBelowOrder(const Numbers& a);
uint8_t AreOnCurve(const Numbers& encoded);
uint8_t HaveSmallOrder(const Numbers& encoded);
// Whether p + q, or p - q in the lanes of `negative`, is `sum`; whether twice p is `twice`. All are on the curve.
uint8_t AddTo(const Numbers& p, const Numbers& q, uint8_t negative, const Numbers& sum);
uint8_t DoubleTo(const Numbers& p, const Numbers& twice);
// Whether `magnitude` times the base point is `expected`, and likewise for the tables made of keys.
uint8_t BaseMultiplesAre(const uint8_t magnitude[8], const Numbers& expected);
uint8_t KeyMultiplesAre(const Numbers& keys, const uint8_t magnitude[8], const Numbers& expected);

// The same of half registers: four lanes, then the other four.
Numbers MultiplyInHalves(const Numbers& a, const Numbers& b);
Numbers SquareInHalves(const Numbers& a);
Bytes32 MultiplyLimbsInHalves(const uint64_t a[5], const uint64_t b[5]);
Bytes32 SquareLimbsInHalves(const uint64_t a[5]);
uint8_t AreBelowPInHalves(const Numbers& a);
uint8_t AreBelowOrderInHalves(const Numbers& a);
uint8_t AreOnCurveInHalves(const Numbers& encoded);
uint8_t HaveSmallOrderInHalves(const Numbers& encoded);

// The same of points that have four lanes each: alone in half a register, and two and two in whole ones. Both must say
// yes.
uint8_t QuadsAddTo(const Numbers& p, const Numbers& q, uint8_t negative, const Numbers& sum);
uint8_t QuadsDoubleTo(const Numbers& p, const Numbers& twice);
uint8_t QuadBaseMultiplesAre(const uint8_t magnitude[8], const Numbers& expected);
uint8_t QuadKeyMultiplesAre(const Numbers& keys, const uint8_t magnitude[8], const Numbers& expected);

// digit(i) of a lane's scalar, for windows of 4 or 8 bits.
int Digit4(const Numbers& scalars, int lane, int i);
int Digit8(const Numbers& scalars, int lane, int i);

// Of prefixes of 64 bytes and bodies.
void HashEight(const uint8_t* const prefixes[8], const uint8_t* const bodies[8], const size_t sizes[8],
               uint8_t digests[8][64]);

}  // namespace hardtack::crypto::lanes

#endif  // HARDTACK_TESTS_CRYPTO_LANES_TESTING_H_

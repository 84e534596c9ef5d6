// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Numbers, scalars and points to try crypto/lanes with: those at the edges, and random ones, the same in every run.

#ifndef HARDTACK_TESTS_CRYPTO_LANES_NUMBERS_H_
#define HARDTACK_TESTS_CRYPTO_LANES_NUMBERS_H_

#include <sodium.h>

#include <cstring>
#include <iostream>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/crypto/ed25519_many.h"
#include "tests/crypto/crypto_testing.h"
#include "tests/crypto/lanes_testing.h"
#include "tests/crypto/plain_number.h"

namespace hardtack::crypto::lanes {

inline constexpr uint8_t kAll = 0xff;

inline bool CanRun() {
  if (ed25519::IsAvailable(ed25519::Path::kLanes)) return true;
  std::cerr << "NOT RUN: the parts of verification in lanes, which this processor does not have\n";
  return false;
}

inline Bytes32 FromHex(const char* hex) {
  Bytes32 bytes;
  const std::string read = Unhex(hex);
  REQUIRE(read.size() == sizeof(bytes));
  std::memcpy(&bytes, read.data(), sizeof(bytes));
  return bytes;
}

// `value` with its lowest byte moved by `delta`; no carry.
inline Bytes32 Near(Bytes32 value, int delta) {
  value.byte[0] = static_cast<uint8_t>(value.byte[0] + delta);
  return value;
}

inline Bytes32 P() { return ToBytes(PlainP()); }
inline Bytes32 Order() { return FromHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010"); }
inline Bytes32 Small(uint8_t value) { return {{value}}; }

class Random {
 public:
  Bytes32 Any() {
    Bytes32 bytes;
    for (uint8_t& byte : bytes.byte) byte = static_cast<uint8_t>(bits_());
    return bytes;
  }
  Bytes32 Number() {  // below 2^255
    Bytes32 bytes = Any();
    bytes.byte[31] &= 0x7f;
    return bytes;
  }
  Bytes32 Scalar() {
    const Bytes32 wide[2] = {Any(), Any()};
    Bytes32 scalar;
    crypto_core_ed25519_scalar_reduce(scalar.byte, wide[0].byte);
    return scalar;
  }
  Bytes32 Point() {  // of the main subgroup
    Bytes32 point;
    REQUIRE(crypto_scalarmult_ed25519_base_noclamp(point.byte, Scalar().byte) == 0);
    return point;
  }
  template <typename F>
  Numbers Eight(F&& make) {
    Numbers numbers;
    for (Bytes32& lane : numbers.lane) lane = make();
    return numbers;
  }

 private:
  std::mt19937_64 bits_{7};
};

inline std::vector<Bytes32> EdgeNumbers() {
  std::vector<Bytes32> edges;
  for (int value : {0, 1, 2, 18, 19, 20, 37, 38, 255}) edges.push_back(Small(static_cast<uint8_t>(value)));
  for (int delta : {-20, -19, -2, -1, 0, 1, 2, 18}) edges.push_back(Near(P(), delta));
  edges.push_back(FromHex("ffffffffffff07000000000000000000000000000000000000000000000000ff"));  // one limb
  edges.push_back(FromHex("000000000000f8ffffffffffff0300000000000000000000000000000000007f"));
  edges.push_back(FromHex("ffffffffffffffffffffffffffffffff00000000000000000000000000000000"));
  for (Bytes32& edge : edges) edge.byte[31] &= 0x7f;
  return edges;
}

// All pairs of edges, and random ones, eight at a time.
inline std::vector<std::pair<Numbers, Numbers>> Pairs() {
  Random random;
  std::vector<std::pair<Numbers, Numbers>> pairs;
  const std::vector<Bytes32> edges = EdgeNumbers();
  for (size_t first = 0; first < edges.size(); ++first) {
    for (size_t second = 0; second < edges.size(); second += 8) {
      Numbers a, b;
      for (size_t lane = 0; lane < 8; ++lane) {
        a.lane[lane] = edges[(first + lane) % edges.size()];
        b.lane[lane] = edges[(second + lane) % edges.size()];
      }
      pairs.emplace_back(a, b);
    }
  }
  const auto number = [&random] { return random.Number(); };
  for (int i = 0; i < 50; ++i) pairs.emplace_back(random.Eight(number), random.Eight(number));
  return pairs;
}

}  // namespace hardtack::crypto::lanes

#endif  // HARDTACK_TESTS_CRYPTO_LANES_NUMBERS_H_

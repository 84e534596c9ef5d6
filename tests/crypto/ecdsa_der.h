// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Signatures of secp256r1 taken apart and put together for tests, without the code under test.

#ifndef HARDTACK_TESTS_CRYPTO_ECDSA_DER_H_
#define HARDTACK_TESTS_CRYPTO_ECDSA_DER_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "tests/crypto/hex.h"

namespace hardtack::crypto {

// The order of secp256r1's group, in hex.
inline constexpr std::string_view kOrder = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";

// r and s as DER, each with the sign byte that it needs.
inline std::string Der(std::string r, std::string s) {
  std::string both;
  for (std::string* integer : {&r, &s}) {
    if (static_cast<uint8_t>((*integer)[0]) >= 0x80) integer->insert(0, 1, '\0');
    both += '\x02';
    both += static_cast<char>(integer->size());
    both += *integer;
  }
  return std::string("\x30").append(1, static_cast<char>(both.size())).append(both);
}

// order - s, byte by byte: the tests must not lean on the arithmetic under test.
inline std::string Negate(std::string_view s) {
  std::string order = Unhex(kOrder);
  const std::string padded = std::string(order.size() - s.size(), '\0').append(s);
  int borrow = 0;
  for (size_t i = order.size(); i-- > 0;) {
    int digit = static_cast<uint8_t>(order[i]) - static_cast<uint8_t>(padded[i]) - borrow;
    borrow = digit < 0 ? 1 : 0;
    order[i] = static_cast<char>(digit + borrow * 256);
  }
  while (order.size() > 1 && order[0] == 0) order.erase(0, 1);
  return order;
}

// The other signature that verifies: the same r with order - s.
inline std::string FlipS(std::string_view der) {
  const size_t r_size = static_cast<uint8_t>(der[3]);
  std::string r(der.substr(4, r_size)), s(der.substr(6 + r_size));
  for (std::string* integer : {&r, &s}) {
    if ((*integer)[0] == 0) integer->erase(0, 1);
  }
  return Der(r, Negate(s));
}

}  // namespace hardtack::crypto

#endif  // HARDTACK_TESTS_CRYPTO_ECDSA_DER_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Bytes from hex and back, for tests and what they make.

#ifndef HARDTACK_TESTS_CRYPTO_HEX_H_
#define HARDTACK_TESTS_CRYPTO_HEX_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace hardtack::crypto {

inline std::string Unhex(std::string_view hex) {
  std::string bytes;
  for (size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes.push_back(static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16)));
  }
  return bytes;
}

inline std::string Hex(std::string_view bytes) {
  std::string hex;
  for (char c : bytes) {
    for (int nibble : {static_cast<uint8_t>(c) >> 4, c & 15}) hex.push_back("0123456789abcdef"[nibble]);
  }
  return hex;
}

}  // namespace hardtack::crypto

#endif  // HARDTACK_TESTS_CRYPTO_HEX_H_

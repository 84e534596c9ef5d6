// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What the tests of crypto share: bytes from hex, keys that are the same on every run, and a signer that is no
// PrivateKey.

#ifndef HARDTACK_TESTS_CRYPTO_CRYPTO_TESTING_H_
#define HARDTACK_TESTS_CRYPTO_CRYPTO_TESTING_H_

#include <string>
#include <string_view>
#include <utility>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "hardtack/crypto/key.h"

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

// The key whose secret is 32 times `fill`.
inline PrivateKey FixedKey(Algorithm algorithm, char fill) {
  auto key = PrivateKey::FromBytes(algorithm, std::string(kSecretBytes, fill));
  REQUIRE(key.ok());
  return *std::move(key);
}

// A key that lives elsewhere: all that is known of it is its public half and what it answers.
class DistantSigner final : public Signer {
 public:
  explicit DistantSigner(PrivateKey key) : key_(std::move(key)) {}
  const PublicKey& public_key() const override { return key_.public_key(); }
  absl::StatusOr<std::string> Sign(std::string_view message) const override {
    if (!answer.empty()) return answer;
    if (offline) return absl::UnavailableError("the key service does not answer");
    return key_.Sign(message);
  }

  bool offline = false;
  std::string answer;  // given instead of a signature when not empty

 private:
  PrivateKey key_;
};

}  // namespace hardtack::crypto

#endif  // HARDTACK_TESTS_CRYPTO_CRYPTO_TESTING_H_

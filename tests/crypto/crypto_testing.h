// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What the tests of crypto share: bytes from hex (hex.h), keys that are the same on every run, and a signer that is no
// PrivateKey.

#ifndef HARDTACK_TESTS_CRYPTO_CRYPTO_TESTING_H_
#define HARDTACK_TESTS_CRYPTO_CRYPTO_TESTING_H_

#include <string>
#include <string_view>
#include <utility>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "hardtack/crypto/key.h"
#include "tests/crypto/hex.h"

namespace hardtack::crypto {

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

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Keys that are the same on every machine, by what they are for: the secret of a role is its name and dots, 32 characters,
// which are also a scalar of secp256r1.

#ifndef HARDTACK_TESTS_CRYPTO_ROLE_KEY_H_
#define HARDTACK_TESTS_CRYPTO_ROLE_KEY_H_

#include <string>

#include "hardtack/crypto/key.h"

namespace hardtack::crypto {

inline PrivateKey RoleKey(std::string role, Algorithm algorithm) {
  role.resize(kSecretBytes, '.');
  return *PrivateKey::FromBytes(algorithm, role);
}

}  // namespace hardtack::crypto

#endif  // HARDTACK_TESTS_CRYPTO_ROLE_KEY_H_

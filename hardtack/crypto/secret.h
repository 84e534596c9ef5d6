// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What is done to bytes because they are secret: filled from the system's random source, compared in constant time,
// erased so that the compiler cannot leave the erasing out. SecretString of key.h stands on these. Internal to crypto.

#ifndef HARDTACK_CRYPTO_SECRET_H_
#define HARDTACK_CRYPTO_SECRET_H_

#include <cstddef>
#include <string_view>

#include "hardtack/crypto/key.h"

namespace hardtack::crypto {

// Makes libsodium ready, once per process. Everything that calls libsodium calls this first.
void InitSodium();

// Zeros, to be written into.
SecretString SecretOfSize(size_t size);

SecretString RandomSecret(size_t size);

// Takes the same time wherever the first difference is. The lengths are not secret.
bool ConstantTimeEqual(std::string_view a, std::string_view b);

}  // namespace hardtack::crypto

#endif  // HARDTACK_CRYPTO_SECRET_H_

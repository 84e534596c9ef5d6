// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Ed25519 (RFC 8032) over bytes whose lengths the caller has checked: 32-byte seeds and keys, 64-byte signatures.
// Internal to crypto.

#ifndef HARDTACK_CRYPTO_ED25519_H_
#define HARDTACK_CRYPTO_ED25519_H_

#include <string>
#include <string_view>

namespace hardtack::crypto::ed25519 {

// By libsodium, as Verify is: ed25519_derive.h has the other way.
std::string PublicKeyOf(std::string_view seed);

// `public_key` must be PublicKeyOf(seed): signing under a foreign key would reveal the secret scalar.
std::string Sign(std::string_view seed, std::string_view public_key, std::string_view message);

// By libsodium, whose verdicts are those of every other way (ed25519_many.h). Strict: besides the equation of RFC 8032 it requires that S is below the group order, that the key is encoded
// canonically, and that neither the key nor R is a point of small order.
bool Verify(std::string_view public_key, std::string_view message, std::string_view signature);

}  // namespace hardtack::crypto::ed25519

#endif  // HARDTACK_CRYPTO_ED25519_H_

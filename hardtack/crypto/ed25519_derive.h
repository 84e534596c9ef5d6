// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The Ed25519 public key of a seed: by libsodium, or in vector registers (lanes/derive.h), which takes a third of the
// time. In constant time on both paths. Internal to crypto.

#ifndef HARDTACK_CRYPTO_ED25519_DERIVE_H_
#define HARDTACK_CRYPTO_ED25519_DERIVE_H_

#include <string>
#include <string_view>

#include "hardtack/crypto/ed25519_path.h"

namespace hardtack::crypto::ed25519 {

// What PublicKeyOf (ed25519.h) returns. `seed` has 32 bytes. REQUIRES: IsAvailable(path).
std::string DerivePublicKey(std::string_view seed, Path path);

}  // namespace hardtack::crypto::ed25519

#endif  // HARDTACK_CRYPTO_ED25519_DERIVE_H_

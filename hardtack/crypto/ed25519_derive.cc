// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// ed25519_derive.h. Tested by tests/crypto/derive_test.cc.

#include "hardtack/crypto/ed25519_derive.h"

#include <cstdint>

#include "hardtack/crypto/ed25519.h"
#include "hardtack/crypto/key.h"
#ifdef HARDTACK_HAS_LANES
#include "hardtack/crypto/lanes/derive.h"
#endif

namespace hardtack::crypto::ed25519 {
namespace {

#ifdef HARDTACK_HAS_LANES

std::string DeriveInLanes(std::string_view seed) {
  std::string public_key(kEd25519KeyBytes, '\0');
  lanes::DerivePublicKey(reinterpret_cast<const uint8_t*>(seed.data()), reinterpret_cast<uint8_t*>(public_key.data()));
  return public_key;
}

#else

std::string DeriveInLanes(std::string_view seed) { return PublicKeyOf(seed); }

#endif

}  // namespace

std::string DerivePublicKey(std::string_view seed, Path path) {
  return path == Path::kLanes ? DeriveInLanes(seed) : PublicKeyOf(seed);
}

}  // namespace hardtack::crypto::ed25519

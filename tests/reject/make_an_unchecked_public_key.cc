// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A crypto::PublicKey has been checked to have the form of its algorithm.
// rejected: is private within this context|calling a private constructor
#include <string>

#include "hardtack/crypto/key.h"

namespace hardtack::crypto {

absl::StatusOr<PublicKey> Make(const std::string& bytes) {
#ifndef HARDTACK_REJECTED
  return PublicKey::FromBytes(Algorithm::kEd25519, bytes);
#else
  return PublicKey(Algorithm::kEd25519, bytes);
#endif
}

}  // namespace hardtack::crypto

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A private key moves; it does not multiply.
// rejected: use of deleted function|call to (implicitly-)?deleted
#include <utility>

#include "hardtack/crypto/key.h"

hardtack::crypto::PrivateKey Take(hardtack::crypto::PrivateKey key) {
#ifndef HARDTACK_REJECTED
  hardtack::crypto::PrivateKey taken = std::move(key);
#else
  hardtack::crypto::PrivateKey taken = key;
#endif
  return taken;
}

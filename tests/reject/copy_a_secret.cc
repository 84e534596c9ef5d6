// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Secret bytes are in one place; a second copy is made on purpose or not at all.
// rejected: use of deleted function|call to deleted constructor
#include <utility>

#include "hardtack/crypto/key.h"

hardtack::crypto::SecretString Take(hardtack::crypto::SecretString secret) {
#ifndef HARDTACK_REJECTED
  hardtack::crypto::SecretString taken = std::move(secret);
#else
  hardtack::crypto::SecretString taken = secret;
#endif
  return taken;
}

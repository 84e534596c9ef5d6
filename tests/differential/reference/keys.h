// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The fixed keys of all cases, so that a seed names the same keys everywhere.

#ifndef HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_KEYS_H_
#define HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_KEYS_H_

#include <cstddef>
#include <vector>

#include "hardtack/crypto/key.h"
#include "hardtack/engine/ast.h"

namespace hardtack::differential {

const crypto::PrivateKey& RootKey(crypto::Algorithm algorithm);

// The key that `block` names for the block after it.
const crypto::PrivateKey& NextKey(crypto::Algorithm algorithm, size_t block);

// The third parties of a program: as many as the generator names, of both algorithms.
const std::vector<crypto::PrivateKey>& ThirdParties();

// The third party that `key` names; null when it is none.
const crypto::PrivateKey* ThirdParty(const engine::PublicKey& key);

}  // namespace hardtack::differential

#endif  // HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_KEYS_H_

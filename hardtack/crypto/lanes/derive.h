// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The Ed25519 public key of a seed, for processors with AVX-512 IFMA. The one thing in crypto/lanes that handles a
// secret.
//
// In constant time: no branch and no address depends on the seed. derive.cc says why.
//
// This header is included by code that is compiled for any processor, so nothing of vectors is in it. Internal to
// crypto.

#ifndef HARDTACK_CRYPTO_LANES_DERIVE_H_
#define HARDTACK_CRYPTO_LANES_DERIVE_H_

#include <cstdint>

namespace hardtack::crypto::lanes {

// RFC 8032, section 5.1.5: 32 bytes each. Leaves nothing on the stack that depends on the seed.
// REQUIRES: a processor with AVX-512 F, BW, DQ, VL and IFMA.
void DerivePublicKey(const uint8_t* seed, uint8_t* public_key);

// The part behind the hash: `scalar` times the base point, encoded. REQUIRES: scalar < 2^255, and the same processor.
void MultiplyBase(const uint8_t* scalar, uint8_t* point);

}  // namespace hardtack::crypto::lanes

#endif  // HARDTACK_CRYPTO_LANES_DERIVE_H_

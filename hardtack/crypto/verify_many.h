// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Many signatures verified together, which on processors with AVX-512 IFMA takes a fraction of the time of one by one:
// eight Ed25519 signatures cost what four alone do. Elsewhere, and for secp256r1, it is Verify in a loop.
//
// For public data, which signatures, keys and signed messages are: neither the time taken nor the memory touched hides
// them. Signing, and deriving a public key from its secret, do not come here.
//
// The function keeps no state: any thread may call it.

#ifndef HARDTACK_CRYPTO_VERIFY_MANY_H_
#define HARDTACK_CRYPTO_VERIFY_MANY_H_

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "hardtack/crypto/key.h"

namespace hardtack::crypto {

// One signature to verify, borrowed. `key` is not null.
struct SignedMessage {
  const PublicKey* key = nullptr;
  std::string_view message;
  std::string_view signature;
};

// Signatures are verified in passes of this many: who would stop at the first that fails can give this many at a time.
inline constexpr size_t kSignaturesPerPass = 8;

// For each item, in their order, exactly what Verify (key.h) returns for it; no item has an influence on another's.
// Linear in the messages. Fastest when the number of Ed25519 items is a multiple of kSignaturesPerPass.
std::vector<absl::Status> VerifyMany(std::span<const SignedMessage> items);

}  // namespace hardtack::crypto

#endif  // HARDTACK_CRYPTO_VERIFY_MANY_H_

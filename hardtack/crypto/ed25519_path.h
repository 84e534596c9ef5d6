// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The two ways in which Ed25519 is computed here, with the same results. Internal to crypto.

#ifndef HARDTACK_CRYPTO_ED25519_PATH_H_
#define HARDTACK_CRYPTO_ED25519_PATH_H_

namespace hardtack::crypto::ed25519 {

enum class Path {
  kPortable,  // libsodium
  kLanes,     // vector registers; needs AVX-512 IFMA
};

// Whether this program, on this processor and operating system, can take the path.
bool IsAvailable(Path path);

// kLanes where it is available.
Path FastestPath();

}  // namespace hardtack::crypto::ed25519

#endif  // HARDTACK_CRYPTO_ED25519_PATH_H_

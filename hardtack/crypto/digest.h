// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// SHA-256 (FIPS 180-4), for what is too long to be signed in one piece or has to be told apart by its content.

#ifndef HARDTACK_CRYPTO_DIGEST_H_
#define HARDTACK_CRYPTO_DIGEST_H_

#include <array>
#include <initializer_list>
#include <string_view>

namespace hardtack::crypto {

using Digest = std::array<char, 32>;

inline std::string_view View(const Digest& digest) { return {digest.data(), digest.size()}; }

// Of all `pieces`, one after the other. Linear, cannot fail; any thread.
Digest Sha256(std::initializer_list<std::string_view> pieces);

}  // namespace hardtack::crypto

#endif  // HARDTACK_CRYPTO_DIGEST_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Ed25519 verifications, in one of two ways that give the same verdicts: one after the other by libsodium, or in vector
// registers, eight at a time, two or one (lanes/verify.h). For public data only. Internal to crypto.

#ifndef HARDTACK_CRYPTO_ED25519_MANY_H_
#define HARDTACK_CRYPTO_ED25519_MANY_H_

#include <cstddef>
#include <span>
#include <string_view>

#include "hardtack/crypto/ed25519_path.h"

namespace hardtack::crypto::ed25519 {

// Borrowed: a key of 32 bytes, a signature of 64.
struct Item {
  std::string_view public_key;
  std::string_view message;
  std::string_view signature;
  bool valid = false;  // the verdict, written by VerifyMany
};

// As many as one pass takes. Whoever stops at the first bad signature loses no time by asking for so many at once.
inline constexpr size_t kItemsPerPass = 8;

// A pass takes the same time however many items it has, so fewer are taken by pairs and, the last of an odd number,
// alone. On one core of a Zen 4 machine a pass takes 54 us, a pair 22 and one alone 14.
inline constexpr size_t kFewestForPass = 5;
inline constexpr size_t kItemsPerPair = 2;

// Writes the verdict of Verify (ed25519.h) into each item. REQUIRES: IsAvailable(path).
void VerifyMany(std::span<Item> items, Path path);

}  // namespace hardtack::crypto::ed25519

#endif  // HARDTACK_CRYPTO_ED25519_MANY_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// From a passphrase to a key by Argon2id (RFC 9106, version 1.3, one lane). The salt and the cost are no secrets; they
// are kept as text beside what the key protects:
//
//   argon2id m=65536 t=3 salt=000102030405060708090a0b0c0d0e0f
//
// `m` is memory in KiB, `t` the number of passes over it. Both are bounded, so that a text from somebody else can demand
// neither all memory nor a day.

#ifndef HARDTACK_CRYPTO_PASSPHRASE_H_
#define HARDTACK_CRYPTO_PASSPHRASE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "hardtack/crypto/box.h"

namespace hardtack::crypto {

inline constexpr uint32_t kMinArgon2MemoryKib = 8 << 10;
inline constexpr uint32_t kMaxArgon2MemoryKib = 1 << 20;
inline constexpr uint32_t kMaxArgon2Passes = 16;
inline constexpr size_t kArgon2SaltBytes = 16;

// Immutable value.
class PassphraseRecipe {
 public:
  // With a random salt, 64 MiB and 3 passes: the second choice of RFC 9106, section 4.
  static PassphraseRecipe Generate();
  // nullopt: not exactly the text of ToText(), or out of bounds.
  static std::optional<PassphraseRecipe> FromText(std::string_view text);

  std::string ToText() const;

  // The same key for the same passphrase. nullopt: the system has not as much memory.
  std::optional<BoxKey> KeyFor(std::string_view passphrase) const;

 private:
  PassphraseRecipe(uint32_t memory_kib, uint32_t passes, std::string salt)
      : memory_kib_(memory_kib), passes_(passes), salt_(std::move(salt)) {}
  uint32_t memory_kib_;
  uint32_t passes_;
  std::string salt_;
};

}  // namespace hardtack::crypto

#endif  // HARDTACK_CRYPTO_PASSPHRASE_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A box holds a small secret in bytes that may lie about: XChaCha20-Poly1305 under a 32-byte key. It opens only under
// its key and under the label that it was closed with, so a box that was changed, or put in another's place, is no box.
//
//   version   8 bytes: "hardbox" and 1
//   nonce     24 bytes, random
//   content   the secret's ciphertext, as long as the secret, and the 16 bytes of its tag
//
// The tag also covers the version, the length of the label's purpose in one byte, the purpose, and the name.
//
// draft-irtf-cfrg-xchacha-03; RFC 8439.

#ifndef HARDTACK_CRYPTO_BOX_H_
#define HARDTACK_CRYPTO_BOX_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "hardtack/crypto/key.h"

namespace hardtack::crypto {

inline constexpr size_t kBoxKeyBytes = 32;
inline constexpr size_t kBoxOverheadBytes = 8 + 24 + 16;  // a box is longer than its secret by this

// What a box is for, and which of that kind it is. Not secret, and not in the box.
struct BoxLabel {
  std::string_view purpose;  // up to 255 bytes
  std::string_view name;
};

// The key of any number of boxes (random nonces of 24 bytes do not repeat). Immutable, thread-safe.
class BoxKey {
 public:
  static BoxKey Generate();
  // nullopt: not 32 bytes.
  static std::optional<BoxKey> FromBytes(std::string_view bytes);
  // From 64 hexadecimal digits. nullopt: anything else.
  static std::optional<BoxKey> FromText(std::string_view text);

  SecretString ToText() const;
  // 32 hexadecimal digits that tell keys apart and tell nothing about the key: BLAKE2b of "hardtack box key", keyed.
  std::string Fingerprint() const;

  // Linear in the secret.
  std::string Close(const BoxLabel& label, std::string_view secret) const;
  // nullopt: not a box, or one that was changed, or closed under another key or label; nobody can tell which.
  std::optional<SecretString> Open(const BoxLabel& label, std::string_view box) const;

 private:
  explicit BoxKey(SecretString bytes) : bytes_(std::move(bytes)) {}
  SecretString bytes_;
};

// Whether `bytes` begin like a box of any version.
bool IsBox(std::string_view bytes);

}  // namespace hardtack::crypto

#endif  // HARDTACK_CRYPTO_BOX_H_

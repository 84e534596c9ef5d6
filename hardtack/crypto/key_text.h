// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Text forms of keys: `ed25519/HEX`, `secp256r1/HEX` (compressed), their private twins `ed25519-private/HEX` and
// `secp256r1-private/HEX`, and PEM (SPKI for public keys, PKCS#8 for private ones), with DER beneath. Reading accepts
// any of them, surrounding white space included; a bare 64-digit hex text is an Ed25519 key. Everything else is
// MalformedKey, with a message that never contains secret digits.
//
// Linear in the text; writing cannot fail. The functions keep no state: any thread may call them.
//
// RFC 5280 (SPKI), RFC 5958 (PKCS#8), RFC 8410 (Ed25519 in both), RFC 7468 (PEM).

#ifndef HARDTACK_CRYPTO_KEY_TEXT_H_
#define HARDTACK_CRYPTO_KEY_TEXT_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "hardtack/crypto/key.h"

namespace hardtack::crypto {

// From `algorithm/HEX`, bare hex or PEM.
//   MalformedKey   also: a key of the other half, or a public key beside the secret that is not its own
absl::StatusOr<PublicKey> ParsePublicKey(std::string_view text);
absl::StatusOr<PrivateKey> ParsePrivateKey(std::string_view text);

std::string ToHexText(const PublicKey& key);
SecretString ToHexText(const PrivateKey& key);
std::string ToPem(const PublicKey& key);
SecretString ToPem(const PrivateKey& key);
std::string ToDer(const PublicKey& key);
SecretString ToDer(const PrivateKey& key);

//   MalformedKey   as above
absl::StatusOr<PublicKey> PublicKeyFromDer(std::string_view der);
absl::StatusOr<PrivateKey> PrivateKeyFromDer(std::string_view der);

}  // namespace hardtack::crypto

#endif  // HARDTACK_CRYPTO_KEY_TEXT_H_

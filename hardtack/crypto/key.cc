// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Keys and signatures: form checks, and the choice between the two algorithms. Tested by tests/crypto/key_test.cc and
// vectors_test.cc.

#include "hardtack/crypto/key.h"

#include <optional>
#include <utility>

#include "hardtack/base/error.h"
#include "hardtack/crypto/ed25519.h"
#include "hardtack/crypto/ed25519_derive.h"
#include "hardtack/crypto/ed25519_many.h"
#include "hardtack/crypto/mismatch.h"
#include "hardtack/crypto/p256.h"
#include "hardtack/crypto/secret.h"

namespace hardtack::crypto {
namespace {

bool Ed25519Matches(std::string_view public_key, std::string_view message, std::string_view signature) {
  ed25519::Item item{public_key, message, signature};
  ed25519::VerifyMany({&item, 1}, ed25519::FastestPath());
  return item.valid;
}

}  // namespace

absl::StatusOr<PublicKey> PublicKey::FromBytes(Algorithm algorithm, std::string_view bytes) {
  if (algorithm == Algorithm::kEd25519) {
    if (bytes.size() == kEd25519KeyBytes) return PublicKey(algorithm, bytes);
    return Error(ErrorKind::kMalformedKey,
                 "an ed25519 public key has 32 bytes, this one " + std::to_string(bytes.size()));
  }
  std::optional<std::string> compressed = p256::Reencode(bytes, p256::PointForm::kCompressed);
  if (compressed.has_value()) return PublicKey(algorithm, *compressed);
  return Error(ErrorKind::kMalformedKey, "a secp256r1 public key is a point of the curve in 33 or 65 bytes");
}

PrivateKey PrivateKey::Generate(Algorithm algorithm) {
  while (true) {
    SecretString secret = RandomSecret(kSecretBytes);
    if (algorithm == Algorithm::kEd25519) {
      const PublicKey public_key(algorithm, ed25519::DerivePublicKey(secret.view(), ed25519::FastestPath()));
      return PrivateKey(std::move(secret), public_key);
    }
    // Only a scalar of zero or beyond the group order is refused: one draw in 2^32.
    absl::StatusOr<PrivateKey> key = FromBytes(algorithm, secret.view());
    if (key.ok()) return *std::move(key);
  }
}

absl::StatusOr<PrivateKey> PrivateKey::FromBytes(Algorithm algorithm, std::string_view secret) {
  if (secret.size() != kSecretBytes) {
    return Error(ErrorKind::kMalformedKey, "a private key has 32 bytes, this one " + std::to_string(secret.size()));
  }
  if (algorithm == Algorithm::kEd25519) {
    return PrivateKey(SecretString(secret), PublicKey(algorithm, ed25519::PublicKeyOf(secret)));
  }
  std::optional<std::string> point = p256::PublicKeyOf(secret);
  if (!point.has_value()) {
    return Error(ErrorKind::kMalformedKey, "a secp256r1 private key is not zero and is below the group order");
  }
  return PrivateKey(SecretString(secret), PublicKey(algorithm, *point));
}

absl::StatusOr<std::string> PrivateKey::Sign(std::string_view message) const {
  const std::string_view public_bytes = public_key_.bytes();
  if (algorithm() == Algorithm::kEd25519) return ed25519::Sign(secret_.view(), public_bytes, message);
  return p256::Sign(secret_.view(), public_bytes, message);
}

absl::Status CheckSignatureForm(Algorithm algorithm, std::string_view signature) {
  if (algorithm == Algorithm::kEd25519) {
    if (signature.size() == kEd25519SignatureBytes) return absl::OkStatus();
    return Error(ErrorKind::kMalformedSignature,
                 "an ed25519 signature has 64 bytes, this one " + std::to_string(signature.size()), signature);
  }
  if (p256::HasSignatureForm(signature)) return absl::OkStatus();
  return Error(ErrorKind::kMalformedSignature, "a secp256r1 signature is strict DER of two integers", signature);
}

absl::Status Verify(const PublicKey& key, std::string_view message, std::string_view signature) {
  if (absl::Status form = CheckSignatureForm(key.algorithm(), signature); !form.ok()) return form;
  const bool matches = key.algorithm() == Algorithm::kEd25519 ? Ed25519Matches(key.bytes(), message, signature)
                                                              : p256::Verify(key.bytes(), message, signature);
  return matches ? absl::OkStatus() : SignatureMismatch();
}

std::string CanonicalSignature(Algorithm algorithm, std::string_view signature) {
  const bool has_s = algorithm == Algorithm::kSecp256r1 && p256::HasSignatureForm(signature);
  return has_s ? p256::WithLowS(signature) : std::string(signature);
}

}  // namespace hardtack::crypto

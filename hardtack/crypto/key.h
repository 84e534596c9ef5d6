// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Keys and signatures of the two algorithms of the Biscuit specification: Ed25519 (libsodium; where the processor has
// AVX-512 IFMA, crypto/lanes verifies and derives) and ECDSA over secp256r1 with SHA-256 (OpenSSL). Verification is
// strict: Ed25519 refuses small-order keys and R and non-canonical S; ECDSA refuses anything but strict DER. Text forms
// are in key_text.h.
//
// The functions keep no state: any thread may call them.
//
// Biscuit specification, "Cryptography: Algorithms"; RFC 8032; SEC 1.

#ifndef HARDTACK_CRYPTO_KEY_H_
#define HARDTACK_CRYPTO_KEY_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace hardtack::crypto {

// The numbers of schema.proto and of signed payloads (do not change).
enum class Algorithm : uint8_t { kEd25519 = 0, kSecp256r1 = 1 };

inline constexpr size_t kEd25519KeyBytes = 32;
inline constexpr size_t kEd25519SignatureBytes = 64;
inline constexpr size_t kP256KeyBytes = 33;  // compressed SEC1
inline constexpr size_t kSecretBytes = 32;   // both algorithms

// Bytes that are zeroed when they are no longer needed and that never print themselves. Copies are explicit. As
// thread-safe as a std::string.
class SecretString {
 public:
  SecretString() = default;
  explicit SecretString(std::string_view bytes);
  SecretString(SecretString&& other) noexcept;
  SecretString& operator=(SecretString&& other) noexcept;
  SecretString(const SecretString&) = delete;
  SecretString& operator=(const SecretString&) = delete;
  ~SecretString();

  std::string_view view() const { return {data_.get(), size_}; }
  char* data() { return data_.get(); }
  size_t size() const { return size_; }

 private:
  std::unique_ptr<char[]> data_;
  size_t size_ = 0;
};

// A public key that has the right form for its algorithm. Immutable value, thread-safe.
class PublicKey {
 public:
  // Ed25519: 32 bytes; whether they encode a usable point shows when a signature is verified. secp256r1: SEC1,
  // compressed or not, checked to be on the curve and kept compressed.
  //   MalformedKey   wrong length or form, or not on the curve
  static absl::StatusOr<PublicKey> FromBytes(Algorithm algorithm, std::string_view bytes);

  Algorithm algorithm() const { return algorithm_; }
  // 32 or 33 bytes; valid as long as *this.
  std::string_view bytes() const {
    return {bytes_.data(), algorithm_ == Algorithm::kEd25519 ? kEd25519KeyBytes : kP256KeyBytes};
  }

  bool operator==(const PublicKey&) const = default;

 private:
  friend class PrivateKey;  // what it derives from a secret needs no check
  // REQUIRES: `bytes` are as many as bytes() says.
  PublicKey(Algorithm algorithm, std::string_view bytes) : algorithm_(algorithm) {
    std::ranges::copy(bytes, bytes_.begin());
  }
  Algorithm algorithm_;
  std::array<char, kP256KeyBytes> bytes_ = {};  // in place: a token names a key for each block
};

// Whoever can sign: a private key in memory, or one that lives in a security module or a service.
class Signer {
 public:
  virtual ~Signer() = default;
  // The same key always.
  virtual const PublicKey& public_key() const = 0;
  // A signature over `message` that verifies under public_key(). Must be safe to call from several threads. A status
  // that it returns reaches whoever asked for the signature as it is.
  virtual absl::StatusOr<std::string> Sign(std::string_view message) const = 0;
};

// A private key in memory that is zeroed when it goes. Its public half is derived on creation, so the two always match.
// Immutable until it is moved from, thread-safe.
class PrivateKey final : public Signer {
 public:
  // From the system's random source.
  static PrivateKey Generate(Algorithm algorithm = Algorithm::kEd25519);
  // `secret`: 32 bytes; Ed25519: the seed of RFC 8032; secp256r1: the big-endian scalar.
  //   MalformedKey   wrong length, or a scalar of zero or beyond the group order
  static absl::StatusOr<PrivateKey> FromBytes(Algorithm algorithm, std::string_view secret);

  PrivateKey(PrivateKey&&) noexcept = default;
  PrivateKey& operator=(PrivateKey&&) noexcept = default;

  Algorithm algorithm() const { return public_key_.algorithm(); }
  std::string_view secret() const { return secret_.view(); }  // 32 bytes; valid as long as *this
  const PublicKey& public_key() const override { return public_key_; }
  // Ed25519: deterministic (RFC 8032). secp256r1: see docs/security.md for how its nonce is made. Linear in `message`.
  //   Internal   OpenSSL could not sign; secp256r1 alone
  absl::StatusOr<std::string> Sign(std::string_view message) const override;

 private:
  PrivateKey(SecretString secret, const PublicKey& public_key) : secret_(std::move(secret)), public_key_(public_key) {}
  SecretString secret_;
  PublicKey public_key_;
};

// Verifies one signature, strictly. Linear in `message`.
//   MalformedSignature   wrong length, or not strict DER; the subject is the signature
//   InvalidSignature     it does not match
absl::Status Verify(const PublicKey& key, std::string_view message, std::string_view signature);

// Whether `signature` has the form that `algorithm` requires, which Verify checks first.
//   MalformedSignature   as Verify
absl::Status CheckSignatureForm(Algorithm algorithm, std::string_view signature);

// The signature in the form in which revocation ids are compared: for secp256r1 with the lower of s and n - s, since
// both verify; for Ed25519 as it is. A signature that is not well-formed is returned as it is.
std::string CanonicalSignature(Algorithm algorithm, std::string_view signature);

}  // namespace hardtack::crypto

#endif  // HARDTACK_CRYPTO_KEY_H_

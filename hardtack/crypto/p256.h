// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// ECDSA over secp256r1 with SHA-256. Points are SEC1 bytes, scalars 32 bytes big-endian, signatures DER. Internal to
// crypto.
//
// SEC 1, sections 2.3, 4.1 and C.5.

#ifndef HARDTACK_CRYPTO_P256_H_
#define HARDTACK_CRYPTO_P256_H_

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace hardtack::crypto::p256 {

enum class PointForm { kCompressed, kUncompressed };

// `point` in the form asked for. nullopt: neither 33 nor 65 bytes with the prefix of its form, or not on the curve.
std::optional<std::string> Reencode(std::string_view point, PointForm form);

// The compressed public point. nullopt: `scalar` is not 32 bytes, or is zero, or not below the group order.
std::optional<std::string> PublicKeyOf(std::string_view scalar);

// `public_key` must be PublicKeyOf(scalar).
//   Internal   OpenSSL failed (out of memory, no random source)
absl::StatusOr<std::string> Sign(std::string_view scalar, std::string_view public_key, std::string_view message);

// Whether `signature` is DER of two non-negative integers of at most 32 bytes and nothing more. Their range is left to
// Verify.
bool HasSignatureForm(std::string_view signature);

// `signature` must have the form. Either of s and n - s is accepted, since the reference signs with either.
bool Verify(std::string_view public_key, std::string_view message, std::string_view signature);

// The same signature with the lower of s and n - s. `signature` must have the form; one whose s is not below n stays as
// it is.
std::string WithLowS(std::string_view signature);

}  // namespace hardtack::crypto::p256

#endif  // HARDTACK_CRYPTO_P256_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Keys in DER. Each container is written as a constant prefix and the key, the forms that openssl(1) writes; reading is
// a strict walk that also takes what RFC 5958 leaves optional. Tested by tests/crypto/key_text_test.cc.
//
//   SubjectPublicKeyInfo ::= SEQUENCE { AlgorithmIdentifier, BIT STRING }                                    RFC 5280
//   OneAsymmetricKey ::= SEQUENCE { version, AlgorithmIdentifier, OCTET STRING, [0] attributes?, [1] public? } RFC 5958
//     the OCTET STRING of Ed25519 holds OCTET STRING (the seed)                                              RFC 8410
//     that of EC holds ECPrivateKey ::= SEQUENCE { 1, OCTET STRING, [0] { curve }?, [1] { BIT STRING }? }      RFC 5915

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/crypto/der.h"
#include "hardtack/crypto/key_text.h"
#include "hardtack/crypto/p256.h"
#include "hardtack/crypto/secret.h"

namespace hardtack::crypto {
namespace {

using std::string_view_literals::operator""sv;  // DER contains NULs

constexpr std::string_view kEd25519Id = "\x2b\x65\x70"sv;                      // 1.3.101.112
constexpr std::string_view kEcPublicKeyId = "\x2a\x86\x48\xce\x3d\x02\x01"sv;  // 1.2.840.10045.2.1
constexpr std::string_view kP256Id = "\x2a\x86\x48\xce\x3d\x03\x01\x07"sv;     // 1.2.840.10045.3.1.7

// Everything of a container before the key bytes at its end.
constexpr std::string_view kEd25519PublicPrefix = "\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00"sv;
constexpr std::string_view kEd25519PrivatePrefix = "\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20"sv;
constexpr std::string_view kP256PublicPrefix =
    "\x30\x59\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07\x03\x42\x00"sv;
constexpr std::string_view kP256PrivatePrefix =
    "\x30\x81\x87\x02\x01\x00\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07"
    "\x04\x6d\x30\x6b\x02\x01\x01\x04\x20"sv;
constexpr std::string_view kP256PrivateMiddle = "\xa1\x44\x03\x42\x00"sv;  // between the scalar and the public point

absl::Status Malformed(std::string_view what) { return Error(ErrorKind::kMalformedKey, what); }

SecretString Join(std::initializer_list<std::string_view> parts) {
  size_t size = 0;
  for (std::string_view part : parts) size += part.size();
  SecretString joined = SecretOfSize(size);
  char* out = joined.data();
  for (std::string_view part : parts) out = std::copy(part.begin(), part.end(), out);
  return joined;
}

// As openssl(1) writes points into containers.
std::string Uncompressed(const PublicKey& key) {
  return p256::Reencode(key.bytes(), p256::PointForm::kUncompressed).value_or(std::string());
}

// The contents of a BIT STRING of whole bytes.
std::optional<std::string_view> WholeBytes(std::optional<std::string_view> bits) {
  if (!bits.has_value() || bits->empty() || bits->front() != 0) return std::nullopt;
  return bits->substr(1);
}

std::optional<std::string_view> ReadBitString(DerReader& reader) { return WholeBytes(reader.Read(DerTag::kBitString)); }

// AlgorithmIdentifier: Ed25519 without parameters, or EC with the named curve secp256r1.
std::optional<Algorithm> ReadAlgorithm(DerReader& reader) {
  DerReader identifier(reader.Read(DerTag::kSequence).value_or(std::string_view()));
  const std::string_view id = identifier.Read(DerTag::kObjectId).value_or(std::string_view());
  if (id == kEd25519Id && identifier.empty()) return Algorithm::kEd25519;
  if (id == kEcPublicKeyId && identifier.Read(DerTag::kObjectId) == kP256Id && identifier.empty()) {
    return Algorithm::kSecp256r1;
  }
  return std::nullopt;
}

// What a private container says: the secret, and the public key once or twice, if at all.
struct PrivateParts {
  std::string_view secret;
  std::array<std::optional<std::string_view>, 2> public_keys;
};

// RFC 8410, section 7: the seed is an OCTET STRING of its own.
bool ReadSeed(std::string_view der, PrivateParts& parts) {
  DerReader reader(der);
  parts.secret = reader.Read(DerTag::kOctetString).value_or(std::string_view());
  return reader.empty();
}

// RFC 5915. The curve, if it is repeated here, must be the same.
bool ReadEcPrivateKey(std::string_view der, PrivateParts& parts) {
  DerReader outer(der);
  DerReader reader(outer.Read(DerTag::kSequence).value_or(std::string_view()));
  if (!outer.empty() || reader.ReadUnsigned() != "\x01"sv) return false;
  parts.secret = reader.Read(DerTag::kOctetString).value_or(std::string_view());
  if (std::optional<std::string_view> curve = reader.Read(DerTag::kConstructed0)) {
    DerReader inner(*curve);
    if (inner.Read(DerTag::kObjectId) != kP256Id || !inner.empty()) return false;
  }
  if (std::optional<std::string_view> point = reader.Read(DerTag::kConstructed1)) {
    DerReader inner(*point);
    parts.public_keys[0] = ReadBitString(inner);
    if (!parts.public_keys[0].has_value() || !inner.empty()) return false;
  }
  return reader.empty();
}

// The members of OneAsymmetricKey after the private key. Attributes mean nothing to us; a public key needs version 2.
bool ReadTrailer(DerReader& reader, bool is_version2, PrivateParts& parts) {
  reader.Read(DerTag::kConstructed0);
  if (std::optional<std::string_view> bits = reader.Read(DerTag::kContext1)) {
    parts.public_keys[1] = WholeBytes(bits);
    if (!is_version2 || !parts.public_keys[1].has_value()) return false;
  }
  return reader.empty();
}

// The key of `parts`, if each public key that came along is the one of the secret.
absl::StatusOr<PrivateKey> ToKey(Algorithm algorithm, const PrivateParts& parts) {
  ASSIGN_OR_RETURN(PrivateKey key, PrivateKey::FromBytes(algorithm, parts.secret));
  for (const std::optional<std::string_view>& bytes : parts.public_keys) {
    if (!bytes.has_value()) continue;
    ASSIGN_OR_RETURN(PublicKey public_key, PublicKey::FromBytes(algorithm, *bytes));
    if (!(public_key == key.public_key())) return Malformed("the public key beside the private key is another key's");
  }
  return key;
}

}  // namespace

std::string ToDer(const PublicKey& key) {
  if (key.algorithm() == Algorithm::kEd25519) return std::string(kEd25519PublicPrefix).append(key.bytes());
  return std::string(kP256PublicPrefix).append(Uncompressed(key));
}

SecretString ToDer(const PrivateKey& key) {
  if (key.algorithm() == Algorithm::kEd25519) return Join({kEd25519PrivatePrefix, key.secret()});
  return Join({kP256PrivatePrefix, key.secret(), kP256PrivateMiddle, Uncompressed(key.public_key())});
}

absl::StatusOr<PublicKey> PublicKeyFromDer(std::string_view der) {
  DerReader outer(der);
  const std::optional<std::string_view> contents = outer.Read(DerTag::kSequence);
  if (!contents.has_value() || !outer.empty()) return Malformed("the DER of a public key is one SEQUENCE");
  DerReader reader(*contents);
  const std::optional<Algorithm> algorithm = ReadAlgorithm(reader);
  if (!algorithm.has_value()) return Malformed("the DER is no public key of ed25519 or secp256r1");
  const std::optional<std::string_view> bytes = ReadBitString(reader);
  if (!bytes.has_value() || !reader.empty()) return Malformed("the DER of a public key ends with one BIT STRING");
  return PublicKey::FromBytes(*algorithm, *bytes);
}

absl::StatusOr<PrivateKey> PrivateKeyFromDer(std::string_view der) {
  DerReader outer(der);
  const std::optional<std::string_view> contents = outer.Read(DerTag::kSequence);
  if (!contents.has_value() || !outer.empty()) return Malformed("the DER of a private key is one SEQUENCE");
  DerReader reader(*contents);
  const std::optional<std::string_view> version = reader.ReadUnsigned();
  if (version != "\0"sv && version != "\x01"sv) return Malformed("the DER is no PKCS#8 private key of version 1 or 2");
  const std::optional<Algorithm> algorithm = ReadAlgorithm(reader);
  if (!algorithm.has_value()) return Malformed("the DER is no private key of ed25519 or secp256r1");
  const std::string_view inner = reader.Read(DerTag::kOctetString).value_or(std::string_view());
  PrivateParts parts;
  const bool well_formed = *algorithm == Algorithm::kEd25519 ? ReadSeed(inner, parts) : ReadEcPrivateKey(inner, parts);
  if (!well_formed || !ReadTrailer(reader, version == "\x01"sv, parts)) {
    return Malformed("the PKCS#8 private key is not well-formed inside");
  }
  return ToKey(*algorithm, parts);
}

}  // namespace hardtack::crypto

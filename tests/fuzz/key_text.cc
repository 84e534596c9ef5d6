// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Any text as a key, public and private: hexadecimal, PEM, DER, raw bytes. A key that was read is written in every form
// and read back from each as the same key, and a message never repeats a stretch of what may be a secret. 1 KiB
// (-max_len=1024): the longest form has 240 bytes.
#include <string>
#include <string_view>

#include "hardtack/crypto/key_text.h"
#include "tests/fuzz/property.h"

namespace hardtack::fuzz {
namespace {

using crypto::Algorithm;
using crypto::PrivateKey;
using crypto::PublicKey;

constexpr size_t kStretch = 16;  // more than a message has in common with a text by chance, bar PEM's own words

bool IsSecretDigit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// No sixteen hexadecimal digits of `text` stand in the message.
void CheckMessage(const absl::Status& status, std::string_view text) {
  const std::string message(status.message());
  size_t run = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    run = IsSecretDigit(text[i]) ? run + 1 : 0;
    if (run < kStretch) continue;
    const bool repeated = message.find(text.substr(i + 1 - kStretch, kStretch)) != std::string::npos;
    Require(!repeated, "no message repeats a secret");
  }
}

void CheckKey(const PublicKey& key) {
  const auto bytes = PublicKey::FromBytes(key.algorithm(), key.bytes());
  Require(bytes.ok() && *bytes == key, "a public key survives as bytes");
  const auto hex = crypto::ParsePublicKey(crypto::ToHexText(key));
  Require(hex.ok() && *hex == key, "a public key survives as text");
  const auto pem = crypto::ParsePublicKey(crypto::ToPem(key));
  Require(pem.ok() && *pem == key, "a public key survives as PEM");
  const auto der = crypto::PublicKeyFromDer(crypto::ToDer(key));
  Require(der.ok() && *der == key, "a public key survives as DER");
}

bool IsSame(const absl::StatusOr<PrivateKey>& one, const PrivateKey& other) {
  return one.ok() && one->secret() == other.secret() && one->public_key() == other.public_key();
}

void CheckKey(const PrivateKey& key) {
  Require(IsSame(PrivateKey::FromBytes(key.algorithm(), key.secret()), key), "a private key survives as bytes");
  Require(IsSame(crypto::ParsePrivateKey(crypto::ToHexText(key).view()), key), "a private key survives as text");
  Require(IsSame(crypto::ParsePrivateKey(crypto::ToPem(key).view()), key), "a private key survives as PEM");
  Require(IsSame(crypto::PrivateKeyFromDer(crypto::ToDer(key).view()), key), "a private key survives as DER");
  CheckKey(key.public_key());
}

template <typename Key>
void Check(const absl::StatusOr<Key>& key, std::string_view text) {
  if (key.ok()) return CheckKey(*key);
  CheckMessage(key.status(), text);
}

void CheckText(std::string_view text) {
  Check(crypto::ParsePublicKey(text), text);
  Check(crypto::ParsePrivateKey(text), text);
  Check(crypto::PublicKeyFromDer(text), text);
  Check(crypto::PrivateKeyFromDer(text), text);
  for (Algorithm algorithm : {Algorithm::kEd25519, Algorithm::kSecp256r1}) {
    Check(PublicKey::FromBytes(algorithm, text), text);
    Check(PrivateKey::FromBytes(algorithm, text), text);
  }
}

}  // namespace
}  // namespace hardtack::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  hardtack::fuzz::CheckText(hardtack::fuzz::AsText(data, size));
  return 0;
}

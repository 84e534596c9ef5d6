// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// box.h over libsodium. Tested by tests/crypto/box_test.cc.

#include "hardtack/crypto/box.h"

#include <sodium.h>

#include "hardtack/crypto/encoding.h"
#include "hardtack/crypto/secret.h"

namespace hardtack::crypto {
namespace {

constexpr std::string_view kMagic = "hardbox";
constexpr std::string_view kVersion = "hardbox\x01";
constexpr size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == kBoxKeyBytes);
static_assert(kVersion.size() + kNonceBytes + kTagBytes == kBoxOverheadBytes);

const unsigned char* In(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }
unsigned char* Out(char* bytes) { return reinterpret_cast<unsigned char*>(bytes); }

// The purpose's length keeps ("ab", "c") and ("a", "bc") apart.
std::string AssociatedData(const BoxLabel& label) {
  std::string data(kVersion);
  data.push_back(static_cast<char>(label.purpose.size()));
  return data.append(label.purpose).append(label.name);
}

}  // namespace

BoxKey BoxKey::Generate() { return BoxKey(RandomSecret(kBoxKeyBytes)); }

std::optional<BoxKey> BoxKey::FromBytes(std::string_view bytes) {
  if (bytes.size() != kBoxKeyBytes) return std::nullopt;
  InitSodium();
  return BoxKey(SecretString(bytes));
}

std::optional<BoxKey> BoxKey::FromText(std::string_view text) {
  const std::optional<SecretString> bytes = FromHex(text);
  if (!bytes.has_value()) return std::nullopt;
  return FromBytes(bytes->view());
}

SecretString BoxKey::ToText() const { return ToHex(bytes_.view()); }

std::string BoxKey::Fingerprint() const {
  constexpr std::string_view kInput = "hardtack box key";
  constexpr size_t kBytes = 16;
  std::string hash(kBytes, '\0');
  crypto_generichash(Out(hash.data()), hash.size(), In(kInput), kInput.size(), In(bytes_.view()), bytes_.size());
  return std::string(ToHex(hash).view());
}

std::string BoxKey::Close(const BoxLabel& label, std::string_view secret) const {
  const std::string data = AssociatedData(label);
  std::string box(kVersion);
  box.resize(kBoxOverheadBytes + secret.size());
  char* nonce = box.data() + kVersion.size();
  randombytes_buf(nonce, kNonceBytes);
  crypto_aead_xchacha20poly1305_ietf_encrypt(Out(nonce + kNonceBytes), nullptr, In(secret), secret.size(), In(data),
                                             data.size(), nullptr, In({nonce, kNonceBytes}), In(bytes_.view()));
  return box;
}

std::optional<SecretString> BoxKey::Open(const BoxLabel& label, std::string_view box) const {
  if (box.size() < kBoxOverheadBytes || box.substr(0, kVersion.size()) != kVersion) return std::nullopt;
  const std::string data = AssociatedData(label);
  const std::string_view nonce = box.substr(kVersion.size(), kNonceBytes);
  const std::string_view content = box.substr(kVersion.size() + kNonceBytes);
  SecretString secret = SecretOfSize(content.size() - kTagBytes);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(Out(secret.data()), nullptr, nullptr, In(content), content.size(),
                                                 In(data), data.size(), In(nonce), In(bytes_.view())) != 0) {
    return std::nullopt;
  }
  return secret;
}

bool IsBox(std::string_view bytes) { return bytes.substr(0, kMagic.size()) == kMagic; }

}  // namespace hardtack::crypto

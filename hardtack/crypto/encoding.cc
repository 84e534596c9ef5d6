// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// encoding.h over libsodium's constant-time codecs. Tested by tests/crypto/key_text_test.cc.

#include "hardtack/crypto/encoding.h"

#include <sodium.h>

#include "hardtack/crypto/secret.h"

namespace hardtack::crypto {
namespace {

const unsigned char* Bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* Bytes(SecretString& secret) { return reinterpret_cast<unsigned char*>(secret.data()); }

// libsodium ends its texts with a NUL, and decodes into a buffer that may turn out too long.
SecretString Prefix(const SecretString& secret, size_t size) { return SecretString(secret.view().substr(0, size)); }

}  // namespace

SecretString ToHex(std::string_view bytes) {
  SecretString text = SecretOfSize(bytes.size() * 2 + 1);
  sodium_bin2hex(text.data(), text.size(), Bytes(bytes), bytes.size());
  return Prefix(text, text.size() - 1);
}

std::optional<SecretString> FromHex(std::string_view text) {
  SecretString bytes = SecretOfSize(text.size() / 2);
  size_t size = 0;
  if (sodium_hex2bin(Bytes(bytes), bytes.size(), text.data(), text.size(), nullptr, &size, nullptr) != 0 ||
      size * 2 != text.size()) {
    return std::nullopt;
  }
  return bytes;
}

SecretString ToBase64(std::string_view bytes) {
  SecretString text = SecretOfSize(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL));
  sodium_bin2base64(text.data(), text.size(), Bytes(bytes), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  return Prefix(text, text.size() - 1);
}

std::optional<SecretString> FromBase64(std::string_view text) {
  SecretString bytes = SecretOfSize(text.size() / 4 * 3 + 3);
  size_t size = 0;
  if (sodium_base642bin(Bytes(bytes), bytes.size(), text.data(), text.size(), " \t\r\n", &size, nullptr,
                        sodium_base64_VARIANT_ORIGINAL) != 0) {
    return std::nullopt;
  }
  return Prefix(bytes, size);
}

}  // namespace hardtack::crypto

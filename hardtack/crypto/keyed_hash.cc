// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// SipHash by libsodium. Tested by tests/crypto/keyed_hash_test.cc.

#include "hardtack/crypto/keyed_hash.h"

#include <sodium.h>

#include <cstring>

#include "hardtack/crypto/secret.h"

namespace hardtack::crypto {
namespace {

Hash128 Hash(const void* bytes, size_t size, const unsigned char* key) {
  static_assert(crypto_shorthash_siphashx24_BYTES == sizeof(Hash128));
  unsigned char out[sizeof(Hash128)];
  crypto_shorthash_siphashx24(out, static_cast<const unsigned char*>(bytes), size, key);
  Hash128 hash;
  std::memcpy(&hash, out, sizeof(hash));
  return hash;
}

}  // namespace

KeyedHash::KeyedHash() {
  InitSodium();
  static_assert(crypto_shorthash_siphashx24_KEYBYTES == sizeof(key_));
  randombytes_buf(key_.data(), key_.size());
}

Hash128 KeyedHash::Of(std::string_view bytes) const { return Hash(bytes.data(), bytes.size(), key_.data()); }

Hash128 KeyedHash::Of(const Hash128& first, const Hash128& second) const {
  const Hash128 both[] = {first, second};
  return Hash(both, sizeof(both), key_.data());
}

}  // namespace hardtack::crypto

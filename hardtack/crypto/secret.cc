// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// SecretString and what secret.h declares, over libsodium. The memory is ordinary: libsodium's guarded pages would cost
// two mprotect calls per signature, and a next secret travels in the token's bytes anyway. Tested by
// tests/crypto/key_test.cc.

#include "hardtack/crypto/secret.h"

#include <sodium.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>

namespace hardtack::crypto {

void InitSodium() {
  // Fails only where the system has neither a mutex nor a random source; a key made there would be worse than an abort.
  static const bool ready = sodium_init() >= 0;
  if (!ready) std::abort();
}

SecretString::SecretString(std::string_view bytes)
    : data_(std::make_unique<char[]>(bytes.size())), size_(bytes.size()) {
  std::copy(bytes.begin(), bytes.end(), data_.get());
}

SecretString::SecretString(SecretString&& other) noexcept
    : data_(std::move(other.data_)), size_(std::exchange(other.size_, 0)) {}

SecretString& SecretString::operator=(SecretString&& other) noexcept {
  SecretString taken(std::move(other));  // leaves with what this held, and erases it
  std::swap(data_, taken.data_);
  std::swap(size_, taken.size_);
  return *this;
}

SecretString::~SecretString() {
  if (data_ != nullptr) sodium_memzero(data_.get(), size_);
}

SecretString SecretOfSize(size_t size) { return SecretString(std::string(size, '\0')); }

SecretString RandomSecret(size_t size) {
  InitSodium();
  SecretString secret = SecretOfSize(size);
  randombytes_buf(secret.data(), secret.size());
  return secret;
}

bool ConstantTimeEqual(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace hardtack::crypto

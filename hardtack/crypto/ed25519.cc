// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// ed25519.h over libsodium 1.0.18, whose verification is the strict one that the specification's implementations use.
// Tested by tests/crypto/vectors_test.cc (Wycheproof, CCTV, speccheck) and key_test.cc (RFC 8032).

#include "hardtack/crypto/ed25519.h"

#include <sodium.h>

#include <algorithm>

#include "hardtack/crypto/key.h"
#include "hardtack/crypto/secret.h"

namespace hardtack::crypto::ed25519 {
namespace {

static_assert(crypto_sign_PUBLICKEYBYTES == kEd25519KeyBytes);
static_assert(crypto_sign_SEEDBYTES == kSecretBytes);
static_assert(crypto_sign_BYTES == kEd25519SignatureBytes);

const unsigned char* In(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }
unsigned char* Out(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }
unsigned char* Out(SecretString& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

}  // namespace

std::string PublicKeyOf(std::string_view seed) {
  InitSodium();
  std::string public_key(crypto_sign_PUBLICKEYBYTES, '\0');
  SecretString expanded = SecretOfSize(crypto_sign_SECRETKEYBYTES);
  crypto_sign_seed_keypair(Out(public_key), Out(expanded), In(seed));
  return public_key;
}

std::string Sign(std::string_view seed, std::string_view public_key, std::string_view message) {
  InitSodium();
  // libsodium's secret key is the seed and the public key, so nothing has to be derived again.
  SecretString secret_key = SecretOfSize(crypto_sign_SECRETKEYBYTES);
  std::copy(public_key.begin(), public_key.end(), std::copy(seed.begin(), seed.end(), secret_key.data()));
  std::string signature(crypto_sign_BYTES, '\0');
  crypto_sign_detached(Out(signature), nullptr, In(message), message.size(), In(secret_key.view()));
  return signature;
}

bool Verify(std::string_view public_key, std::string_view message, std::string_view signature) {
  InitSodium();
  return crypto_sign_verify_detached(In(signature), In(message), message.size(), In(public_key)) == 0;
}

}  // namespace hardtack::crypto::ed25519

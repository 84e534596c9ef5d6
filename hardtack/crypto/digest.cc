// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// SHA-256 by OpenSSL, which uses the processor's instructions for it. Tested by tests/crypto/digest_test.cc.

#include "hardtack/crypto/digest.h"

#include <openssl/evp.h>

#include <memory>

namespace hardtack::crypto {
namespace {

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

// Looked up once: OpenSSL 3 takes longer to find the algorithm than to hash a line. Lives as long as the process.
const EVP_MD* Algorithm() {
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return algorithm;
}

}  // namespace

Digest Sha256(std::initializer_list<std::string_view> pieces) {
  const std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
  EVP_DigestInit_ex(context.get(), Algorithm(), nullptr);
  for (const std::string_view piece : pieces) EVP_DigestUpdate(context.get(), piece.data(), piece.size());
  Digest digest{};
  EVP_DigestFinal_ex(context.get(), reinterpret_cast<unsigned char*>(digest.data()), nullptr);
  return digest;
}

}  // namespace hardtack::crypto

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Certificates made while a test runs: CAs, and what they issue to servers and clients, good and bad.

#ifndef HARDTACK_TESTS_AUTHORITY_TEST_CERTIFICATES_H_
#define HARDTACK_TESTS_AUTHORITY_TEST_CERTIFICATES_H_

#include <memory>
#include <string>
#include <vector>

#include <openssl/evp.h>
#include <openssl/x509.h>

#include "hardtack/authority/http/tls_identity.h"

namespace hardtack::authority {

struct CertificateWish {
  std::string common_name = "test";
  std::vector<std::string> uris;       // subject alternative names, any bytes
  std::vector<std::string> names;      // DNS
  std::vector<std::string> addresses;  // IPv4, 4 bytes
  bool is_ca = false;
  bool is_for_servers = false;  // extended key usage; else for clients
  long since_seconds = -3600;   // from now
  long until_seconds = 3600;
};

// PEM.
struct TestCredentials {
  std::string certificate;
  std::string key;
};

// What a server that has these shows, and the CAs of its clients.
inline TlsIdentity IdentityOf(const TestCredentials& server, const std::string& client_authorities = "") {
  return {server.certificate, crypto::SecretString(server.key), client_authorities};
}

class TestCa {
 public:
  // A root, or below `issuer`.
  explicit TestCa(const std::string& name, const TestCa* issuer = nullptr, long until_seconds = 3600);

  TestCredentials Issue(const CertificateWish& wish) const;
  std::string certificate() const;  // PEM

  // For localhost and 127.0.0.1.
  TestCredentials Server() const;
  // With this URI.
  TestCredentials Client(const std::string& uri) const;

 private:
  template <auto free_function>
  struct Free {
    template <typename T>
    void operator()(T* object) const {
      free_function(object);
    }
  };
  using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
  using Certificate = std::unique_ptr<X509, Free<X509_free>>;

  // Signed by `issuer` with `issuer_key`; null: by itself.
  static Certificate Make(const CertificateWish& wish, EVP_PKEY* key, X509* issuer, EVP_PKEY* issuer_key);

  Key key_;
  Certificate certificate_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_TESTS_AUTHORITY_TEST_CERTIFICATES_H_

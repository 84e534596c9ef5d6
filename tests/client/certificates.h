// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Certificates made for a test, as PEM texts. A failure of OpenSSL is a std::runtime_error.

#ifndef HARDTACK_TESTS_CLIENT_CERTIFICATES_H_
#define HARDTACK_TESTS_CLIENT_CERTIFICATES_H_

#include <string>

namespace hardtack::client {

struct CertifiedKey {
  std::string certificate;
  std::string private_key;
};

// A CA of its own.
CertifiedKey MakeAuthority(const std::string& name);

// A certificate by `authority`. `alternative_name` is in OpenSSL's words, such as "IP:127.0.0.1,DNS:localhost".
// `days` below zero: it has expired.
CertifiedKey MakeCertificate(const CertifiedKey& authority, const std::string& alternative_name, int days = 1);

}  // namespace hardtack::client

#endif  // HARDTACK_TESTS_CLIENT_CERTIFICATES_H_

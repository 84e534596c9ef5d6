// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A small CA for trying an authority out: certificates and keys over secp256r1, as PEM. Whoever runs an authority for
// others has a CA of their own.
//
// RFC 5280.

#ifndef HARDTACK_AUTHORITY_DEV_CERTIFICATES_H_
#define HARDTACK_AUTHORITY_DEV_CERTIFICATES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "hardtack/crypto/key.h"

namespace hardtack::authority {

struct CertifiedKey {
  std::string certificate;          // PEM
  crypto::SecretString private_key;  // PEM, PKCS#8
};

// A CA that signs itself.
//   Internal   OpenSSL does not
absl::StatusOr<CertifiedKey> MakeCertificateAuthority(const std::string& name, int days);

struct CertificateRequest {
  std::string name;                      // for people
  std::vector<std::string> alternative;  // as OpenSSL writes them: "DNS:localhost", "IP:127.0.0.1", "URI:urn:a"
  bool server = false;                   // else a client
  int days = 365;
};

// A certificate that `ca` signed, for an end entity.
//   InvalidArgument   a name is none
//   Internal          OpenSSL does not
absl::StatusOr<CertifiedKey> MakeCertificate(const CertifiedKey& ca, const CertificateRequest& request);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_DEV_CERTIFICATES_H_

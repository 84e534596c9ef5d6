// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// TlsContext is what all connections of one TlsIdentity share: certificate, key, CAs of clients, and how TLS is spoken:
// 1.2 and 1.3, forward secret and authenticated ciphers, no renegotiation, no compression, no early data. RFC 8446,
// RFC 9325.
//
// Tickets of sessions are sealed with a key of the context's own, so that with another context, and so with other CAs,
// every client proves itself anew.

#ifndef HARDTACK_AUTHORITY_HTTP_TLS_CONTEXT_H_
#define HARDTACK_AUTHORITY_HTTP_TLS_CONTEXT_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "hardtack/authority/http/openssl_objects.h"
#include "hardtack/authority/http/tls_identity.h"

namespace hardtack::authority {

// Immutable; may be shared between threads. Connections keep it alive.
class TlsContext {
 public:
  //   InvalidArgument   the message says which part cannot be used, of several certificates the number of the one, and
  //                     why
  //   MalformedKey      the private key is none, is encrypted, or belongs to another certificate
  static absl::StatusOr<std::shared_ptr<const TlsContext>> Make(const TlsIdentity& identity);

  SSL_CTX* get() const { return context_.get(); }

  // When the server's certificate expires. UTC seconds.
  int64_t certificate_until() const { return certificate_until_; }

  // What does not keep it from being used, but will keep clients away: that the certificate has expired, is a CA's, or
  // has no alternative name.
  const std::vector<std::string>& warnings() const { return warnings_; }

 private:
  TlsContext(SslContextPtr context, int64_t certificate_until, std::vector<std::string> warnings);

  SslContextPtr context_;
  int64_t certificate_until_;
  std::vector<std::string> warnings_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_HTTP_TLS_CONTEXT_H_

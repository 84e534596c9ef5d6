// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// An authority as `hardtack serve` runs it, in this process, on a free port of the loopback address. Its one client is
// uri:urn:test:argo-cli0, which may read resource1 and no more, bans, and is a realm; whoever it delegates to reads
// resource1 too.

#ifndef HARDTACK_TESTS_CLI_SERVED_AUTHORITY_H_
#define HARDTACK_TESTS_CLI_SERVED_AUTHORITY_H_

#include <cstdint>
#include <memory>

#include "hardtack/authority/server/server_log.h"
#include "hardtack/authority/server/service.h"
#include "hardtack/crypto/key.h"
#include "tests/cli/process.h"
#include "tests/client/certificates.h"

namespace hardtack::cli {

class ServedAuthority {
 public:
  ServedAuthority();

  uint16_t port() const { return service_->api_port(); }
  const crypto::PrivateKey& root() const { return root_; }
  const client::CertifiedKey& ca() const { return ca_; }
  const client::CertifiedKey& client() const { return client_; }

 private:
  client::CertifiedKey ca_;
  client::CertifiedKey client_;
  crypto::PrivateKey root_;
  ScratchFolder folder_;
  authority::ServerLog log_;
  std::unique_ptr<authority::Service> service_;
};

}  // namespace hardtack::cli

#endif  // HARDTACK_TESTS_CLI_SERVED_AUTHORITY_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// CurlTransport is the Transport by libcurl: TLS 1.2 or later, HTTP/2 where the server offers it, connections kept for
// later calls. It takes nothing from the environment: no proxy, no .netrc, no SSL_CERT_FILE. The bearer and the private
// key are read from the caller's memory for each call; nothing of a call is ever traced.
//
// Thread-safe: each call has a connection for itself. Internal to client.

#ifndef HARDTACK_CLIENT_CURL_TRANSPORT_H_
#define HARDTACK_CLIENT_CURL_TRANSPORT_H_

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "hardtack/client/transport.h"
#include "hardtack/crypto/key.h"

namespace hardtack::client {

// PEM texts.
struct TlsSettings {
  std::string server_ca;                             // who may vouch for a server; empty: whom the system trusts
  std::string certificate;                           // the client's, and what leads from it to a CA; empty: none
  crypto::SecretString private_key;                  // of the certificate
  std::chrono::milliseconds connect_timeout{5'000};  // for name, connection and handshake
};

class CurlTransport final : public Transport {
 public:
  explicit CurlTransport(TlsSettings tls);
  ~CurlTransport() override;

  HttpResult Send(const HttpCall& call, std::stop_token stop) override;

 private:
  class Connection;
  std::unique_ptr<Connection> Take();
  void Keep(std::unique_ptr<Connection> connection);

  const TlsSettings tls_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Connection>> idle_;  // guarded by mutex_
};

}  // namespace hardtack::client

#endif  // HARDTACK_CLIENT_CURL_TRANSPORT_H_

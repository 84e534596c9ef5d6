// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The client's end of a connection: TLS over loopback, and whatever bytes a test wants to send through it.

#ifndef HARDTACK_TESTS_AUTHORITY_TLS_PEER_H_
#define HARDTACK_TESTS_AUTHORITY_TLS_PEER_H_

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <openssl/ssl.h>

#include "tests/authority/test_certificates.h"

namespace hardtack::authority {

struct TlsPeerOptions {
  std::string authority;    // PEM of the CA that the server must have
  TestCredentials credentials;  // shown when they are asked for; empty: none
  std::string protocols;    // as ALPN has them: "\x02h2"
  int version = TLS1_3_VERSION;
  std::string ciphers;             // of TLS 1.2
  SSL_SESSION* session = nullptr;  // to go on with
  bool over_ipv6 = false;
};

// Blocks, but no longer than 10 seconds at a time.
class TlsPeer {
 public:
  // Connects, and if `options` are there goes through the handshake.
  explicit TlsPeer(uint16_t port);
  TlsPeer(uint16_t port, const TlsPeerOptions& options);
  ~TlsPeer();
  TlsPeer(const TlsPeer&) = delete;
  TlsPeer& operator=(const TlsPeer&) = delete;

  // Whether the handshake succeeded on this side. With TLS 1.3 the server may still refuse the client's certificate.
  bool connected() const { return connected_; }
  // What OpenSSL said last when something failed.
  const std::string& error() const { return error_; }

  // Through TLS. False: the connection is gone.
  bool Send(std::string_view bytes);
  // What there is to read, at least a byte; empty: the connection has ended, or nothing came in time.
  std::string Receive();
  // Reads until `end` is in what was read, or the connection ends.
  std::string ReceiveUntil(std::string_view end);
  // Reads an answer of HTTP/1: its head, and as many bytes as Content-Length says.
  std::string ReceiveAnswer();
  // Whether the server ends the connection now, after whatever else it sends.
  bool Ends();

  // Beside TLS.
  bool SendRaw(std::string_view bytes) const;
  // Ends the connection with RST.
  void Reset();
  // Ends it with FIN, without a word of TLS.
  void CloseSocket();
  // Says in TLS that nothing more will be sent.
  void Shutdown();

  SSL* ssl() const { return ssl_; }
  int descriptor() const { return descriptor_; }

 private:
  void Note();

  int descriptor_ = -1;
  SSL_CTX* context_ = nullptr;
  SSL* ssl_ = nullptr;
  bool connected_ = false;
  std::string error_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_TESTS_AUTHORITY_TLS_PEER_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// HttpServer answers HTTPS on one address: HTTP/1.1 and, where the peer asks for it by ALPN, HTTP/2. What is wrong with a
// connection or a request (too large, too slow, smuggled, too many) is answered here, so that a handler sees only whole
// and well-formed requests.
//
// One io_context and one thread for each of `io_threads`; handlers run on a pool of `worker_threads`. Thread-safe.
//
// RFC 9110, RFC 9112, RFC 9113, RFC 8446.

#ifndef HARDTACK_AUTHORITY_HTTP_SERVER_H_
#define HARDTACK_AUTHORITY_HTTP_SERVER_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "hardtack/authority/http/message.h"

namespace hardtack::authority {

// What a server shows and asks for in a handshake, as PEM texts.
struct TlsIdentity {
  std::string certificate_chain;  // the server's own first
  std::string private_key;
  std::string client_authorities;  // CAs of client certificates; empty: none is asked for
};

struct HttpLimits {
  std::chrono::seconds handshake{5};
  std::chrono::seconds header{10};
  std::chrono::seconds body{30};
  std::chrono::seconds idle{60};  // between requests
  size_t header_bytes = size_t{16} << 10;
  size_t body_bytes = size_t{64} << 10;
  size_t connections = 20'000;
  size_t connections_per_address = 20'000;
  size_t streams = 100;           // HTTP/2: at a time, in one connection
  size_t resets_per_minute = 200;  // HTTP/2: streams that a peer may take back before its connection is closed
};

struct HttpServerOptions {
  std::string address = "127.0.0.1";
  uint16_t port = 0;  // 0: any that is free
  TlsIdentity tls;
  HttpLimits limits;
  size_t io_threads = 1;
  size_t worker_threads = 1;
  // What happened to a connection, for logs and metrics: never a secret, a token or a field. Any thread. May be empty.
  struct Event {
    std::string_view what;  // "handshake_failed", "refused", "timeout", "malformed", "reset_flood", "closed"
    std::string_view address;
    std::string detail;
  };
  std::function<void(const Event&)> on_event;
};

class HttpServer {
 public:
  // Listens and answers with `handler` until it is destroyed.
  //   InvalidArgument   certificate, key or CAs cannot be used: which, and why
  //   Io                the address cannot be listened on
  static absl::StatusOr<std::unique_ptr<HttpServer>> Start(HttpServerOptions options, HttpHandler handler);
  virtual ~HttpServer() = default;

  virtual uint16_t port() const = 0;
  // Connections that are open.
  virtual size_t connections() const = 0;

  // New connections use `tls` from now on; those that are open stay as they are.
  //   InvalidArgument   as Start; the old identity stays in use
  virtual absl::Status Reload(const TlsIdentity& tls) = 0;

  // Accepts nothing more, tells peers that connections end, and waits until all are closed or `deadline` has passed;
  // then closes the rest.
  virtual void Drain(std::chrono::milliseconds deadline) = 0;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_HTTP_SERVER_H_

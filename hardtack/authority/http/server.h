// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// HttpServer answers HTTPS on one address: HTTP/1.1 and, where the peer asks for it by ALPN, HTTP/2. What is wrong with
// a connection or a request (too large, too slow, smuggled, too many) is answered here, so that a handler sees only
// whole and well-formed requests.
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
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "hardtack/authority/http/limits.h"
#include "hardtack/authority/http/message.h"
#include "hardtack/authority/http/tls_identity.h"

namespace hardtack::authority {

// What happened to a connection, for logs and metrics: never a secret, a token or a field of a request.
struct HttpEvent {
  // handshake_failed   the peer does not speak TLS, or its certificate is not accepted
  // refused            there are as many connections as there may be, or none could be accepted
  // timeout            the peer took too long: handshake, header, body, idle, write
  // malformed          a request or a frame that is answered with an error
  // reset_flood        HTTP/2: too many streams taken back
  // flood              HTTP/2: too many frames that carry no request
  // bad_answer         a handler's answer cannot be written, or it gave none
  // certificate        about the server's own; `address` is empty
  std::string_view what;
  std::string_view address;  // of the peer
  std::string_view detail;
};

struct HttpServerOptions {
  std::string address = "127.0.0.1";
  uint16_t port = 0;  // 0: any that is free
  TlsIdentity tls;
  HttpLimits limits;
  size_t io_threads = 1;
  size_t worker_threads = 1;
  // Called from any thread, several at once. Must not wait. May be empty.
  std::function<void(const HttpEvent&)> on_event;
};

class HttpServer {
 public:
  // Listens and answers with `handler` until it is destroyed.
  //   InvalidArgument   certificate, key or CAs cannot be used: which, and why; `address` is none
  //   Io                the address cannot be listened on
  static absl::StatusOr<std::unique_ptr<HttpServer>> Start(const HttpServerOptions& options, HttpHandler handler);
  // Closes all connections, drops requests that wait for a worker, and waits for handlers that run. What they answer,
  // and what is answered later, is dropped.
  virtual ~HttpServer() = default;

  virtual uint16_t port() const = 0;
  // Connections that are open.
  virtual size_t connections() const = 0;

  // When the certificate in use expires, UTC seconds.
  virtual int64_t certificate_until() const = 0;

  // New connections use `tls` from now on; those that are open stay as they are.
  //   InvalidArgument   as Start; the old identity stays in use
  virtual absl::Status Reload(const TlsIdentity& tls) = 0;

  // Accepts nothing more, tells peers that connections end, and waits until all are closed or `deadline` has passed;
  // then closes the rest.
  virtual void Drain(std::chrono::milliseconds deadline) = 0;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_HTTP_SERVER_H_

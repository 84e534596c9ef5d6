// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// TlsStream is the server's end of TLS on a socket that does not block: each call goes as far as it can, and says what
// it waits for.

#ifndef HARDTACK_AUTHORITY_HTTP_TLS_STREAM_H_
#define HARDTACK_AUTHORITY_HTTP_TLS_STREAM_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "hardtack/authority/http/openssl_objects.h"
#include "hardtack/authority/http/tls_context.h"

namespace hardtack::authority {

// One thread at a time. Writing to a socket that its peer has closed raises SIGPIPE, which that thread blocks.
class TlsStream {
 public:
  enum class State : uint8_t {
    kDone,
    kWaitsForInput,   // call again once the socket can be read
    kWaitsForOutput,  // call again once it can be written
    kClosed,          // the peer has closed the connection
    kFailed,          // error() says why
  };
  struct Result {
    State state = State::kDone;
    size_t bytes = 0;  // that were read or written
  };

  // The client certificate that was verified.
  struct Peer {
    std::optional<std::string> name;  // as PeerName has it; nullopt: there is no certificate, or no name in it
    std::optional<int64_t> until;     // when the certificate expires, UTC seconds; nullopt: there is none
  };

  // `descriptor` is the socket's, and stays the caller's.
  TlsStream(std::shared_ptr<const TlsContext> context, int descriptor);

  Result Handshake();
  Result Read(char* buffer, size_t size);
  Result Write(std::string_view bytes);
  // Whether bytes were taken off the socket that Read has not given out yet: waiting for the socket does not show them.
  bool HoldsInput() const { return SSL_has_pending(ssl_.get()) == 1; }
  // Tells the peer that nothing more will come, if that is possible at once.
  void Shutdown();

  // What ALPN chose, "h2" or "http/1.1"; empty: nothing.
  std::string_view protocol() const;

  // After the handshake.
  //   InvalidArgument   the certificate's name is malformed, or it expired since its session began
  absl::StatusOr<Peer> GetPeer() const;

  const std::string& error() const { return error_; }

 private:
  Result ResultOf(int returned, size_t bytes);

  std::shared_ptr<const TlsContext> context_;
  SslPtr ssl_;
  std::string error_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_HTTP_TLS_STREAM_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// SSL on a socket. Tested by tests/authority/http_server_test.cc.

#include "hardtack/authority/http/tls_stream.h"

#include <ctime>
#include <new>
#include <utility>

#include <openssl/err.h>

#include "hardtack/authority/http/peer_name.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"

namespace hardtack::authority {

TlsStream::TlsStream(std::shared_ptr<const TlsContext> context, int descriptor)
    : context_(std::move(context)), ssl_(SSL_new(context_->get())) {
  if (ssl_ == nullptr || SSL_set_fd(ssl_.get(), descriptor) != 1) throw std::bad_alloc();
  SSL_set_accept_state(ssl_.get());
}

TlsStream::Result TlsStream::Handshake() {
  ERR_clear_error();
  return ResultOf(SSL_do_handshake(ssl_.get()), 0);
}

TlsStream::Result TlsStream::Read(char* buffer, size_t size) {
  ERR_clear_error();
  size_t bytes = 0;
  const int returned = SSL_read_ex(ssl_.get(), buffer, size, &bytes);
  return ResultOf(returned, bytes);
}

TlsStream::Result TlsStream::Write(std::string_view bytes) {
  ERR_clear_error();
  size_t written = 0;
  const int returned = SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &written);
  return ResultOf(returned, written);
}

void TlsStream::Shutdown() {
  if (!error_.empty() || SSL_is_init_finished(ssl_.get()) == 0) return;
  ERR_clear_error();
  SSL_shutdown(ssl_.get());
  ERR_clear_error();
}

std::string_view TlsStream::protocol() const {
  const unsigned char* name = nullptr;
  unsigned int size = 0;
  SSL_get0_alpn_selected(ssl_.get(), &name, &size);
  return {reinterpret_cast<const char*>(name), size};
}

absl::StatusOr<TlsStream::Peer> TlsStream::GetPeer() const {
  X509* const certificate = SSL_get0_peer_certificate(ssl_.get());
  if (certificate == nullptr) return Peer{};
  Peer peer;
  peer.until = ToUnixTime(X509_get0_notAfter(certificate));
  // A session that goes on by its ticket is not verified again.
  if (*peer.until <= std::time(nullptr)) {
    return Error(ErrorKind::kInvalidArgument, "client certificate: it expired since the session began");
  }
  ASSIGN_OR_RETURN(peer.name, PeerName(certificate));
  return peer;
}

TlsStream::Result TlsStream::ResultOf(int returned, size_t bytes) {
  if (returned == 1) return {State::kDone, bytes};
  const int error = SSL_get_error(ssl_.get(), returned);
  if (error == SSL_ERROR_WANT_READ) return {State::kWaitsForInput};
  if (error == SSL_ERROR_WANT_WRITE) return {State::kWaitsForOutput};
  if (error == SSL_ERROR_ZERO_RETURN || error == SSL_ERROR_SYSCALL) {
    error_ = "the peer closed the connection";
    return {State::kClosed};
  }
  const long verified = SSL_get_verify_result(ssl_.get());
  error_ = TakeOpensslError();
  if (verified != X509_V_OK) error_ = std::string("client certificate: ") + X509_verify_cert_error_string(verified);
  return {State::kFailed};
}

}  // namespace hardtack::authority

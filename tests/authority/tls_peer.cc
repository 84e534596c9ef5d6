// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// OpenSSL on a socket that blocks.

#include "tests/authority/tls_peer.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hardtack::authority {
namespace {

constexpr timeval kPatience = {10, 0};

int ConnectTo(const sockaddr* address, socklen_t size) {
  const int descriptor = socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
  setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof kPatience);
  if (connect(descriptor, address, size) == 0) return descriptor;
  close(descriptor);
  return -1;
}

int Connect(uint16_t port, bool over_ipv6) {
  if (over_ipv6) {
    sockaddr_in6 address = {};
    address.sin6_family = AF_INET6;
    address.sin6_port = htons(port);
    address.sin6_addr = in6addr_loopback;
    return ConnectTo(reinterpret_cast<const sockaddr*>(&address), sizeof address);
  }
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return ConnectTo(reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

BIO* Reading(const std::string& text) { return BIO_new_mem_buf(text.data(), static_cast<int>(text.size())); }

void Trust(SSL_CTX* context, const std::string& pem) {
  BIO* const bio = Reading(pem);
  X509* const authority = PEM_read_bio_X509(bio, nullptr, nullptr, nullptr);
  X509_STORE_add_cert(SSL_CTX_get_cert_store(context), authority);
  X509_free(authority);
  BIO_free(bio);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
}

// The first certificate is the client's; others, those that lead to its CA.
void Show(SSL_CTX* context, const TestCredentials& credentials) {
  BIO* const chain = Reading(credentials.certificate);
  X509* const certificate = PEM_read_bio_X509(chain, nullptr, nullptr, nullptr);
  SSL_CTX_use_certificate(context, certificate);
  X509_free(certificate);
  while (X509* const above = PEM_read_bio_X509(chain, nullptr, nullptr, nullptr))
    SSL_CTX_add0_chain_cert(context, above);
  BIO_free(chain);
  BIO* const bio = Reading(credentials.key);
  EVP_PKEY* const key = PEM_read_bio_PrivateKey(bio, nullptr, nullptr, nullptr);
  SSL_CTX_use_PrivateKey(context, key);
  EVP_PKEY_free(key);
  BIO_free(bio);
}

SSL_CTX* MakeContext(const TlsPeerOptions& options) {
  SSL_CTX* const context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_security_level(context, 0);  // some tests offer what no client should
  SSL_CTX_set_min_proto_version(context, std::min(options.version, TLS1_2_VERSION));
  SSL_CTX_set_max_proto_version(context, options.version);
  if (!options.ciphers.empty()) SSL_CTX_set_cipher_list(context, options.ciphers.c_str());
  if (!options.authority.empty()) Trust(context, options.authority);
  if (!options.credentials.key.empty()) Show(context, options.credentials);
  SSL_CTX_set_alpn_protos(context, reinterpret_cast<const unsigned char*>(options.protocols.data()),
                          static_cast<unsigned int>(options.protocols.size()));
  return context;
}

// Writing to a connection that has ended raises SIGPIPE in this thread. It is taken back here and nowhere else, so that
// a server which does not look after itself is noticed.
class PipeGuard {
 public:
  PipeGuard() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~PipeGuard() {
    const timespec at_once = {};
    sigtimedwait(&pipe_, nullptr, &at_once);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  PipeGuard(const PipeGuard&) = delete;
  PipeGuard& operator=(const PipeGuard&) = delete;

 private:
  sigset_t pipe_, before_;
};

}  // namespace

TlsPeer::TlsPeer(uint16_t port) : descriptor_(Connect(port, false)) {}

TlsPeer::TlsPeer(uint16_t port, const TlsPeerOptions& options)
    : descriptor_(Connect(port, options.over_ipv6)), context_(MakeContext(options)), ssl_(SSL_new(context_)) {
  SSL_set_fd(ssl_, descriptor_);
  SSL_set_tlsext_host_name(ssl_, "localhost");
  if (options.session != nullptr) SSL_set_session(ssl_, options.session);
  const PipeGuard guard;
  ERR_clear_error();
  connected_ = SSL_connect(ssl_) == 1;
  if (!connected_) Note();
}

TlsPeer::~TlsPeer() {
  CloseSocket();
  SSL_free(ssl_);
  SSL_CTX_free(context_);
}

bool TlsPeer::Send(std::string_view bytes) {
  const PipeGuard guard;
  ERR_clear_error();
  while (!bytes.empty()) {
    size_t written = 0;
    if (SSL_write_ex(ssl_, bytes.data(), bytes.size(), &written) != 1) {
      Note();
      return false;
    }
    bytes.remove_prefix(written);
  }
  return true;
}

std::string TlsPeer::Receive() {
  std::array<char, 16'384> buffer;
  size_t size = 0;
  const PipeGuard guard;
  ERR_clear_error();
  if (SSL_read_ex(ssl_, buffer.data(), buffer.size(), &size) == 1) return {buffer.data(), size};
  Note();
  return {};
}

std::string TlsPeer::ReceiveUntil(std::string_view end) {
  std::string all;
  while (all.find(end) == std::string::npos) {
    const std::string more = Receive();
    if (more.empty()) break;
    all += more;
  }
  return all;
}

std::string TlsPeer::ReceiveAnswer() {
  std::string answer = ReceiveUntil("\r\n\r\n");
  const size_t head = answer.find("\r\n\r\n");
  const size_t length = answer.find("content-length: ");
  if (head == std::string::npos || length == std::string::npos) return answer;
  const size_t size = head + 4 + std::strtoul(answer.c_str() + length + 16, nullptr, 10);
  while (answer.size() < size) {
    const std::string more = Receive();
    if (more.empty()) break;
    answer += more;
  }
  return answer;
}

bool TlsPeer::Ends() {
  while (!Receive().empty()) {
  }
  return error_ != "nothing came in time";
}

bool TlsPeer::SendRaw(std::string_view bytes) const {
  return send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
}

void TlsPeer::Reset() {
  const linger at_once = {1, 0};
  setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  CloseSocket();
}

void TlsPeer::CloseSocket() {
  if (descriptor_ >= 0) close(descriptor_);
  descriptor_ = -1;
}

void TlsPeer::Shutdown() {
  const PipeGuard guard;
  SSL_shutdown(ssl_);
}

void TlsPeer::Note() {
  const bool is_late = errno == EAGAIN || errno == EWOULDBLOCK;
  const unsigned long code = ERR_peek_last_error();
  const char* const reason = code == 0 ? nullptr : ERR_reason_error_string(code);
  error_ = reason != nullptr ? reason : is_late ? "nothing came in time" : "the connection has ended";
  ERR_clear_error();
}

}  // namespace hardtack::authority

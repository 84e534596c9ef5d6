// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The test's server.

#include "tests/client/https_server.h"

#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <memory>
#include <optional>
#include <stdexcept>

namespace hardtack::client {
namespace {

void Require(bool ok, const char* what) {
  if (!ok) throw std::runtime_error(std::string("the test's server: ") + what);
}

std::unique_ptr<BIO, int (*)(BIO*)> Reader(const std::string& text) {
  return {BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), &BIO_free};
}

X509* ReadCertificate(const std::string& pem) {
  return PEM_read_bio_X509(Reader(pem).get(), nullptr, nullptr, nullptr);
}

void AskForClients(SSL_CTX* context, const ServerOptions& options) {
  X509* ca = ReadCertificate(options.client_ca);
  Require(ca != nullptr && X509_STORE_add_cert(SSL_CTX_get_cert_store(context), ca) == 1, "the clients' CA");
  SSL_CTX_add_client_CA(context, ca);
  X509_free(ca);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER | (options.demand_client ? SSL_VERIFY_FAIL_IF_NO_PEER_CERT : 0), nullptr);
}

SSL_CTX* MakeContext(const ServerOptions& options) {
  SSL_CTX* context = SSL_CTX_new(TLS_server_method());
  X509* certificate = ReadCertificate(options.key.certificate);
  EVP_PKEY* key = PEM_read_bio_PrivateKey(Reader(options.key.private_key).get(), nullptr, nullptr, nullptr);
  Require(SSL_CTX_use_certificate(context, certificate) == 1 && SSL_CTX_use_PrivateKey(context, key) == 1, "its key");
  X509_free(certificate);
  EVP_PKEY_free(key);
  if (options.newest_tls != 0) {
    // What is older than TLS 1.2 is offered by a server only that wants to.
    SSL_CTX_set_security_level(context, 0);
    SSL_CTX_set_min_proto_version(context, TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context, options.newest_tls);
  }
  if (!options.client_ca.empty()) AskForClients(context, options);
  return context;
}

std::string IdentityOf(SSL* tls) {
  std::unique_ptr<X509, void (*)(X509*)> certificate(SSL_get1_peer_certificate(tls), &X509_free);
  if (certificate == nullptr) return {};
  auto* names =
      static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate.get(), NID_subject_alt_name, nullptr, nullptr));
  std::string identity;
  for (int i = 0; names != nullptr && i < sk_GENERAL_NAME_num(names); ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names, i);
    if (name->type != GEN_URI || !identity.empty()) continue;
    const auto* uri = name->d.uniformResourceIdentifier;
    identity = "uri:" + std::string(reinterpret_cast<const char*>(ASN1_STRING_get0_data(uri)),
                                    static_cast<size_t>(ASN1_STRING_length(uri)));
  }
  GENERAL_NAMES_free(names);
  return identity;
}

// More of what the client sends; false: it sends no more.
bool ReadMore(SSL* tls, std::string& text) {
  char buffer[4096];
  const int count = SSL_read(tls, buffer, sizeof(buffer));
  if (count > 0) text.append(buffer, static_cast<size_t>(count));
  return count > 0;
}

std::string TakeLine(std::string& text) {
  const size_t end = text.find("\r\n");
  std::string line = text.substr(0, end);
  text.erase(0, end + 2);
  return line;
}

// The next request, taken off `text`; nullopt: the client sends no more.
std::optional<ServedRequest> ReadRequest(SSL* tls, std::string& text) {
  while (text.find("\r\n\r\n") == std::string::npos) {
    if (!ReadMore(tls, text)) return std::nullopt;
  }
  ServedRequest request;
  const std::string first = TakeLine(text);
  request.method = first.substr(0, first.find(' '));
  request.path = first.substr(request.method.size() + 1, first.rfind(' ') - request.method.size() - 1);
  for (std::string line = TakeLine(text); !line.empty(); line = TakeLine(text)) {
    std::string name = line.substr(0, line.find(':'));
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    request.fields[name] = line.substr(line.find_first_not_of(": ", name.size()));
  }
  const std::string length = request.Field("content-length");
  const size_t size = length.empty() ? 0 : std::stoul(length);
  while (text.size() < size) {
    if (!ReadMore(tls, text)) return std::nullopt;
  }
  request.body = text.substr(0, size);
  text.erase(0, size);
  return request;
}

std::string ToText(const ServedReply& reply) {
  if (!reply.verbatim.empty()) return reply.verbatim;
  std::string text = "HTTP/1.1 " + std::to_string(reply.status) +
                     " Answer\r\nContent-Length: " + std::to_string(reply.body.size()) + "\r\n";
  for (const auto& [name, value] : reply.fields) text += name + ": " + value + "\r\n";
  return text + (reply.close ? "Connection: close\r\n" : "") + "\r\n" + reply.body;
}

}  // namespace

HttpsServer::HttpsServer(const ServerOptions& options, Handler handler)
    : handler_(std::move(handler)), context_(MakeContext(options)) {
  std::signal(SIGPIPE, SIG_IGN);  // a client may be gone
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  Require(bind(listener_, generic, size) == 0 && listen(listener_, 16) == 0, "listening");
  Require(getsockname(listener_, generic, &size) == 0, "its port");
  port_ = ntohs(address.sin_port);
  accepting_ = std::thread([this] { Accept(); });
}

HttpsServer::~HttpsServer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    for (const int descriptor : open_) shutdown(descriptor, SHUT_RDWR);
  }
  stopped_.notify_all();
  shutdown(listener_, SHUT_RDWR);
  accepting_.join();
  close(listener_);
  for (std::thread& conversation : conversations_) conversation.join();
  SSL_CTX_free(context_);
}

std::vector<ServedRequest> HttpsServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

size_t HttpsServer::connections() const {
  const std::lock_guard lock(mutex_);
  return connections_;
}

bool HttpsServer::Wait(std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  return !stopped_.wait_for(lock, time, [this] { return stopping_; });
}

void HttpsServer::Accept() {
  for (;;) {
    const int descriptor = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    const std::lock_guard lock(mutex_);
    if (descriptor < 0 || stopping_) {
      if (descriptor >= 0) close(descriptor);
      return;
    }
    open_.insert(descriptor);
    conversations_.emplace_back([this, descriptor] { Serve(descriptor); });
  }
}

void HttpsServer::Serve(int descriptor) {
  SSL* tls = SSL_new(context_);
  SSL_set_fd(tls, descriptor);
  if (SSL_accept(tls) == 1) Converse(tls);
  ERR_clear_error();
  SSL_free(tls);
  const std::lock_guard lock(mutex_);
  open_.erase(descriptor);
  close(descriptor);
}

void HttpsServer::Converse(SSL* tls) {
  size_t number = 0;
  {
    const std::lock_guard lock(mutex_);
    number = ++connections_;
  }
  const std::string identity = IdentityOf(tls);
  std::string text;
  while (auto request = ReadRequest(tls, text)) {
    request->identity = identity;
    request->connection = number;
    if (!Answer(tls, *request)) break;
  }
  SSL_shutdown(tls);
}

// Whether the conversation goes on.
bool HttpsServer::Answer(SSL* tls, const ServedRequest& request) {
  {
    const std::lock_guard lock(mutex_);
    requests_.push_back(request);
  }
  const ServedReply reply = handler_(request);
  if (!Wait(reply.delay) || reply.hang_up) return false;
  const std::string text = ToText(reply);
  return SSL_write(tls, text.data(), static_cast<int>(text.size())) > 0 && !reply.close && reply.verbatim.empty();
}

}  // namespace hardtack::client

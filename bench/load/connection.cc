// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Connections over OpenSSL and epoll.

#include "bench/load/connection.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <openssl/err.h>

namespace hardtack::bench {
namespace {

constexpr size_t kHandshakesAtATime = 64;
constexpr std::string_view kHttp1 = "\x08http/1.1";

int Connected(uint16_t port) {
  const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) Stop(std::string("socket: ") + std::strerror(errno));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    Stop(std::string("connect: ") + std::strerror(errno));
  }
  const int on = 1;
  setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  fcntl(descriptor, F_SETFL, O_NONBLOCK);
  return descriptor;
}

// Of the field, whose name servers write in their own case.
size_t ContentLength(std::string_view head) {
  constexpr std::string_view kName = "\r\ncontent-length:";
  const auto same = [](char a, char b) { return a == b || (a >= 'A' && a <= 'Z' && a - 'A' + 'a' == b); };
  const auto found = std::search(head.begin(), head.end(), kName.begin(), kName.end(), same);
  if (found == head.end()) return 0;
  return std::strtoul(&*found + kName.size(), nullptr, 10);  // a line end stands behind every field
}

}  // namespace

void Stop(const std::string& why) {
  std::fprintf(stderr, "load: %s\n", why.c_str());
  std::exit(1);
}

ClientTls::ClientTls(const std::string& certificate, const std::string& key)
    : context_(SSL_CTX_new(TLS_client_method())) {
  SSL_CTX* const context = context_.get();
  SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION);
  SSL_CTX_set_ciphersuites(context, "TLS_AES_128_GCM_SHA256");
  SSL_CTX_set1_groups_list(context, "X25519");
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_read_ahead(context, 1);
  SSL_CTX_set_alpn_protos(context, reinterpret_cast<const unsigned char*>(kHttp1.data()), kHttp1.size());
  if (certificate.empty()) return;
  if (SSL_CTX_use_certificate_chain_file(context, certificate.c_str()) != 1 ||
      SSL_CTX_use_PrivateKey_file(context, key.c_str(), SSL_FILETYPE_PEM) != 1) {
    Stop("the client's certificate or key cannot be used: " + certificate);
  }
}

Connection::Connection(const ClientTls& tls, uint16_t port) : descriptor_(Connected(port)), ssl_(SSL_new(tls.get())) {
  SSL_set_fd(ssl_.get(), descriptor_);
  SSL_set_tlsext_host_name(ssl_.get(), "localhost");
  SSL_set_connect_state(ssl_.get());
  Answer none;
  Advance(none);
}

Connection::~Connection() { close(descriptor_); }

void Connection::Send(std::string_view request) {
  ERR_clear_error();
  const int returned = SSL_write(ssl_.get(), request.data(), static_cast<int>(request.size()));
  // A request is small, and nothing is on its way before it: the socket has room.
  if (returned != static_cast<int>(request.size())) return Fail(returned);
  state_ = State::kWaiting;
}

bool Connection::Advance(Answer& answer) {
  answer = {};
  if (state_ == State::kHandshaking) {
    ERR_clear_error();
    const int returned = SSL_do_handshake(ssl_.get());
    if (returned == 1) {
      state_ = State::kIdle;
    } else {
      Fail(returned);
    }
    return false;
  }
  return state_ != State::kClosed && ReadAnswer(answer);
}

bool Connection::ReadAnswer(Answer& answer) {
  std::array<char, 16'384> buffer;
  if (state_ == State::kIdle) input_.clear();
  while (true) {
    ERR_clear_error();
    const int returned = SSL_read(ssl_.get(), buffer.data(), buffer.size());
    if (returned <= 0) {
      Fail(returned);
      return false;
    }
    input_.append(buffer.data(), static_cast<size_t>(returned));
    const size_t end = input_.find("\r\n\r\n");
    if (end == std::string::npos) continue;
    const size_t size = end + 4 + ContentLength(std::string_view(input_).substr(0, end + 2));
    if (input_.size() < size) continue;
    answer.status = static_cast<int>(std::strtol(input_.c_str() + std::strlen("HTTP/1.1 "), nullptr, 10));
    answer.body = std::string_view(input_).substr(end + 4);
    state_ = State::kIdle;
    return true;
  }
}

// Nothing to read yet is no failure.
void Connection::Fail(int returned) {
  const int error = SSL_get_error(ssl_.get(), returned);
  if (error != SSL_ERROR_WANT_READ) state_ = State::kClosed;
}

Crowd::Crowd(const ClientTls& tls, uint16_t port) : tls_(tls), port_(port), poll_(epoll_create1(EPOLL_CLOEXEC)) {}

Crowd::~Crowd() { close(poll_); }

size_t Crowd::Open() {
  if (free_.empty()) {
    free_.push_back(connections_.size());
    connections_.emplace_back();
  }
  const size_t place = free_.back();
  free_.pop_back();
  connections_[place] = std::make_unique<Connection>(tls_, port_);
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.u64 = place;
  epoll_ctl(poll_, EPOLL_CTL_ADD, connections_[place]->descriptor(), &event);
  if (connections_[place]->state() != Connection::State::kHandshaking) opened_at_once_.push_back(place);
  return place;
}

void Crowd::Close(size_t place) {
  connections_[place].reset();
  free_.push_back(place);
}

void Crowd::OpenAll(size_t count) {
  size_t handshakes = 0;
  for (size_t opened = 0; opened < count || handshakes > 0;) {
    for (; opened < count && handshakes < kHandshakesAtATime; ++opened, ++handshakes) Open();
    Poll(-1, [&](size_t place, const Answer&) {
      if (at(place).state() != Connection::State::kIdle) Stop("a handshake failed");
      --handshakes;
    });
  }
}

void Crowd::Poll(int milliseconds, const std::function<void(size_t, const Answer&)>& moved) {
  const std::vector<size_t> opened = std::exchange(opened_at_once_, {});
  for (const size_t place : opened) moved(place, {});
  std::array<epoll_event, 256> events;
  const bool waits = opened.empty() && opened_at_once_.empty();
  const int count = epoll_wait(poll_, events.data(), events.size(), waits ? milliseconds : 0);
  for (int i = 0; i < count; ++i) {
    const size_t place = events[static_cast<size_t>(i)].data.u64;
    Connection& connection = at(place);
    const bool was_handshaking = connection.state() == Connection::State::kHandshaking;
    Answer answer;
    const bool answered = connection.Advance(answer);
    const bool is_open = was_handshaking && connection.state() == Connection::State::kIdle;
    const bool is_closed = connection.state() == Connection::State::kClosed;
    if (is_closed) epoll_ctl(poll_, EPOLL_CTL_DEL, connection.descriptor(), nullptr);
    if (answered || is_open || is_closed) moved(place, answer);
  }
}

}  // namespace hardtack::bench

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Connections of a client that makes load: TLS 1.3 and HTTP/1.1 over loopback, many in one thread. They do as little as
// they can, since what they cost is missing where the server is to be the one that is busy.

#ifndef HARDTACK_BENCH_LOAD_CONNECTION_H_
#define HARDTACK_BENCH_LOAD_CONNECTION_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <openssl/ssl.h>

namespace hardtack::bench {

// Ends the program and says why: what is measured has gone wrong.
[[noreturn]] void Stop(const std::string& why);

// What connections share. Does not check the server's certificate chain: the server was started by who measures, and
// the checks would take the client's time only. It checks the server's signature, as TLS demands.
class ClientTls {
 public:
  // `certificate` and `key`: files in PEM, shown to servers that ask; empty: none.
  ClientTls(const std::string& certificate, const std::string& key);

  SSL_CTX* get() const { return context_.get(); }

 private:
  struct Free {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  };
  std::unique_ptr<SSL_CTX, Free> context_;
};

struct Answer {
  int status = 0;
  std::string_view body;  // until the next call
};

class Connection {
 public:
  enum class State : uint8_t { kHandshaking, kIdle, kWaiting, kClosed };

  // Connects to loopback, and begins with the handshake: a full one, as if the server was never met.
  Connection(const ClientTls& tls, uint16_t port);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  State state() const { return state_; }
  int descriptor() const { return descriptor_; }

  // REQUIRES: it is idle.
  void Send(std::string_view request);

  // Goes on, as far as what has arrived reaches. True: there is an answer, and the connection is idle again.
  bool Advance(Answer& answer);

 private:
  struct Free {
    void operator()(SSL* ssl) const { SSL_free(ssl); }
  };
  bool ReadAnswer(Answer& answer);
  void Fail(int returned);

  State state_ = State::kHandshaking;
  int descriptor_;
  std::unique_ptr<SSL, Free> ssl_;
  std::string input_;
};

// Connections that are waited for together. One thread.
class Crowd {
 public:
  Crowd(const ClientTls& tls, uint16_t port);
  ~Crowd();
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;

  // One more, whose handshake has begun: its place.
  size_t Open();
  // `place` is free again: the next one that opens takes it.
  void Close(size_t place);
  // Opens so many, at most 64 handshakes at a time, and waits until all are idle.
  void OpenAll(size_t count);

  Connection& at(size_t place) { return *connections_[place]; }
  size_t size() const { return connections_.size(); }

  // Waits for `milliseconds` at most (-1: for as long as it takes) and goes on with those for which something has
  // arrived: calls `moved` for each that became idle, by its handshake or by an answer (whose status is then not 0), or
  // that was closed by the server.
  void Poll(int milliseconds, const std::function<void(size_t place, const Answer& answer)>& moved);

 private:
  const ClientTls& tls_;
  const uint16_t port_;
  const int poll_;
  std::vector<std::unique_ptr<Connection>> connections_;
  std::vector<size_t> free_;
  std::vector<size_t> opened_at_once_;  // the server was that quick; nobody was told yet
};

}  // namespace hardtack::bench

#endif  // HARDTACK_BENCH_LOAD_CONNECTION_H_

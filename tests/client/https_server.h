// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A small HTTPS server in the test's own process: HTTP/1.1 over OpenSSL on loopback, a thread for each connection, and
// answers that a function of the test gives.

#ifndef HARDTACK_TESTS_CLIENT_HTTPS_SERVER_H_
#define HARDTACK_TESTS_CLIENT_HTTPS_SERVER_H_

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "tests/client/certificates.h"

struct ssl_ctx_st;
struct ssl_st;

namespace hardtack::client {

struct ServedRequest {
  std::string method;
  std::string path;                           // with its query
  std::map<std::string, std::string> fields;  // names in lower case
  std::string body;
  std::string identity;   // "uri:..." of the client's certificate; empty: it showed none
  size_t connection = 0;  // which of the server's, from 1

  std::string Field(const std::string& name) const {
    const auto field = fields.find(name);
    return field == fields.end() ? std::string() : field->second;
  }
};

struct ServedReply {
  int status = 200;
  std::string body{};
  std::vector<std::pair<std::string, std::string>> fields{};
  std::chrono::milliseconds delay{0};  // before the answer
  bool hang_up = false;                // instead of an answer
  bool close = false;                  // behind it
  std::string verbatim{};              // in place of a well-formed answer
};

struct ServerOptions {
  CertifiedKey key;
  std::string client_ca{};     // who may vouch for clients; empty: no certificate is asked for
  bool demand_client = false;  // a client without a certificate is refused
  int newest_tls = 0;          // as in openssl/ssl.h; 0: any
};

class HttpsServer {
 public:
  using Handler = std::function<ServedReply(const ServedRequest&)>;
  // Serves on a free port. The handler is called from several threads.
  HttpsServer(const ServerOptions& options, Handler handler);
  ~HttpsServer();
  HttpsServer(const HttpsServer&) = delete;
  HttpsServer& operator=(const HttpsServer&) = delete;

  uint16_t port() const { return port_; }
  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
  // Those that were answered, in order, and the connections over which a handshake succeeded.
  std::vector<ServedRequest> requests() const;
  size_t connections() const;

 private:
  void Accept();
  void Serve(int descriptor);
  void Converse(ssl_st* tls);
  bool Answer(ssl_st* tls, const ServedRequest& request);
  bool Wait(std::chrono::milliseconds time);

  Handler handler_;
  ssl_ctx_st* context_;
  int listener_ = -1;
  uint16_t port_ = 0;

  mutable std::mutex mutex_;
  std::condition_variable stopped_;
  bool stopping_ = false;  // these are guarded by mutex_
  std::set<int> open_;
  size_t connections_ = 0;
  std::vector<ServedRequest> requests_;
  std::vector<std::thread> conversations_;

  std::thread accepting_;
};

}  // namespace hardtack::client

#endif  // HARDTACK_TESTS_CLIENT_HTTPS_SERVER_H_

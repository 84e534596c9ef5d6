// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// An authority that answers what a test wrote down, and clients of it.

#ifndef HARDTACK_TESTS_CLIENT_SCRIPTED_AUTHORITY_H_
#define HARDTACK_TESTS_CLIENT_SCRIPTED_AUTHORITY_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "hardtack/client/client.h"
#include "tests/client/https_server.h"

namespace hardtack::client {

// Made once for all tests.
struct Credentials {
  CertifiedKey ca;
  CertifiedKey server;      // for 127.0.0.1 and localhost
  CertifiedKey expired;     // the same, but of yesterday
  CertifiedKey elsewhere;   // for another host
  CertifiedKey client;      // of uri:urn:test:argo-cli0
  CertifiedKey foreign_ca;  // vouches for nothing here
  CertifiedKey foreign;     // a client's, by that one
};
const Credentials& TestCredentials();

// Gives the answers in turn, and the last one for ever.
HttpsServer::Handler InTurn(std::vector<ServedReply> replies);

class ScriptedAuthority {
 public:
  explicit ScriptedAuthority(std::vector<ServedReply> replies) : ScriptedAuthority(InTurn(std::move(replies))) {}
  explicit ScriptedAuthority(HttpsServer::Handler handler);

  const HttpsServer& server() const { return server_; }

  // Trusts the server, shows the client's certificate, and repeats up to twice, after little time.
  ClientBuilder& Prepare(ClientBuilder& builder) const;
  Client client() const;

 private:
  HttpsServer server_;
};

// An answer of this JSON.
ServedReply Json(std::string body, int status = 200);

// "Network: the server answers 500: ...", for whatever went wrong; empty for OK.
std::string Describe(const absl::Status& status);

}  // namespace hardtack::client

#endif  // HARDTACK_TESTS_CLIENT_SCRIPTED_AUTHORITY_H_

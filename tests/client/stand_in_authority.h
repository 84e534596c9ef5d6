// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// An authority in few lines, for the command to talk to, that answers what it is told to where a real one would not,
// and keeps what it was asked: real tokens, bans and keys, and as policy that whoever is known may read resource1, and
// no more.

#ifndef HARDTACK_TESTS_CLIENT_STAND_IN_AUTHORITY_H_
#define HARDTACK_TESTS_CLIENT_STAND_IN_AUTHORITY_H_

#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "hardtack/crypto/key.h"
#include "hardtack/identity/ban_log.h"
#include "hardtack/token/biscuit.h"
#include "tests/client/https_server.h"

namespace hardtack::client {

class StandInAuthority {
 public:
  StandInAuthority();

  const HttpsServer& server() const { return *server_; }
  const crypto::PrivateKey& root() const { return root_; }
  const CertifiedKey& ca() const { return ca_; }
  const CertifiedKey& client() const { return client_; }  // of uri:urn:test:argo-cli0

  // Comes before what would be the answer to the next request for this path.
  void Plan(const std::string& path, ServedReply reply);
  void ChangeRoot() { root_ = crypto::PrivateKey::Generate(); }
  void Ban(const std::string& name);

 private:
  ServedReply Answer(const ServedRequest& request);
  std::optional<ServedReply> TakePlanned(const std::string& path);
  ServedReply GiveIdentity(const std::string& subject, int64_t ttl);
  ServedReply Authenticate(const ServedRequest& request);
  ServedReply Refresh(const ServedRequest& request);
  ServedReply Grant(const ServedRequest& request);
  ServedReply Bans(const ServedRequest& request);
  // Who bears the token; empty: nobody that this authority knows.
  std::string Bearer(const std::string& text) const;

  CertifiedKey ca_;
  CertifiedKey client_;
  crypto::PrivateKey root_;
  std::mutex mutex_;
  identity::BanLog bans_;
  std::deque<std::pair<std::string, ServedReply>> planned_;
  std::unique_ptr<HttpsServer> server_;
};

}  // namespace hardtack::client

#endif  // HARDTACK_TESTS_CLIENT_STAND_IN_AUTHORITY_H_

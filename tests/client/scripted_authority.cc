// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Scripted answers.

#include "tests/client/scripted_authority.h"

#include <atomic>
#include <memory>
#include <utility>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"

namespace hardtack::client {

const Credentials& TestCredentials() {
  static const Credentials credentials = [] {
    Credentials made;
    made.ca = MakeAuthority("test CA");
    made.server = MakeCertificate(made.ca, "IP:127.0.0.1,DNS:localhost");
    made.expired = MakeCertificate(made.ca, "IP:127.0.0.1", -1);
    made.elsewhere = MakeCertificate(made.ca, "DNS:elsewhere.example");
    made.client = MakeCertificate(made.ca, "URI:urn:test:argo-cli0");
    made.foreign_ca = MakeAuthority("another CA");
    made.foreign = MakeCertificate(made.foreign_ca, "URI:urn:test:argo-cli0");
    return made;
  }();
  return credentials;
}

HttpsServer::Handler InTurn(std::vector<ServedReply> replies) {
  auto next = std::make_shared<std::atomic<size_t>>(0);
  return [next, replies = std::move(replies)](const ServedRequest&) {
    return replies[std::min(next->fetch_add(1), replies.size() - 1)];
  };
}

ScriptedAuthority::ScriptedAuthority(HttpsServer::Handler handler)
    : server_({TestCredentials().server, TestCredentials().ca.certificate}, std::move(handler)) {}

ClientBuilder& ScriptedAuthority::Prepare(ClientBuilder& builder) const {
  const Credentials& credentials = TestCredentials();
  RetryPolicy quick;
  quick.attempts = 3;
  quick.first_delay = std::chrono::milliseconds(10);
  return builder.BaseUrl(server_.address())
      .ServerCa(credentials.ca.certificate)
      .ClientCertificate(credentials.client.certificate, credentials.client.private_key)
      .Retries(quick);
}

Client ScriptedAuthority::client() const {
  ClientBuilder builder;
  absl::StatusOr<Client> client = Prepare(builder).Build();
  INFO(Describe(client.status()));
  REQUIRE(client.ok());
  return *std::move(client);
}

ServedReply Json(std::string body, int status) {
  return {status, std::move(body), {{"Content-Type", "application/json"}}};
}

std::string Describe(const absl::Status& status) {
  if (status.ok()) return {};
  const auto kind = KindOf(status);
  return (kind.has_value() ? std::string(NameOf(*kind)) : "no kind") + ": " + std::string(status.message());
}

}  // namespace hardtack::client

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include <string>

#include "doctest/doctest.h"
#include "hardtack/client/client.h"
#include "tests/client/scripted_authority.h"
#include "tests/identity/tokens.h"

namespace hardtack::client {
namespace {

std::string Fault(ClientBuilder& builder) { return Describe(builder.Build().status()); }

TEST_CASE("a client is built without a word to the server") {
  ClientBuilder builder;
  const absl::StatusOr<Client> client = builder.BaseUrl("auth.example.com")
                                            .IdentityToken(identity::Alice().ToText())
                                            .ServerCa(TestCredentials().ca.certificate)
                                            .Build();
  REQUIRE(client.ok());
  CHECK(client->url() == "https://auth.example.com:443");
}

TEST_CASE("what a client cannot be built from is told before anything is sent") {
  const Credentials& credentials = TestCredentials();
  ClientBuilder builder;
  CHECK(Fault(builder) == "InvalidArgument: the authority's address is missing");
  CHECK(Fault(builder.BaseUrl("http://auth.example.com")) ==
        "InvalidArgument: not the address of a server, which is a host or an https:// URL: http://auth.example.com");
  CHECK(Fault(builder.BaseUrl("a").ServerCa("ca.pem")) ==
        "InvalidArgument: the server's CA is no certificate in PEM form");
  CHECK(Fault(builder.BaseUrl("a").ClientCertificate("", credentials.client.private_key)) ==
        "InvalidArgument: the client's certificate is none in PEM form");
  CHECK(Fault(builder.BaseUrl("a").ClientCertificate(credentials.client.certificate, "")) ==
        "InvalidArgument: the key of the client's certificate is no private key in PEM form");
  for (const char* locked :
       {"-----BEGIN ENCRYPTED PRIVATE KEY-----\n", "-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n"}) {
    CHECK(Fault(builder.BaseUrl("a").ClientCertificate(credentials.client.certificate, locked)) ==
          "InvalidArgument: the key of the client's certificate is locked with a passphrase; openssl pkey unlocks it");
  }
  CHECK(
      Fault(builder.BaseUrl("a").IdentityToken("no token\r\nHost: b")).starts_with("MalformedText: identity token: "));
}

TEST_CASE("a builder is empty after it has built") {
  ClientBuilder builder;
  REQUIRE(builder.BaseUrl("a").Build().ok());
  CHECK_FALSE(builder.Build().ok());
}

}  // namespace
}  // namespace hardtack::client

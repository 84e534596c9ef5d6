// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/client/signoffs.h"

#include <memory>
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/crypto/key_text.h"
#include "tests/client/scripted_authority.h"
#include "tests/identity/authorizations.h"

namespace hardtack::client {
namespace {

using identity::AttestorKey;
using identity::AttestorOf;
using token::UnverifiedBiscuit;

// "alice" may read once both have signed off.
const UnverifiedBiscuit& Treaty() {
  static const UnverifiedBiscuit token = [] {
    identity::Grant grant = identity::AliceReads();
    grant.parties = {AttestorOf("legal", AttestorKey(1)), AttestorOf("finance", AttestorKey(2))};
    return identity::IssuedGrant(grant);
  }();
  return token;
}

UnverifiedBiscuit SignedBy(const UnverifiedBiscuit& token, char party) {
  return identity::Accepted(identity::Value(identity::AttestParty(token, AttestorKey(party))));
}

ServedReply SignedReply(const UnverifiedBiscuit& token) {
  return Json(R"({"response_msg":"ok","signed_token":")" + token.ToText() + R"("})");
}

std::string Pending(const std::string& component, const std::string& service, char party) {
  return R"({"component":")" + component + R"(","authorization_service":")" + service + R"(","public_key":")" +
         crypto::ToHexText(AttestorKey(party).public_key()) + R"("})";
}

// The token in a request to sign it.
UnverifiedBiscuit TokenIn(const ServedRequest& request) {
  const size_t begin = request.body.find(R"("token":")") + 9;
  return identity::Value(
      UnverifiedBiscuit::FromText(request.body.substr(begin, request.body.find('"', begin) - begin)));
}

HttpsServer::Handler Signs(char party) {
  return [party](const ServedRequest& request) { return SignedReply(SignedBy(TokenIn(request), party)); };
}

// What comes of a token that lacks these sign-offs.
absl::StatusOr<Answer<AuthorizationToken>> Requested(const std::string& signoffs,
                                                     const UnverifiedBiscuit& token = Treaty()) {
  const ScriptedAuthority authority({Json(R"({"response_msg":"granted","token":")" + token.ToText() +
                                          R"(","pending_signoffs":[)" + signoffs + "]}")});
  ClientBuilder builder;
  const auto client = authority.Prepare(builder).IdentityToken(identity::Alice().ToText()).Build();
  REQUIRE(client.ok());
  return client->RequestToken({"docs/plan", "read"});
}

TEST_CASE("sign-offs are collected in the authority's order, each party seeing those before it") {
  const ScriptedAuthority legal(Signs(1));
  const ScriptedAuthority finance(Signs(2));
  const auto answer = Requested(Pending("legal", legal.server().address(), 1) + ',' +
                                Pending("finance", "https://" + finance.server().address() + "/sign_token", 2));
  REQUIRE(answer.ok());
  REQUIRE(std::holds_alternative<AuthorizationToken>(*answer));
  const auto& token = std::get<AuthorizationToken>(*answer);
  CHECK(token.pending_signoffs.empty());
  CHECK(token.message == "granted");
  CHECK(token.token.block_count() == 3);
  identity::Accepted(identity::Authorize(token.token, identity::AliceAsks()));

  const ServedRequest first = legal.server().requests().at(0);
  const ServedRequest second = finance.server().requests().at(0);
  CHECK(first.path == "/sign_token");
  CHECK(second.path == "/sign_token");
  CHECK(TokenIn(first).ToText() == Treaty().ToText());
  CHECK(TokenIn(second).block_count() == 2);
  CHECK(second.body.find(R"("resource":"docs/plan","operation":"read")") != std::string::npos);
}

TEST_CASE("a party is shown the client's certificate, and never its identity token") {
  const ScriptedAuthority legal(Signs(1));
  REQUIRE(Requested(Pending("legal", legal.server().address(), 1)).ok());
  const ServedRequest request = legal.server().requests().at(0);
  CHECK(request.identity == "uri:urn:test:argo-cli0");
  CHECK(request.Field("authorization").empty());
  CHECK(request.body.find(identity::Alice().ToText()) == std::string::npos);
}

TEST_CASE("who wants the pending sign-offs themselves is given them") {
  const ScriptedAuthority authority(
      {Json(R"({"token":")" + Treaty().ToText() + R"(","pending_signoffs":[)" + Pending("legal", "hr:7", 1) + "]}")});
  const auto answer = authority.client().RequestUnsignedToken({"docs/plan", "read"});
  REQUIRE(answer.ok());
  const std::vector<PendingSignoff> pending = std::get<AuthorizationToken>(*answer).pending_signoffs;
  CHECK(pending == std::vector{PendingSignoff{"legal", "hr:7", AttestorKey(1).public_key()}});
}

TEST_CASE("the first party that refuses ends it, with its name in front of the reason") {
  const ScriptedAuthority legal({Json(R"({"response_msg":"not without a contract"})", 401)});
  const ScriptedAuthority finance(Signs(2));
  const auto answer = Requested(Pending("legal", legal.server().address(), 1) + ',' +
                                Pending("finance", finance.server().address(), 2));
  REQUIRE(answer.ok());
  CHECK(std::get<Denied>(*answer).reason == "legal: not without a contract");
  CHECK(finance.server().requests().empty());
}

std::string FaultOf(ServedReply reply) {
  const ScriptedAuthority legal({std::move(reply)});
  const auto answer = Requested(Pending("legal", legal.server().address(), 1));
  const std::string text = Describe(answer.status());
  return text.substr(0, text.rfind(": https://"));
}

TEST_CASE("what a party gives back is the token with its own sign-off, and nothing else") {
  const std::string fault =
      "Network: legal: the server's answer is not what it should be, signed_token is not the token with the sign-off "
      "of "
      "legal";
  CHECK(FaultOf(SignedReply(SignedBy(Treaty(), 1))).empty());
  CHECK(FaultOf(SignedReply(Treaty())) == fault);                                       // nothing was added
  CHECK(FaultOf(SignedReply(SignedBy(Treaty(), 2))) == fault);                          // somebody else signed
  CHECK(FaultOf(SignedReply(SignedBy(SignedBy(Treaty(), 1), 2))) == fault);             // one block too many
  CHECK(FaultOf(SignedReply(identity::IssuedGrant(identity::AliceReads()))) == fault);  // another token
  CHECK(FaultOf(Json("{}", 500)) == "Network: legal: the server answers 500");
}

TEST_CASE("addresses that are none, and sign-offs without end, are the authority's fault") {
  CHECK(Describe(Requested(Pending("legal", "http://legal.example", 1)).status())
            .starts_with("Network: legal: the server's answer is not what it should be, not the address of a server"));
  std::string many = Pending("legal", "a", 1);
  for (size_t i = 0; i < kMaxSignoffs; ++i) many += ',' + Pending("legal", "a", 1);
  CHECK(Describe(Requested(many).status())
            .starts_with("Network: the server's answer is not what it should be, pending_signoffs has more than 32"));
}

}  // namespace
}  // namespace hardtack::client

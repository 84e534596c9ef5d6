// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Every request of a Client, and every kind of answer.

#include "hardtack/client/client.h"

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/client/ban_fetch.h"
#include "tests/client/scripted_authority.h"
#include "tests/identity/authorizations.h"

namespace hardtack::client {
namespace {

// One token each, whose text is the same every time.
const token::UnverifiedBiscuit& Alice() {
  static const token::UnverifiedBiscuit token = identity::Alice();
  return token;
}
std::string AliceText() { return Alice().ToText(); }
std::string GrantText() {
  static const token::UnverifiedBiscuit token = identity::IssuedGrant(identity::AliceReads());
  return token.ToText();
}

// The one request of a client that a server gave this answer, and what the client made of it.
template <typename T>
struct Exchange {
  ServedRequest request;
  absl::StatusOr<T> result;
};

template <typename Ask>
auto ExchangeOf(ServedReply reply, const Ask& ask)
    -> Exchange<typename decltype(ask(std::declval<Client>()))::value_type> {
  const ScriptedAuthority authority({std::move(reply)});
  auto result = ask(authority.client());
  INFO(Describe(result.status()));
  REQUIRE(authority.server().requests().size() >= 1);
  return {authority.server().requests().at(0), std::move(result)};
}

template <typename T>
T Given(const absl::StatusOr<Answer<T>>& answer) {
  INFO(Describe(answer.status()));
  REQUIRE(answer.ok());
  if (const auto* denied = std::get_if<Denied>(&*answer)) FAIL(denied->reason);
  return std::get<T>(*answer);
}

template <typename T>
std::string ReasonOf(const absl::StatusOr<Answer<T>>& answer) {
  INFO(Describe(answer.status()));
  REQUIRE(answer.ok());
  REQUIRE(std::holds_alternative<Denied>(*answer));
  return std::get<Denied>(*answer).reason;
}

std::string IdentityReply() {
  return R"({"response_msg":"ok","token":")" + AliceText() + R"(","expires_in":3600,"identity":"alice"})";
}

TEST_CASE("an identity is asked for by certificate") {
  const auto exchange = ExchangeOf(Json(IdentityReply()), [](const Client& c) { return c.RequestIdentityToken(); });
  CHECK(exchange.request.method == "POST");
  CHECK(exchange.request.path == "/request_identity_token");
  CHECK(exchange.request.body == R"({"identifier":null})");
  CHECK(exchange.request.identity == "uri:urn:test:argo-cli0");
  const IdentityToken token = Given(exchange.result);
  CHECK(token.token.ToText() == AliceText());
  CHECK(token.identity == "alice");
  CHECK(token.expires_in == 3600);
  const auto named = ExchangeOf(Json(IdentityReply()), [](const Client& c) { return c.RequestIdentityToken("3600"); });
  CHECK(named.request.body == R"({"identifier":"3600"})");
}

TEST_CASE("an identity is refreshed by the token in the body alone") {
  const auto exchange =
      ExchangeOf(Json(IdentityReply()), [](const Client& c) { return c.RefreshIdentityToken(Alice()); });
  CHECK(exchange.request.path == "/refresh_identity_token");
  CHECK(exchange.request.body == R"({"current_token":")" + AliceText() + R"(","identifier":null})");
  CHECK(exchange.request.Field("authorization").empty());
  CHECK(Given(exchange.result).identity == "alice");
}

TEST_CASE("an identity is minted for a subject") {
  const auto exchange =
      ExchangeOf(Json(IdentityReply()), [](const Client& c) { return c.MintIdentityToken("alice", 60); });
  CHECK(exchange.request.path == "/mint_identity_token");
  CHECK(exchange.request.body == R"({"subject":"alice","duration":60})");
  CHECK(Given(exchange.result).expires_in == 3600);
  const auto open = ExchangeOf(Json(IdentityReply()), [](const Client& c) { return c.MintIdentityToken("a\"b"); });
  CHECK(open.request.body == R"({"subject":"a\"b","duration":null})");
}

TEST_CASE("a token is asked for by certificate, or by an identity token as bearer") {
  const std::string reply = R"({"response_msg":"granted","token":")" + GrantText() + R"("})";
  const auto exchange = ExchangeOf(Json(reply, 201), [](const Client& c) {
    return c.RequestToken({"docs/plan", "read"});
  });
  CHECK(exchange.request.path == "/request_token");
  CHECK(exchange.request.body == R"({"resource":"docs/plan","operation":"read"})");
  CHECK(exchange.request.Field("authorization").empty());
  const AuthorizationToken token = Given(exchange.result);
  CHECK(token.token.ToText() == GrantText());
  CHECK(token.message == "granted");
  CHECK(token.pending_signoffs.empty());

  const ScriptedAuthority authority({Json(reply)});
  ClientBuilder builder;
  const auto client = builder.BaseUrl(authority.server().address())
                          .ServerCa(TestCredentials().ca.certificate)
                          .IdentityToken(AliceText())
                          .Build();
  REQUIRE(client.ok());
  Given(client->RequestToken({"docs/plan", "read", "example.com"}));
  const ServedRequest request = authority.server().requests().at(0);
  CHECK(request.body == R"({"resource":"docs/plan","operation":"read","domain":"example.com"})");
  CHECK(request.Field("authorization") == "Bearer " + AliceText());
  CHECK(request.identity.empty());
}

TEST_CASE("only what has to know the identity token is sent it") {
  const ScriptedAuthority authority({Json("{}")});
  ClientBuilder builder;
  const auto client = authority.Prepare(builder).IdentityToken(AliceText()).Build();
  REQUIRE(client.ok());
  const auto paths = [&] {
    std::vector<std::string> sent;
    for (const ServedRequest& request : authority.server().requests()) {
      if (!request.Field("authorization").empty()) sent.push_back(request.path);
    }
    return sent;
  };
  client->RequestIdentityToken().IgnoreError();
  client->RefreshIdentityToken(Alice()).IgnoreError();
  client->MintIdentityToken("a").IgnoreError();
  client->SignToken(Alice(), "r", "o").IgnoreError();
  client->VerifyToken({Alice(), "s", "r", "o"}).IgnoreError();
  client->VerifyServiceChainToken({Alice(), "s", "r"}).IgnoreError();
  client->PublicKey().IgnoreError();
  client->CaCertificate().IgnoreError();
  client->Health().IgnoreError();
  CHECK(paths().empty());
  client->RequestToken({"r", "o"}).IgnoreError();
  client->RequestStub({"t", "r", "o", identity::RootKey().public_key()}).IgnoreError();
  client->SubmitBan({BanRequest::Action::kBan, "alice"}).IgnoreError();
  FetchBanSnapshot(*client, {}).status.IgnoreError();
  FetchBanDelta(*client, 7, std::chrono::seconds(0), {}).status.IgnoreError();
  CHECK(paths() == std::vector<std::string>{"/request_token", "/request_stub", "/v1/bans", "/v1/bans/snapshot",
                                            "/v1/bans/delta?after=7&wait=0"});
}

TEST_CASE("a stub is asked for in somebody else's name") {
  const std::string reply =
      R"({"response_msg":"ok","token":")" + GrantText() + R"(","expires_in":60,"target_identity":"bob"})";
  const auto exchange = ExchangeOf(Json(reply), [](const Client& c) {
    return c.RequestStub({"bob", "docs", "read", identity::AttestorKey(1).public_key(), 60});
  });
  CHECK(exchange.request.path == "/request_stub");
  CHECK(exchange.request.body ==
        R"({"target_identity":"bob","resource":"docs","operation":"read","prefix_attenuator_key":")" +
            identity::KeyText(identity::AttestorKey(1)) + R"(","duration":60})");
  const StubToken stub = Given(exchange.result);
  CHECK(stub.expires_in == 60);
  CHECK(stub.target_identity == "bob");
}

TEST_CASE("a party is asked for its sign-off") {
  const auto exchange = ExchangeOf(Json(R"({"response_msg":"ok","signed_token":")" + GrantText() + R"("})"),
                                   [](const Client& c) { return c.SignToken(Alice(), "docs", "read"); });
  CHECK(exchange.request.path == "/sign_token");
  CHECK(exchange.request.body == R"({"token":")" + AliceText() + R"(","resource":"docs","operation":"read"})");
  CHECK(Given(exchange.result).ToText() == GrantText());
  const auto refused = ExchangeOf(Json(R"({"response_msg":"not today","signed_token":null})"),
                                  [](const Client& c) { return c.SignToken(Alice(), "docs", "read"); });
  CHECK(ReasonOf(refused.result) == "not today");
}

TEST_CASE("an authority verifies a token") {
  const auto exchange = ExchangeOf(Json(R"({"response_msg":"valid"})"), [](const Client& c) {
    return c.VerifyToken({Alice(), "alice", "docs", "read"});
  });
  CHECK(exchange.request.path == "/verify_token");
  CHECK(exchange.request.body ==
        R"({"token":")" + AliceText() + R"(","subject":"alice","resource":"docs","operation":"read"})");
  CHECK(Given(exchange.result) == client::Accepted{"valid"});
  const auto chain = ExchangeOf(Json(R"({"response_msg":"valid"})"), [](const Client& c) {
    return c.VerifyServiceChainToken({Alice(), "alice", "docs", "read", "gateway"});
  });
  CHECK(chain.request.path == "/verify_service_chain_token");
  CHECK(chain.request.body == R"({"token":")" + AliceText() +
                                  R"(","subject":"alice","resource":"docs","component":"gateway","operation":"read"})");
  Given(chain.result);
  const auto behind = ExchangeOf(Json(R"({"response_msg":"valid"})"), [](const Client& c) {
    return c.VerifyServiceChainToken({Alice(), "alice", "docs"});
  });
  CHECK(behind.request.body ==
        R"({"token":")" + AliceText() + R"(","subject":"alice","resource":"docs","component":null})");
  const auto refused = ExchangeOf(Json(R"({"response_msg":"expired"})", 401), [](const Client& c) {
    return c.VerifyToken({Alice(), "alice", "docs", "read"});
  });
  CHECK(ReasonOf(refused.result) == "expired");
}

TEST_CASE("somebody is banned, and a ban is lifted") {
  const auto exchange = ExchangeOf(Json(R"({"number":7})", 201), [](const Client& c) {
    return c.SubmitBan({BanRequest::Action::kBan, "alice:agent", {}, "laptop stolen", 1'700'000'000});
  });
  CHECK(exchange.request.method == "POST");
  CHECK(exchange.request.path == "/v1/bans");
  CHECK(exchange.request.body ==
        R"({"action":"ban","identity":"alice:agent","reason":"laptop stolen","until":1700000000})");
  CHECK(Given(exchange.result).number == 7);
  const auto lifted = ExchangeOf({204, ""}, [](const Client& c) {
    return c.SubmitBan({BanRequest::Action::kUnban, {}, "ab12", "found"});
  });
  CHECK(lifted.request.body == R"({"action":"unban","revocation_id":"ab12","reason":"found"})");
  CHECK_FALSE(Given(lifted.result).number.has_value());
  const auto refused =
      ExchangeOf(Json(R"({"type":"x","title":"Forbidden","detail":"not a banner"})", 403), [](const Client& c) {
        return c.SubmitBan({BanRequest::Action::kBan, "a"});
      });
  CHECK(ReasonOf(refused.result) == "not a banner");
}

TEST_CASE("an authority tells its key, its CA and its health to anybody") {
  const crypto::PublicKey key = identity::RootKey().public_key();
  const auto told =
      ExchangeOf(Json(R"({"response_msg":"ok","public_key":")" + identity::KeyText(identity::RootKey()) + R"("})"),
                 [](const Client& c) { return c.PublicKey(); });
  CHECK(told.request.method == "GET");
  CHECK(told.request.path == "/public_key");
  CHECK(told.result.value() == key);
  const auto ca = ExchangeOf(
      Json(R"({"response_msg":"ok","ca_cert_pem":"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})"),
      [](const Client& c) { return c.CaCertificate(); });
  CHECK(ca.request.path == "/ca_cert");
  CHECK(ca.result.value() == "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
  const auto health =
      ExchangeOf(Json(R"({"status":"ok","version":"0.1.0"})"), [](const Client& c) { return c.Health(); });
  CHECK(health.request.path == "/health");
  CHECK(health.result.value() == ServerHealth{"ok", "0.1.0"});
}

TEST_CASE("a denial is an answer: 401, 403, and a success without a token") {
  const auto reason_of = [](ServedReply reply) {
    return ReasonOf(ExchangeOf(std::move(reply), [](const Client& c) { return c.RequestToken({"r", "o"}); }).result);
  };
  CHECK(reason_of(Json(R"({"response_msg":"no such client","token":null})", 401)) == "no such client");
  CHECK(reason_of(Json(R"({"response_msg":"not allowed","token":null})")) == "not allowed");
  CHECK(reason_of(Json(R"({"response_msg":"not allowed"})", 201)) == "not allowed");
  CHECK(reason_of(Json(R"({"token":null})")) == "the server gives no token and no reason");
  CHECK(reason_of(Json("<html>", 401)) == "the server answers 401");
  CHECK(reason_of(Json("", 403)) == "the server answers 403");
  CHECK(reason_of(Json(R"({"response_msg":")" + std::string(5000, 'x') + R"("})", 401)).size() == 1024);
}

std::string ErrorFor(ServedReply reply) {
  const ScriptedAuthority authority({std::move(reply)});
  const auto answer = authority.client().RequestIdentityToken();
  REQUIRE_FALSE(answer.ok());
  const std::string text = Describe(answer.status());
  // Without the address, which differs each time.
  return text.substr(0, text.rfind(": https://127.0.0.1:"));
}

TEST_CASE("what is no answer is an error of the network") {
  CHECK(ErrorFor(Json(R"({"response_msg":"no subject"})", 400)) == "Network: the server answers 400, no subject");
  CHECK(ErrorFor({404, "not found"}) == "Network: the server answers 404");
  CHECK(ErrorFor(Json("{}", 500)) == "Network: the server answers 500");
  CHECK(ErrorFor({503, "", {{"Retry-After", "3600"}}}) ==
        "Network: the server answers 503, to be asked again after 3600");
  CHECK(ErrorFor({307, "", {{"Location", "https://elsewhere.example/"}}}) ==
        "Network: the server sends elsewhere (307), which is not followed");
  CHECK(ErrorFor(Json("<html>")) == "Network: the server's answer is not what it should be, it is no JSON object");
  CHECK(ErrorFor(Json("[]")) == "Network: the server's answer is not what it should be, it is no JSON object");
  CHECK(ErrorFor(Json(std::string(100, '['))) ==
        "Network: the server's answer is not what it should be, it is no JSON object");
  CHECK(ErrorFor(Json(R"({"token":7})")) == "Network: the server's answer is not what it should be, token is no text");
  CHECK(ErrorFor(Json(R"({"token":"AAAA"})"))
            .starts_with("Network: the server's answer is not what it should be, token is no token, "));
  CHECK(ErrorFor(Json(R"({"token":")" + AliceText() + R"("})")) ==
        "Network: the server's answer is not what it should be, identity is missing");
  CHECK(ErrorFor(Json(R"({"token":")" + AliceText() + R"(","identity":"alice","expires_in":-1})")) ==
        "Network: the server's answer is not what it should be, expires_in is no whole number from 0 on");
  CHECK(ErrorFor(Json(R"({"token":")" + AliceText() + R"(","identity":"alice","expires_in":1.5})")) ==
        "Network: the server's answer is not what it should be, expires_in is no whole number from 0 on");
  CHECK(ErrorFor(Json(std::string((size_t{1} << 20) + 1, ' '))) == "Network: the answer is larger than it may be");
}

TEST_CASE("what changes nothing is asked again after a breakdown, what leaves a trace is not") {
  const ScriptedAuthority reads({Json("{}", 500), Json("{}", 502), Json(R"({"status":"ok"})")});
  const auto health = reads.client().Health();
  REQUIRE(health.ok());
  CHECK(reads.server().requests().size() == 3);
  const ScriptedAuthority verifies({Json("{}", 500), Json(R"({"response_msg":"valid"})")});
  Given(verifies.client().VerifyToken({Alice(), "s", "r", "o"}));
  CHECK(verifies.server().requests().size() == 2);
  const ScriptedAuthority issues({Json("{}", 500), Json(IdentityReply())});
  CHECK_FALSE(issues.client().RequestIdentityToken().ok());
  CHECK(issues.server().requests().size() == 1);
}

TEST_CASE("a server that is busy is asked again when it says so") {
  const ScriptedAuthority authority({{429, "", {{"Retry-After", "0"}}}, Json(IdentityReply())});
  Given(authority.client().RequestIdentityToken());
  CHECK(authority.server().requests().size() == 2);
}

TEST_CASE("a client keeps its connection, and copies of it share it") {
  const ScriptedAuthority authority({Json(R"({"status":"ok"})")});
  const Client client = authority.client();
  const Client copy = client;
  for (int i = 0; i < 3; ++i) REQUIRE(client.Health().ok());
  REQUIRE(copy.Health().ok());
  CHECK(authority.server().requests().size() == 4);
  CHECK(authority.server().connections() == 1);
}

TEST_CASE("a connection that the server closed meanwhile is made anew") {
  ServedReply last = Json(R"({"status":"ok"})");
  last.close = true;
  const ScriptedAuthority authority({last});
  const Client client = authority.client();
  for (int i = 0; i < 3; ++i) REQUIRE(client.Health().ok());
  CHECK(authority.server().connections() == 3);
}

}  // namespace
}  // namespace hardtack::client

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The endpoints of published clients: what they answer, byte for byte where clients depend on it, and with which status.
#include "hardtack/authority/api/published_api.h"

#include <string>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include "doctest/doctest.h"
#include "hardtack/crypto/key_text.h"
#include "hardtack/identity/attest.h"
#include "hardtack/identity/issue_authorization.h"
#include "hardtack/token/engine_key.h"
#include "tests/authority/authority_testing.h"

namespace hardtack::authority {
namespace {

using boost::json::object;
constexpr char kAlice[] = "uri:urn:hessra:alice";

struct Api {
  Api() { AddPublishedApi(*authority, {"CA PEM", "9.9"}, router); }

  object Json(const HttpResponse& response) {
    CAPTURE(response.body);
    CHECK(response.content_type == "application/json");
    return boost::json::parse(response.body).as_object();
  }
  HttpResponse Post(std::string path, std::string body, std::optional<std::string> certificate = kAlice,
                    std::optional<std::string> bearer = std::nullopt) const {
    return Answered(router, {"POST", std::move(path), std::move(body), std::move(certificate), std::move(bearer)});
  }
  // A token, from a call that has to succeed.
  std::string Token(const HttpResponse& response, const char* member = "token") {
    CAPTURE(response.body);
    REQUIRE(response.status / 100 == 2);
    return std::string(std::string_view(Json(response)[member].as_string()));
  }
  std::string AliceToken() { return Token(Post("/request_identity_token", "{}")); }

  TestAuthority authority;
  Router router;
};

std::string TextOf(const boost::json::value& value) { return std::string(std::string_view(value.as_string())); }

TEST_CASE("keys, CA and health are for everybody") {
  Api api;
  const object key = api.Json(Answered(api.router, {"GET", "/public_key"}));
  CHECK(TextOf(key.at("public_key")) == crypto::ToPem(api.authority.root().public_key()));
  CHECK(key.contains("response_msg"));
  CHECK(api.Json(Answered(api.router, {"GET", "/ca_cert"})).at("ca_cert_pem") == "CA PEM");
  const object health = api.Json(Answered(api.router, {"GET", "/health"}));
  CHECK(health.at("status") == "ok");
  CHECK(health.at("version") == "9.9");
}

TEST_CASE("an identity token comes with its identity and whole seconds, and is recorded before it goes") {
  Api api;
  const HttpResponse response = api.Post("/request_identity_token", R"({"identifier":null})");
  CHECK(response.status == 200);
  const object json = api.Json(response);
  CHECK(json.at("identity") == "urn:hessra:alice");
  CHECK(json.at("expires_in") == 8 * 3600);
  CHECK(json.at("token").is_string());
  CHECK(json.at("response_msg").is_string());
  const AuditEvent event = api.authority.LastEvent();
  CHECK(event.kind == AuditKind::kIssue);
  CHECK(event.request_id == "id");
  CHECK(event.address == "127.0.0.1");
}

TEST_CASE("a denial is 401 with its reason, and recorded") {
  Api api;
  const HttpResponse response = api.Post("/request_token", R"({"resource":"database","operation":"drop"})");
  CHECK(response.status == 401);
  CHECK(api.Json(response).at("response_msg") == "not allowed");
  const AuditEvent event = api.authority.LastEvent();
  CHECK(!event.allowed);
  CHECK(event.actor == "urn:hessra:alice");
  CHECK(event.reason == "denied, since nothing allows it");
}

TEST_CASE("what is not JSON as it should be is 400, and asks nobody") {
  Api api;
  const size_t events = api.authority.Events().size();
  struct Row {
    std::string path, body, message;
  };
  const Row kRows[] = {
      {"/request_token", "{", "the body is no JSON: incomplete JSON"},
      {"/request_token", R"({"resource":"database"})", "the member operation is missing or empty"},
      {"/request_identity_token", R"({"identifier":5})", "the member identifier is no string"},
      {"/refresh_identity_token", "{}", "the member current_token is missing or empty"},
      {"/mint_identity_token", R"({"subject":"a","duration":"x"})", "the member duration is no integer"},
      {"/request_stub", R"({"target_identity":"a"})", "the member resource is missing or empty"},
      {"/sign_token", "{}", "the member token is missing or empty"},
      {"/verify_token", "{}", "the member token is missing or empty"},
      {"/verify_service_chain_token", "{}", "the member token is missing or empty"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.body);
    const HttpResponse response = api.Post(row.path, row.body);
    CHECK(response.status == 400);
    CHECK(TextOf(api.Json(response).at("response_msg")) == row.message);
  }
  CHECK(api.authority.Events().size() == events);
}

TEST_CASE("a token is exchanged by the deepest name of a bearer's delegations, whom nobody listed") {
  Api api;
  const std::string worker = DelegatedTo(DelegatedTo(api.AliceToken(), "urn:hessra:alice:main"),
                                         "urn:hessra:alice:main:worker-7");
  const HttpResponse response =
      api.Post("/request_token", R"({"resource":"results","operation":"write"})", std::nullopt, worker);
  CHECK(response.status == 201);
  CHECK(!api.Json(response).contains("pending_signoffs"));
  const AuditEvent event = api.authority.LastEvent();
  CHECK(event.lineage ==
        std::vector<std::string>{"urn:hessra:alice", "urn:hessra:alice:main", "urn:hessra:alice:main:worker-7"});
  CHECK(event.seen.size() == 3);
  const std::string verify = R"({"token":")" + api.Token(response) +
                             R"(","subject":"urn:hessra:alice:main:worker-7","resource":"results","operation":"write"})";
  CHECK(api.Post("/verify_token", verify).status == 200);
  CHECK(api.Post("/verify_token", verify, "uri:urn:stranger").status == 401);
  CHECK(api.Post("/request_token", R"({"resource":"database","operation":"read"})", std::nullopt, worker).status == 401);
}

TEST_CASE("the token lives no longer than the identity that asks for it") {
  Api api;
  const std::string identity = api.Token(api.Post("/request_identity_token", R"({"identifier":"100"})"));
  const auto expires = [&](const std::string& bearer) {
    api.Post("/request_token", R"({"resource":"database","operation":"read"})", std::nullopt, bearer);
    return api.authority.LastEvent().expires;
  };
  CHECK(expires(identity) == kNow + 100);
  // Published clients show a copy for five seconds, which bounds its showing and not what is asked for.
  CHECK(expires(JustInTime(identity)) == kNow + 100);
  CHECK(expires(JustInTime(api.AliceToken())) == kNow + 300);
}

TEST_CASE("a copy that has ended gets nothing") {
  Api api;
  const std::string copy = JustInTime(api.AliceToken());
  api.authority.now += 5;
  const std::string body = R"({"resource":"database","operation":"read"})";
  CHECK(api.Post("/request_token", body, std::nullopt, copy).status == 401);
}

TEST_CASE("a bearer that a ban covers gets nothing, and its siblings are untouched") {
  Api api;
  const std::string main = DelegatedTo(api.AliceToken(), "urn:hessra:alice:main");
  const std::string bad = DelegatedTo(main, "urn:hessra:alice:main:bad");
  const std::string below = DelegatedTo(bad, "urn:hessra:alice:main:bad:helper");
  const std::string good = DelegatedTo(main, "urn:hessra:alice:main:good");
  api.authority.Ban("urn:hessra:alice:main:bad");
  const auto status = [&](const std::string& bearer) {
    return api.Post("/request_token", R"({"resource":"results","operation":"write"})", std::nullopt, bearer).status;
  };
  CHECK(status(bad) == 401);
  CHECK(status(below) == 401);
  CHECK(status(good) == 201);
  CHECK(status(main) == 201);
}

TEST_CASE("certificate and bearer have to agree") {
  Api api;
  const std::string agent = DelegatedTo(api.AliceToken(), "urn:hessra:alice:agent");
  const std::string body = R"({"resource":"results","operation":"write"})";
  CHECK(api.Post("/request_token", body, kAlice, agent).status == 201);
  const HttpResponse response = api.Post("/request_token", body, "uri:urn:shop", agent);
  CHECK(response.status == 401);
  CHECK(TextOf(api.Json(response).at("response_msg")).find("Identity mismatch") != std::string::npos);
}

TEST_CASE("a minted identity asks within its realm's domain") {
  Api api;
  const std::string ann =
      api.Token(api.Post("/mint_identity_token", R"({"subject":"urn:shop:ann","duration":null})", "uri:urn:shop"));
  const auto ask = [&](const std::string& more) {
    const std::string body = R"({"resource":"catalog","operation":"read")" + more + "}";
    return api.Post("/request_token", body, std::nullopt, ann);
  };
  CHECK(ask(R"(,"domain":"urn:shop")").status == 201);
  CHECK(ask(R"(,"domain":"elsewhere")").status == 401);
  const HttpResponse response = ask("");  // as a client does that cannot name it
  CHECK(response.status == 201);
  CHECK(api.authority.LastEvent().domain == "urn:shop");
  const std::string verify = R"({"token":")" + api.Token(response) +
                             R"(","subject":"urn:shop:ann","resource":"catalog","operation":"read"})";
  CHECK(api.Post("/verify_token", verify, "uri:urn:shop").status == 200);
  CHECK(api.Post("/verify_token", verify).status == 401);  // alice is not in the domain
}

TEST_CASE("a token for a service chain holds behind the services that attested") {
  Api api;
  const std::string token = api.Token(api.Post("/request_token", R"({"resource":"payments","operation":"pay"})"));
  const auto verify = [&](const std::string& text, const std::string& more) {
    return api
        .Post("/verify_service_chain_token", R"({"token":")" + text +
                                                 R"(","subject":"urn:hessra:alice","resource":"payments")" + more + "}")
        .status;
  };
  CHECK(verify(token, R"(,"component":"edge","operation":"pay")") == 200);
  CHECK(verify(token, R"(,"component":"edge")") == 200);  // the operation is the token's own
  CHECK(verify(token, R"(,"component":null,"operation":"pay")") == 401);
  CHECK(verify(token, R"(,"component":"nobody")") == 400);
  const auto attested = identity::AttestNode(*token::UnverifiedBiscuit::FromText(token), EdgeKey());
  CHECK(verify(std::get<token::UnverifiedBiscuit>(*attested).ToText(), R"(,"operation":"pay")") == 200);
  const std::string plain = R"({"token":")" + token +
                            R"(","subject":"urn:hessra:alice","resource":"database","operation":"read"})";
  CHECK(api.Post("/verify_service_chain_token", plain).status == 400);
}

TEST_CASE("parties are named with the token, and this authority signs off where it is one") {
  Api api;
  const HttpResponse response = api.Post("/request_token", R"({"resource":"wires","operation":"send"})");
  const object json = api.Json(response);
  REQUIRE(json.at("pending_signoffs").as_array().size() == 2);
  const object& risk = json.at("pending_signoffs").as_array()[0].as_object();
  CHECK(risk.at("component") == "risk");
  CHECK(risk.at("authorization_service") == "https://risk.example");
  CHECK(TextOf(risk.at("public_key")) == crypto::ToHexText(RiskKey().public_key()));
  const std::string token = api.Token(response);
  const auto body = [](const std::string& text, const std::string& operation) {
    return R"({"token":")" + text + R"(","resource":"wires","operation":")" + operation + "\"}";
  };
  const std::string signed_token = api.Token(api.Post("/sign_token", body(token, "send")), "signed_token");
  CHECK(api.authority.LastEvent().kind == AuditKind::kSign);
  CHECK(api.Post("/sign_token", body(token, "burn")).status == 400);
  CHECK(api.Post("/sign_token", body(token, "send"), "uri:urn:shop").status == 401);
  CHECK(api.Post("/sign_token", body("abc", "send")).status == 400);
  const std::string other = api.Token(api.Post("/request_token", R"({"resource":"database","operation":"read"})"));
  CHECK(api.Post("/sign_token", R"({"token":")" + other + R"(","resource":"database","operation":"read"})").status ==
        400);
  const auto verify = [&](const std::string& text) {
    return api
        .Post("/verify_token", R"({"token":")" + text +
                                   R"(","subject":"urn:hessra:alice","resource":"wires","operation":"send"})")
        .status;
  };
  CHECK(verify(signed_token) == 401);  // risk has not signed yet
  const auto both = identity::AttestParty(*token::UnverifiedBiscuit::FromText(signed_token), RiskKey());
  CHECK(verify(std::get<token::UnverifiedBiscuit>(*both).ToText()) == 200);
}

TEST_CASE("nobody has a token of somebody else signed, though they may do what it is for") {
  Api api;
  identity::IssueAuthorizationRequest request;
  request.grant.right = {"bob", "wires", "send"};
  request.grant.parties = {{"bank", token::EngineKey(api.authority.root().public_key())}};
  request.now = kNow;
  request.ttl = 60;
  const auto verdict = identity::IssueAuthorization(request, RiskKey());
  const std::string token = std::get<token::UnverifiedBiscuit>(*verdict).ToText();
  const HttpResponse response =
      api.Post("/sign_token", R"({"token":")" + token + R"(","resource":"wires","operation":"send"})");
  CHECK(response.status == 401);
  CHECK(TextOf(api.Json(response).at("response_msg")) == "Identity mismatch: the token is for somebody else");
  CHECK(api.authority.LastEvent().issued.empty());
}

TEST_CASE("a stub is for somebody else, and worth nothing before it is narrowed") {
  Api api;
  const auto body = [](const std::string& target, const std::string& operation, const std::string& more = "") {
    return R"({"target_identity":")" + target + R"(","resource":"files","operation":")" + operation +
           R"(","prefix_attenuator_key":")" + crypto::ToHexText(EdgeKey().public_key()) + "\"" + more + "}";
  };
  const HttpResponse response = api.Post("/request_stub", body("urn:hessra:alice:main", "read"), "uri:urn:gateway");
  CHECK(response.status == 201);
  const object json = api.Json(response);
  CHECK(json.at("target_identity") == "urn:hessra:alice:main");
  CHECK(json.at("expires_in") == 300);
  CHECK(TextOf(json.at("prefix_attenuator_key")) == crypto::ToHexText(EdgeKey().public_key()));
  CHECK(api.Post("/request_stub", body("urn:hessra:alicia", "read"), "uri:urn:gateway").status == 401);
  CHECK(api.Post("/request_stub", body("urn:hessra:alice", "write"), "uri:urn:gateway").status == 401);
  CHECK(api.Post("/request_stub", body("urn:hessra:alice", "read"), kAlice).status == 401);
  CHECK(api.Post("/request_stub", body("urn:hessra:alice", "read", R"(,"duration":0)"), "uri:urn:gateway").status == 400);
  const std::string bad_key = R"({"target_identity":"urn:hessra:alice","resource":"files","operation":"read",)"
                              R"("prefix_attenuator_key":"x"})";
  CHECK(api.Post("/request_stub", bad_key, "uri:urn:gateway").status == 400);
  api.authority.Ban("urn:hessra:alice");
  CHECK(api.Post("/request_stub", body("urn:hessra:alice", "read"), "uri:urn:gateway").status == 401);
}

TEST_CASE("a resource's domain is in its tokens") {
  Api api;
  const std::string token = api.Token(api.Post("/request_token", R"({"resource":"lab","operation":"enter"})"));
  const auto blocks = token::UnverifiedBiscuit::FromText(token)->DecodeBlocks();
  CHECK(identity::ReadGrant((*blocks)[0].block)->domain == "laboratory");
  const std::string verify =
      R"({"token":")" + token + R"(","subject":"urn:hessra:alice","resource":"lab","operation":"enter"})";
  CHECK(api.Post("/verify_token", verify).status == 200);  // the policy says where the resource is
}

TEST_CASE("a service below a realm verifies in the realm's domain, and in the nearest of several") {
  Api api;
  api.authority.WritePolicy(R"(
[[clients]]
identifier = { type = "san_uri", value = "urn:shop" }
identity = "urn:shop"
resources = []
[[clients]]
identifier = { type = "san_uri", value = "urn:shop:annex:till" }
identity = "urn:shop:annex:till"
resources = []
[[clients]]
identifier = { type = "san_uri", value = "urn:shop:till" }
identity = "urn:shop:till"
resources = []
[[realms]]
identity = "urn:shop:annex"
lifetime = { usual = "1h" }
[[realms]]
identity = "urn:shop"
lifetime = { usual = "1h" }
everyone = ["reader"]
[realms.roles.reader]
resources = [{ name = "catalog", operations = ["read"] }]
)");
  Faults faults;
  const auto reloaded = api.authority->ReloadPolicy(faults);
  for (const PolicyFault& fault : faults.told()) FAIL_CHECK(fault.message);
  REQUIRE(reloaded.ok());
  const std::string ann = api.Token(api.Post("/mint_identity_token", R"({"subject":"urn:shop:ann"})", "uri:urn:shop"));
  const std::string token =
      api.Token(api.Post("/request_token", R"({"resource":"catalog","operation":"read"})", std::nullopt, ann));
  const std::string verify =
      R"({"token":")" + token + R"(","subject":"urn:shop:ann","resource":"catalog","operation":"read"})";
  CHECK(api.Post("/verify_token", verify, "uri:urn:shop:till").status == 200);
  CHECK(api.Post("/verify_token", verify, "uri:urn:shop:annex:till").status == 401);
}

TEST_CASE("what cannot be recorded is not given away") {
  Api api;
  api.authority.store().fails = true;
  const HttpResponse response = api.Post("/request_identity_token", "{}");
  CHECK(response.status == 503);
  const object json = api.Json(response);
  CHECK(json.at("response_msg") == "the authority cannot record what it does, and so does nothing");
  CHECK(!json.contains("token"));
}

TEST_CASE("tokens, keys and bodies are in no event") {
  Api api;
  const std::string token = api.AliceToken();
  api.Post("/refresh_identity_token", R"({"current_token":")" + token + R"(","identifier":null})", std::nullopt);
  api.authority.Events();
  for (const AuditRow& row : api.authority.store().rows) {
    CHECK(row.record.event.find(token.substr(0, 40)) == std::string::npos);
  }
}

}  // namespace
}  // namespace hardtack::authority

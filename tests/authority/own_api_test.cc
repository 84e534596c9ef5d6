// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Our own API: bans, the audit trail, verification, keys, health, and the document that describes them.
#include "hardtack/authority/api/own_api.h"

#include <future>
#include <set>
#include <string>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "doctest/doctest.h"
#include "hardtack/authority/audit/checkpoint_text.h"
#include "hardtack/authority/identity_service.h"
#include "hardtack/crypto/key_text.h"
#include "hardtack/identity/ban_feed.h"
#include "hardtack/report/json_text.h"
#include "tests/authority/authority_testing.h"

namespace hardtack::authority {
namespace {

using boost::json::object;
constexpr char kAlice[] = "uri:urn:hessra:alice";
constexpr char kOps[] = "dns:ops.example";

struct Api {
  Api() { AddEveryApi(authority, router); }

  HttpResponse Get(std::string target, std::optional<std::string> certificate = kOps) const {
    return Answered(router, {"GET", std::move(target), {}, std::move(certificate)});
  }
  HttpResponse Post(std::string path, std::string body, std::optional<std::string> certificate = kOps) const {
    return Answered(router, {"POST", std::move(path), std::move(body), std::move(certificate)});
  }
  identity::BanFeed Feed(const HttpResponse& response) const {
    CAPTURE(response.body);
    REQUIRE(response.status == 200);
    return identity::BanFeed::Verify(response.body, authority.root().public_key()).value();
  }
  std::string AliceToken() {
    const auto answer = RequestIdentity(WithCertificate(kAlice), std::nullopt, authority->state());
    return std::get<IssuedIdentity>(answer.result).token;
  }

  TestAuthority authority;
  Router router;
};

object JsonOf(const HttpResponse& response) {
  CAPTURE(response.body);
  return boost::json::parse(response.body).as_object();
}

std::string FieldOf(const HttpResponse& response, std::string_view name) {
  for (const auto& [field, value] : response.fields) {
    if (field == name) return value;
  }
  return {};
}

void CheckProblem(const HttpResponse& response, unsigned status, std::string_view code, std::string_view detail) {
  CAPTURE(response.body);
  CHECK(response.status == status);
  CHECK(response.content_type == "application/problem+json");
  const object json = JsonOf(response);
  CHECK(json.at("status") == status);
  CHECK(std::string_view(json.at("code").as_string()) == code);
  CHECK(std::string_view(json.at("detail").as_string()).starts_with(detail));
}

TEST_CASE("whoever the policy allows bans a name, which from then on is banned, published and recorded") {
  Api api;
  const HttpResponse response =
      api.Post("/v1/bans", R"({"action":"ban","identity":"urn:hessra:alice:bad","reason":"stolen","until":1800000000})");
  CHECK(response.status == 201);
  CHECK(JsonOf(response).at("number") == 1);
  const auto ban = api.authority->state().bans->FindIdentity("urn:hessra:alice:bad:x", kNow);
  REQUIRE(ban.has_value());
  CHECK(ban->author == "ops");
  CHECK(ban->reason == "stolen");
  CHECK(ban->until == 1'800'000'000);
  const AuditEvent event = api.authority.LastEvent();
  CHECK(event.kind == AuditKind::kBan);
  CHECK(event.subject == "urn:hessra:alice:bad");
  CHECK(event.actor == "ops");
  const object list = JsonOf(api.Get("/v1/bans"));
  CHECK(list.at("bans").as_array().size() == 1);
  CHECK(JsonOf(api.Get("/v1/bans?after=1")).at("bans").as_array().empty());
  CHECK(api.Post("/v1/bans", R"({"action":"unban","identity":"urn:hessra:alice:bad"})").status == 201);
  CHECK(!api.authority->state().bans->FindIdentity("urn:hessra:alice:bad", kNow).has_value());
}

TEST_CASE("whoever is banned is told so and not why, which the trail has") {
  Api api;
  const std::string identity = api.AliceToken();
  const HttpResponse issued =
      api.Post("/request_token", R"({"resource":"database","operation":"read"})", std::string(kAlice));
  REQUIRE(issued.status == 201);
  const std::string token(JsonOf(issued).at("token").as_string());
  REQUIRE(api.Post("/v1/bans", R"({"action":"ban","identity":"urn:hessra:alice","reason":"stolen laptop"})").status ==
          201);
  const std::string right = R"("subject":"urn:hessra:alice","resource":"database","operation":"read"})";
  const Call kCalls[] = {
      {"POST", "/refresh_identity_token", R"({"current_token":")" + identity + R"(","identifier":null})"},
      {"POST", "/request_token", R"({"resource":"database","operation":"read"})", {}, identity},
      {"POST", "/v1/bans", R"({"action":"ban","identity":"a"})", {}, identity},
      {"POST", "/verify_token", R"({"token":")" + token + R"(",)" + right, kOps},
      {"POST", "/v1/identities/verify", R"({"token":")" + identity + R"(","explain":true})"},
      {"POST", "/v1/authorizations/verify", R"({"explain":true,"token":")" + token + R"(",)" + right},
  };
  for (const Call& call : kCalls) {
    CAPTURE(call.target);
    const std::string body = Answered(api.router, call).body;
    CAPTURE(body);
    CHECK(body.find("is banned since") != std::string::npos);
    CHECK(body.find("stolen") == std::string::npos);
    const AuditEvent event = api.authority.LastEvent();
    CHECK(!event.allowed);
    CHECK(event.reason.ends_with(": stolen laptop"));
  }
}

TEST_CASE("a block is banned by its id") {
  Api api;
  const std::string token = api.AliceToken();
  const std::string id = report::Hex(token::UnverifiedBiscuit::FromText(token)->RevocationIds()[0]);
  CHECK(api.Post("/v1/bans", R"({"action":"ban","revocation_id":")" + id + "\"}").status == 201);
  CHECK(Answered(api.router, {"POST", "/refresh_identity_token",
                              R"({"current_token":")" + token + R"(","identifier":null})"})
            .status == 401);
}

TEST_CASE("what is no change of bans is refused") {
  Api api;
  struct Row {
    std::string body, detail;
  };
  const Row kRows[] = {
      {"{}", "the member action is missing or empty"},
      {R"({"action":"dance","identity":"a"})", "the action is neither ban nor unban"},
      {R"({"action":"ban"})", "give either identity or revocation_id"},
      {R"({"action":"ban","identity":"a","revocation_id":"00"})", "give either identity or revocation_id"},
      {R"({"action":"ban","revocation_id":"00"})", "the revocation_id is none in hex"},
      {R"({"action":"ban","identity":"a::b"})", "not a name"},
      {R"({"action":"ban","identity":"a","until":5})", "the end"},
      {R"({"action":"unban","identity":"nobody"})", "no ban of it stands"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.body);
    const HttpResponse response = api.Post("/v1/bans", row.body);
    CHECK(response.status == 400);
    CAPTURE(response.body);
    CHECK(JsonOf(response).at("code") == "invalid");
  }
  CHECK(api.authority->bans().state().number == 0);
}

TEST_CASE("whoever the policy does not allow neither bans nor reads, and that is recorded") {
  Api api;
  CheckProblem(api.Post("/v1/bans", R"({"action":"ban","identity":"a"})", kAlice), 403, "denied", "not allowed");
  CHECK(api.authority.LastEvent().kind == AuditKind::kBan);
  CHECK(!api.authority.LastEvent().allowed);
  CheckProblem(api.Post("/v1/bans", R"({"action":"ban","identity":"a"})", std::nullopt), 401, "unauthenticated", "not");
  CheckProblem(api.Get("/v1/bans", kAlice), 403, "denied", "not allowed");
  CheckProblem(api.Get("/v1/audit", kAlice), 403, "denied", "not allowed");
  CheckProblem(api.Get("/v1/audit/checkpoint", kAlice), 403, "denied", "not allowed");
  CheckProblem(api.Get("/v1/bans/snapshot", std::nullopt), 401, "unauthenticated", "not authenticated");
  CheckProblem(api.Get("/v1/bans/delta?after=0", std::nullopt), 401, "unauthenticated", "not authenticated");
  CHECK(FieldOf(api.Get("/v1/bans", std::nullopt), "www-authenticate") == "Bearer");
}

TEST_CASE("everybody whom the authority knows follows the bans by signed feeds") {
  Api api;
  api.authority.Ban("a");
  const HttpResponse snapshot = api.Get("/v1/bans/snapshot", kAlice);
  identity::BanList list = identity::BanList().Update(api.Feed(snapshot)).value();
  CHECK(list.FindIdentity("a", kNow).has_value());
  const std::string tag = FieldOf(snapshot, "etag");
  Call again{"GET", "/v1/bans/snapshot", {}, kAlice};
  again.fields = {{"if-none-match", tag}};
  CHECK(Answered(api.router, again).status == 304);
  api.authority.Ban("b");
  CHECK(Answered(api.router, again).status == 200);
  const HttpResponse delta = api.Get("/v1/bans/delta?after=1", kAlice);
  list = list.Update(api.Feed(delta)).value();
  CHECK(list.FindIdentity("b", kNow).has_value());
  CheckProblem(api.Get("/v1/bans/delta?after=9", kAlice), 400, "invalid", "the log ends with entry 2");
  CheckProblem(api.Get("/v1/bans/delta", kAlice), 400, "invalid", "the parameter after is missing");
  CheckProblem(api.Get("/v1/bans/delta?after=x", kAlice), 400, "invalid", "the parameter after is no number");
}

TEST_CASE("while the store is not asked, no feed says that it is newer than what is known") {
  Api api;
  api.authority.now += 10;
  CHECK(api.Feed(api.Get("/v1/bans/snapshot", kAlice)).header().as_of == kNow);
  CHECK(api.Feed(api.Get("/v1/bans/delta?after=0", kAlice)).header().as_of == kNow);
  REQUIRE(api.authority->bans().Refresh().ok());
  api.authority.now += 1;
  CHECK(api.Feed(api.Get("/v1/bans/delta?after=0", kAlice)).header().as_of == kNow + 10);
}

TEST_CASE("a long poll answers as soon as somebody is banned, or when its time is up") {
  Api api;
  std::promise<HttpResponse> woken, late;
  HttpRequest request;
  request.method = "GET";
  request.path = "/v1/bans/delta";
  request.query = "after=0&wait=30";
  request.certificate = kAlice;
  api.router.Handle(request, [&](HttpResponse response) { woken.set_value(std::move(response)); });
  auto answer = woken.get_future();
  CHECK(answer.wait_for(std::chrono::seconds(0)) == std::future_status::timeout);
  api.authority.Ban("a");
  CHECK(api.Feed(answer.get()).header().count == 1);
  request.query = "after=1&wait=30";
  api.router.Handle(request, [&](HttpResponse response) { late.set_value(std::move(response)); });
  api.authority->bans().Expire(kNow + 29);
  auto second = late.get_future();
  CHECK(second.wait_for(std::chrono::seconds(0)) == std::future_status::timeout);
  api.authority->bans().Expire(kNow + 30);
  CHECK(api.Feed(second.get()).header().count == 0);
}

TEST_CASE("whoever waits while the clock is set back does not wait for it to catch up") {
  Api api;
  int woken = 0;
  api.authority->bans().Await(0, kNow + 30, [&] { ++woken; });
  api.authority->bans().Expire(kNow + 1);
  CHECK(woken == 0);
  api.authority->bans().Expire(kNow - 3600);
  CHECK(woken == 1);
}

TEST_CASE("whoever waits for an entry that is there already is woken at once") {
  Api api;
  api.authority.Ban("a");
  int woken = 0;
  api.authority->bans().Await(0, kNow + 30, [&] { ++woken; });
  CHECK(woken == 1);
  api.authority->bans().Await(1, kNow + 30, [&] { ++woken; });
  CHECK(woken == 1);
}

TEST_CASE("many who ask for the same feed get the one that was signed, until there is another entry or key") {
  Api api;
  // A secp256r1 signature is another one each time, so that one that is made anew shows.
  const auto signer = std::make_shared<crypto::PrivateKey>(crypto::PrivateKey::Generate(crypto::Algorithm::kSecp256r1));
  REQUIRE(api.authority->UseKeys(SigningKeys::Create({{1, signer, 0, {}}}).value()).ok());
  api.authority.Ban("a");
  BanBook& bans = api.authority->bans();
  const std::string delta = bans.Delta(0)->text, snapshot = bans.Snapshot()->text;
  CHECK(bans.Delta(0)->text == delta);
  CHECK(bans.Snapshot()->text == snapshot);
  CHECK(bans.Delta(1)->text != delta);
  api.authority.now += 1;
  CHECK(bans.Delta(0)->text != delta);  // its date is new
  CHECK(bans.Snapshot()->text == snapshot);
  api.authority.Ban("b");
  CHECK(identity::BanFeed::Verify(bans.Delta(0)->text, signer->public_key())->header().count == 2);
  CHECK(identity::BanFeed::Verify(bans.Snapshot()->text, signer->public_key())->header().count == 2);
  const auto other = std::make_shared<crypto::PrivateKey>(crypto::PrivateKey::Generate());
  REQUIRE(api.authority->UseKeys(SigningKeys::Create({{2, other, 0, {}}}).value()).ok());
  CHECK(identity::BanFeed::Verify(bans.Delta(0)->text, other->public_key()).ok());
  CHECK(identity::BanFeed::Verify(bans.Snapshot()->text, other->public_key()).ok());
}

TEST_CASE("bans that another authority appends to the same store are followed") {
  Api api;
  identity::BanLog other;
  const identity::Ban ban{{identity::BanTarget::Kind::kIdentity, "a"}, kNow, std::nullopt, "", ""};
  api.authority.store().bans.push_back({1, other.NextLine(identity::BanEntry::Action::kBan, ban).value()});
  CHECK(!api.authority->state().bans->FindIdentity("a", kNow).has_value());
  REQUIRE(api.authority->bans().Refresh().ok());
  CHECK(api.authority->state().bans->FindIdentity("a", kNow).has_value());
  // And one that came in between is followed before the next number is given.
  REQUIRE(other.Follow(api.authority.store().bans[0].line).ok());
  const identity::Ban second{{identity::BanTarget::Kind::kIdentity, "b"}, kNow, std::nullopt, "", ""};
  api.authority.store().bans.push_back({2, other.NextLine(identity::BanEntry::Action::kBan, second).value()});
  api.authority.Ban("c");
  CHECK(api.authority->bans().state().number == 3);
  for (const char* name : {"a", "b", "c"}) CHECK(api.authority->state().bans->FindIdentity(name, kNow).has_value());
}

TEST_CASE("a clock that is set back does not stop the bans, whichever clock they were made by") {
  Api api;
  api.authority.Ban("a");
  api.authority.now -= 3600;
  api.authority.Ban("b");
  const AuthorityState state = api.authority->state();
  CHECK(state.bans->CheckFreshness(state.now, 15).ok());
  CHECK(state.bans->FindIdentity("a", state.now).has_value());
  CHECK(state.bans->FindIdentity("b", state.now).has_value());
}

TEST_CASE("a clock that is set by an hour leaves nobody believed until the store is asked for bans again") {
  for (const int64_t step : {3600, -3600}) {
    Api api;
    const auto status = [&] { return Answered(api.router, {"POST", "/request_identity_token", "{}", kAlice}).status; };
    CHECK(status() == 200);
    api.authority.now += step;
    CHECK(status() == 503);
    REQUIRE(api.authority->bans().Refresh().ok());
    CHECK(status() == 200);
  }
}

TEST_CASE("the trail is read by number, name, kind and time, with where to go on") {
  Api api;
  for (int i = 0; i < 3; ++i) Answered(api.router, {"POST", "/request_identity_token", "{}", kAlice});
  const object all = JsonOf(api.Get("/v1/audit"));
  CHECK(all.at("rows").as_array().size() == 4);
  CHECK(all.at("next").is_null());
  const object first = JsonOf(api.Get("/v1/audit?limit=2"));
  CHECK(first.at("rows").as_array().size() == 2);
  CHECK(first.at("next") == 2);
  CHECK(JsonOf(api.Get("/v1/audit?after=2&limit=9")).at("rows").as_array().size() == 2);
  CHECK(JsonOf(api.Get("/v1/audit?actor=urn%3Ahessra%3Aalice")).at("rows").as_array().size() == 3);
  CHECK(JsonOf(api.Get("/v1/audit?kind=start")).at("rows").as_array().size() == 1);
  CHECK(JsonOf(api.Get("/v1/audit?until=5")).at("rows").as_array().empty());
  const object& row = all.at("rows").as_array()[1].as_object();
  CHECK(row.at("event").as_object().at("kind") == "issue");
  CHECK(row.at("hash").as_string().size() == 64);
  CheckProblem(api.Get("/v1/audit?kind=dance"), 400, "invalid", "there is no such kind of events: dance");
  CheckProblem(api.Get("/v1/audit?limits=2"), 400, "invalid", "the parameter limits is none of this path's");
  api.authority.store().fails = true;
  CheckProblem(api.Get("/v1/audit"), 503, "unavailable", "the store");
}

TEST_CASE("a checkpoint is signed by the authority, and made anew only when something was recorded") {
  Api api;
  const HttpResponse response = api.Get("/v1/audit/checkpoint");
  const AuditCheckpoint checkpoint = ParseCheckpoint(response.body).value();
  CHECK(checkpoint.head == api.authority.store().Head().value());
  CHECK(crypto::Verify(api.authority.root().public_key(), CheckpointMessage(checkpoint.head, checkpoint.time),
                       checkpoint.signature)
            .ok());
  api.Get("/v1/audit/checkpoint");
  CHECK(api.authority.store().checkpoints.size() == 1);
  api.authority.Ban("a");
  api.Get("/v1/audit/checkpoint");
  CHECK(api.authority.store().checkpoints.size() == 2);
}

TEST_CASE("a presented identity is verified with its lineage, and explained on request") {
  Api api;
  const std::string agent = DelegatedTo(api.AliceToken(), "urn:hessra:alice:agent");
  const object valid = JsonOf(api.Post("/v1/identities/verify", R"({"token":")" + agent + "\"}", std::nullopt));
  CHECK(valid.at("valid") == true);
  CHECK(valid.at("identity") == "urn:hessra:alice:agent");
  CHECK(valid.at("lineage").as_array().size() == 2);
  CHECK(!valid.contains("explanation"));
  const object refused = JsonOf(api.Post(
      "/v1/identities/verify", R"({"token":")" + agent + R"(","identity":"urn:hessra:alice","explain":true})",
      std::nullopt));
  CHECK(refused.at("valid") == false);
  CHECK(refused.at("error_detail").as_object().at("kind") == "IdentityMismatch");
  CHECK(refused.contains("explanation"));
  CHECK(api.authority.LastEvent().kind == AuditKind::kVerify);
  CheckProblem(api.Post("/v1/identities/verify", R"({"token":"x"})"), 400, "invalid", "");
  CheckProblem(api.Post("/v1/identities/verify", "{}"), 400, "invalid", "the member token is missing or empty");
}

TEST_CASE("a presented authorization is verified, and explained on request") {
  Api api;
  const HttpResponse issued =
      Answered(api.router, {"POST", "/request_token", R"({"resource":"database","operation":"read"})", kAlice});
  const std::string token(std::string_view(JsonOf(issued).at("token").as_string()));
  const auto verify = [&](const std::string& more) {
    return JsonOf(api.Post("/v1/authorizations/verify", R"({"token":")" + token + "\"" + more + "}", std::nullopt));
  };
  CHECK(verify(R"(,"subject":"urn:hessra:alice","resource":"database","operation":"read")").at("valid") == true);
  const object refused = verify(R"(,"subject":"bob","resource":"database","operation":"read","explain":true)");
  CHECK(refused.at("valid") == false);
  CHECK(refused.at("error_detail").as_object().at("kind") == "RightsDenied");
  CHECK(refused.contains("explanation"));
}

TEST_CASE("the keys that verify are published with their ids and ends") {
  Api api;
  const auto old_key = std::make_shared<crypto::PrivateKey>(crypto::PrivateKey::Generate());
  const auto new_key =
      std::make_shared<crypto::PrivateKey>(crypto::PrivateKey::Generate(crypto::Algorithm::kSecp256r1));
  REQUIRE(api.authority->UseKeys(SigningKeys::Create({{1, old_key, 0, kNow + 60}, {2, new_key, kNow, {}}}).value()).ok());
  const boost::json::array keys = boost::json::parse(api.Get("/.well-known/biscuit-web-keys").body).as_array();
  REQUIRE(keys.size() == 2);
  CHECK(keys[0].as_object() == object{{"algorithm", "ed25519"},
                                      {"key_bytes", report::Hex(old_key->public_key().bytes())},
                                      {"key_id", 1},
                                      {"expires_at", "2023-11-14T22:14:20Z"}});
  CHECK(keys[1].as_object().at("algorithm") == "secp256r1");
  CHECK(!keys[1].as_object().contains("expires_at"));
  api.authority.now += 60;
  CHECK(boost::json::parse(api.Get("/.well-known/biscuit-web-keys").body).as_array().size() == 1);
}

TEST_CASE("while keys overlap tokens of both hold, and those of a key that is taken out hold no more") {
  Api api;
  const auto first = std::make_shared<crypto::PrivateKey>(crypto::PrivateKey::Generate());
  const auto second = std::make_shared<crypto::PrivateKey>(crypto::PrivateKey::Generate());
  REQUIRE(api.authority->UseKeys(SigningKeys::Create({{1, first, 0, {}}}).value()).ok());
  const std::string old_token = api.AliceToken();
  REQUIRE(api.authority->UseKeys(SigningKeys::Create({{1, first, 0, {}}, {2, second, kNow, {}}}).value()).ok());
  const std::string new_token = api.AliceToken();
  CHECK(token::UnverifiedBiscuit::FromText(new_token)->root_key_id() == 2);
  const auto valid = [&](const std::string& token) {
    return JsonOf(api.Post("/v1/identities/verify", R"({"token":")" + token + "\"}")).at("valid").as_bool();
  };
  CHECK(valid(old_token));
  CHECK(valid(new_token));
  REQUIRE(api.authority->UseKeys(SigningKeys::Create({{2, second, 0, {}}}).value()).ok());
  CHECK(!valid(old_token));
  CHECK(valid(new_token));
}

TEST_CASE("the server is ready while its store can be written") {
  Api api;
  CHECK(api.Get("/healthz").status == 200);
  CHECK(api.Get("/readyz").status == 200);
  api.authority.store().fails = true;
  api.authority.now += Authority::kReadySeconds;
  CHECK(api.Get("/healthz").status == 200);
  CHECK(api.Get("/readyz").status == 503);
  api.authority.store().fails = false;
  api.authority.now += Authority::kReadySeconds;
  CHECK(api.Get("/readyz").status == 200);
}

TEST_CASE("whoever asks again and again whether the server is ready asks its store once in two seconds") {
  Api api;
  for (int i = 0; i < 100; ++i) api.Get("/readyz", std::nullopt);
  CHECK(api.authority.store().checks == 1);
  api.authority.now += Authority::kReadySeconds;
  api.Get("/readyz", std::nullopt);
  CHECK(api.authority.store().checks == 2);
}

TEST_CASE("the OpenAPI document describes every endpoint, and each answers what it says it needs") {
  Api api;
  const object document = JsonOf(api.Get("/v1/openapi.json"));
  CHECK(document.at("openapi") == "3.1.0");
  const object& paths = document.at("paths").as_object();
  std::set<std::string> ids;
  size_t operations = 0;
  for (const Endpoint& endpoint : api.router.endpoints()) {
    CAPTURE(std::string(endpoint.path));
    const object& methods = paths.at(endpoint.path).as_object();
    const object& operation = methods.at(endpoint.method == "GET" ? "get" : "post").as_object();
    ids.insert(std::string(std::string_view(operation.at("operationId").as_string())));
    ++operations;
    if (endpoint.method != "POST") continue;
    // Without its body, and with each needed member left out in turn, it is refused.
    CHECK(Answered(api.router, {"POST", std::string(endpoint.path), "{", kOps}).status == 400);
    for (const Parameter& left_out : endpoint.body) {
      if (!left_out.required) continue;
      object body;
      for (const Parameter& parameter : endpoint.body) {
        if (parameter.required && parameter.name != left_out.name) body[parameter.name] = "x";
      }
      CAPTURE(std::string(left_out.name));
      CHECK(Answered(api.router, {"POST", std::string(endpoint.path), boost::json::serialize(body), kOps}).status == 400);
    }
  }
  CHECK(ids.size() == operations);
  CHECK(operations >= 20);
}

TEST_CASE("each endpoint asks for the credentials that the document says") {
  Api api;
  const std::string bearer = api.AliceToken();
  for (const Endpoint& endpoint : api.router.endpoints()) {
    CAPTURE(std::string(endpoint.path));
    object body;
    for (const Parameter& parameter : endpoint.body) {
      if (parameter.required) body[parameter.name] = parameter.name == "action" ? "ban" : "x";
    }
    body["identity"] = "x";
    std::string target(endpoint.path);
    for (const Parameter& parameter : endpoint.query) {
      if (parameter.required) target += "?" + std::string(parameter.name) + "=0";
    }
    Call call{std::string(endpoint.method), target, endpoint.method == "POST" ? boost::json::serialize(body) : ""};
    // What a stranger may ask is answered by what was asked, which here makes no sense or is no token.
    const bool for_everybody = endpoint.access == Access::kEverybody;
    const unsigned nobody = Answered(api.router, call).status;
    CHECK((nobody == 401) == (!for_everybody || endpoint.path == "/refresh_identity_token"));
    if (for_everybody) continue;
    call.bearer = bearer;
    CHECK((Answered(api.router, call).body.find("not authenticated") != std::string::npos) ==
          (endpoint.access == Access::kCertificate));
  }
}

TEST_CASE("a path that is not there is 404, and another method 405 with those that are") {
  Api api;
  CheckProblem(api.Get("/v1/nothing"), 404, "not-found", "there is nothing at this path");
  CheckProblem(api.Get("/v1/bans/"), 404, "not-found", "there is nothing at this path");
  const HttpResponse response = Answered(api.router, {"DELETE", "/v1/bans", {}, kOps});
  CheckProblem(response, 405, "method-not-allowed", "this path has other methods");
  CHECK(FieldOf(response, "allow") == "GET, HEAD, POST");
  CHECK(Answered(api.router, {"HEAD", "/healthz"}).status == 200);
}

TEST_CASE("another policy is taken with the next number, and one with faults is refused") {
  Api api;
  Faults faults;
  CHECK(api.authority->ReloadPolicy(faults).value() == false);
  api.authority.WritePolicy("");
  CHECK(api.authority->ReloadPolicy(faults).value() == true);
  CHECK(api.authority->state().generation.number == 2);
  api.authority.WritePolicy("clients = 5");
  CHECK(api.authority->ReloadPolicy(faults).status().message() == "the policy has 1 fault");
  CHECK(faults.told().size() == 1);
  CHECK(api.authority->state().generation.number == 2);
  const std::vector<AuditEvent> events = api.authority.Events();
  CHECK(events[events.size() - 2].kind == AuditKind::kReload);
  CHECK(events[events.size() - 2].allowed);
  CHECK(!events.back().allowed);
  CHECK(events.back().reason == "the policy has 1 fault");
}

}  // namespace
}  // namespace hardtack::authority

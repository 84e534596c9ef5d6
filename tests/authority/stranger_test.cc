// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What a stranger can find out by asking: every endpoint that takes a name, or a token that has one, is asked about names
// that exist, that are banned and that do not exist, by each kind of stranger. But for the name that the stranger gave
// itself the answers are the same. How long they take is not compared.

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "doctest/doctest.h"
#include "hardtack/authority/authorization_service.h"
#include "hardtack/authority/identity_service.h"
#include "hardtack/crypto/key_text.h"
#include "hardtack/identity/issue.h"
#include "tests/authority/authority_testing.h"

namespace hardtack::authority {
namespace {

using boost::json::object;

// As long as those that exist, so that a length tells nothing either.
constexpr char kNobody[] = "urn:hessra:alix1";

struct Name {
  std::string what, name;
};

// Clients, a realm, the target of a stub, names below them, and two that are banned. `kNobody` is none of them.
const std::vector<Name> kNames = {{"a client", "urn:hessra:alice"},
                                  {"an agent", "urn:hessra:alice:main"},
                                  {"a realm", "urn:shop"},
                                  {"ops", "ops"},
                                  {"a gateway", "gateway"},
                                  {"a banned client", "urn:hessra:mallory"},
                                  {"a banned agent", "urn:hessra:alice:bad"}};

// `name` in an answer becomes NAME, since strangers know what they said. A name below it is another one.
std::string WithoutName(std::string text, const std::string& name) {
  for (size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
    if (text[at + name.size()] != ':') text.replace(at, name.size(), "NAME");
  }
  return text;
}

struct World {
  World() {
    authority.WritePolicy(PolicyText(authority.root().public_key()) + R"(
[[clients]]
identifier = { type = "san_uri", value = "urn:hessra:mallory" }
identity = "urn:hessra:mallory"
resources = [{ name = "database", operations = ["read"] }]
)");
    Faults faults;
    REQUIRE(authority->ReloadPolicy(faults).ok());
    AddEveryApi(authority, router);
    authority.Ban("urn:hessra:mallory");
    authority.Ban("urn:hessra:alice:bad");
  }

  // An answer without its chance parts, and without the name that was asked about.
  std::string Answer(const Call& call, const std::string& name) const {
    const HttpResponse response = Answered(router, call);
    std::string text = std::to_string(response.status) + " " + response.content_type + "\n";
    for (const auto& [field, value] : response.fields) text += field + ": " + value + "\n";
    return WithoutName(text + response.body, name);
  }

  TestAuthority authority;
  Router router;
};

// An identity token for `subject` that the authority did not sign.
std::string ForgedFor(const std::string& subject) {
  static const crypto::PrivateKey kOther = crypto::PrivateKey::Generate();
  identity::IssueRequest request;
  request.subject = subject;
  request.now = kNow;
  request.ttl = 3600;
  const auto verdict = identity::Issue(request, kOther);
  REQUIRE(verdict.ok());
  return std::get<token::UnverifiedBiscuit>(*verdict).ToText();
}

// Strangers, as far as the authority can tell; the last ones have tokens of ann's, who is none of those asked about.
struct Stranger {
  std::string what;
  std::optional<std::string> certificate;
  std::optional<std::string> bearer;
  std::string token = "garbage";  // that it shows where one is asked for
};

std::vector<Stranger> Strangers(World& world) {
  const AuthorityState state = world.authority->state();
  const auto minted = MintIdentity(WithCertificate("uri:urn:shop"), "urn:shop:ann", std::nullopt, state);
  const std::string ann = std::get<IssuedIdentity>(minted.result).token;
  const auto given = RequestToken(WithBearer(ann), {"catalog", "read", std::nullopt}, state);
  const std::string right = std::get<IssuedToken>(given.result).token;
  const std::string forged = ForgedFor("urn:stranger");
  return {{"nobody", {}, {}},
          {"a certificate that the policy does not know", "uri:urn:stranger", {}},
          {"a bearer that is no token", {}, "garbage"},
          {"a bearer that somebody else signed", {}, forged, forged},
          {"ann's identity", {}, ann, ann},
          {"ann's identity with a certificate that the policy does not know", "uri:urn:stranger", ann, ann},
          {"ann's right", {}, right, right}};
}

// The members and parameters that are names, or tokens that have one.
bool IsName(std::string_view parameter) {
  static const std::set<std::string_view> kMembers = {"identifier", "subject", "target_identity", "identity", "actor"};
  return kMembers.contains(parameter);
}
bool IsToken(std::string_view parameter) { return parameter == "token" || parameter == "current_token"; }

bool TakesAny(const Endpoint& endpoint, bool (*wanted)(std::string_view)) {
  const auto is_wanted = [&](const Parameter& parameter) { return wanted(parameter.name); };
  return std::ranges::any_of(endpoint.body, is_wanted) || std::ranges::any_of(endpoint.query, is_wanted);
}

// A request in which `name` stands wherever a name may; where a token may, `token`.
Call AboutName(const Endpoint& endpoint, const std::string& name, const std::string& token) {
  Call call{std::string(endpoint.method), std::string(endpoint.path)};
  object body;
  for (const Parameter& parameter : endpoint.body) {
    if (parameter.type == Parameter::Type::kText && parameter.name != "revocation_id") body[parameter.name] = "x";
    if (IsName(parameter.name)) body[parameter.name] = name;
    if (IsToken(parameter.name)) body[parameter.name] = token;
  }
  if (body.contains("action")) body["action"] = "unban";
  if (body.contains("prefix_attenuator_key")) body["prefix_attenuator_key"] = crypto::ToHexText(EdgeKey().public_key());
  if (body.contains("resource")) body["resource"] = "catalog";
  if (body.contains("operation")) body["operation"] = "read";
  if (body.contains("domain")) body["domain"] = "urn:shop";
  if (!endpoint.body.empty()) call.body = boost::json::serialize(body);
  for (const Parameter& parameter : endpoint.query) {
    if (IsName(parameter.name)) call.target += "?" + std::string(parameter.name) + "=" + name;
  }
  return call;
}

TEST_CASE("an answer to a stranger is the same whichever name it asks about") {
  World world;
  size_t asked = 0;
  for (const Stranger& stranger : Strangers(world)) {
    for (const Endpoint& endpoint : world.router.endpoints()) {
      if (!TakesAny(endpoint, &IsName)) continue;
      const auto answer = [&](const std::string& name) {
        Call call = AboutName(endpoint, name, stranger.token);
        call.certificate = stranger.certificate;
        call.bearer = stranger.bearer;
        return world.Answer(call, name);
      };
      const std::string expected = answer(kNobody);
      for (const Name& name : kNames) {
        CAPTURE(stranger.what);
        CAPTURE(std::string(endpoint.path));
        CAPTURE(name.what);
        CHECK(answer(name.name) == expected);
        ++asked;
      }
    }
  }
  CHECK(asked >= 7 * 9 * kNames.size());
}

TEST_CASE("a token that somebody forged is answered the same whichever name it has") {
  const World world;
  size_t asked = 0;
  for (const Endpoint& endpoint : world.router.endpoints()) {
    const auto as_member = [&](const std::string& name) { return AboutName(endpoint, name, ForgedFor(name)); };
    const auto as_bearer = [&](const std::string& name) {
      Call call = AboutName(endpoint, name, "garbage");
      call.bearer = ForgedFor(name);
      return call;
    };
    const auto compare = [&](const auto& call) {
      const std::string expected = world.Answer(call(kNobody), kNobody);
      for (const Name& name : kNames) {
        CAPTURE(std::string(endpoint.path));
        CAPTURE(name.what);
        CHECK(world.Answer(call(name.name), name.name) == expected);
        ++asked;
      }
    };
    if (TakesAny(endpoint, &IsToken)) compare(as_member);
    if (endpoint.access == Access::kCertificateOrBearer) compare(as_bearer);
  }
  CHECK(asked >= 12 * kNames.size());
}

TEST_CASE("a certificate that the policy does not know is answered the same whichever name it has") {
  const World world;
  for (const Endpoint& endpoint : world.router.endpoints()) {
    if (endpoint.access == Access::kEverybody) continue;
    // Identities are no names of certificates, and agents have none.
    const auto answer = [&](const std::string& name) {
      Call call = AboutName(endpoint, "x", "garbage");
      call.certificate = "dns:" + name;
      return world.Answer(call, name);
    };
    for (const Name& name : kNames) {
      CAPTURE(std::string(endpoint.path));
      CAPTURE(name.what);
      CHECK(answer(name.name) == answer(kNobody));
    }
  }
}

}  // namespace
}  // namespace hardtack::authority

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Authorization tokens that published clients made, with what services and parties added to them: each allows what its
// maker meant, and with any one part changed nothing. No token of another kind allows anything.

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json/array.hpp>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "hardtack/crypto/key_text.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/identity/attestation.h"
#include "hardtack/identity/authorize.h"
#include "hardtack/identity/issue_authorization.h"
#include "hardtack/token/engine_key.h"
#include "tests/golden/published_clients.h"

namespace hardtack::golden {
namespace {

using identity::Attestor;
using identity::AuthorizationRequest;
using identity::Authorized;
using identity::Verdict;

std::vector<Published> Authorizations() {
  std::vector<Published> authorizations;
  for (const Published& published : AllPublished()) {
    if (published.kind == "authorization") authorizations.push_back(published);
  }
  REQUIRE(authorizations.size() >= 15);
  return authorizations;
}

engine::PublicKey KeyIn(std::string_view text) {
  const auto key = crypto::ParsePublicKey(text);
  REQUIRE_MESSAGE(key.ok(), key.status().ToString());
  return token::EngineKey(*key);
}

// The nodes or parties of `published`; none if it has no such list.
std::vector<Attestor> AttestorsIn(const Published& published, std::string_view list) {
  std::vector<Attestor> attestors;
  if (!published.facts.contains(list)) return attestors;
  for (const boost::json::value& attestor : published.facts.at(list).as_array()) {
    attestors.push_back(
        {std::string(attestor.at("component").as_string()), KeyIn(std::string(attestor.at("public_key").as_string()))});
  }
  return attestors;
}

// The request that the token allows, once it is complete.
AuthorizationRequest RightRequest(const Published& published) {
  AuthorizationRequest request;
  request.now = published.now();
  request.subject = published.Text("subject");
  request.resource = published.Text("resource").value_or("files/reports");
  request.operation = published.Text("operation").value_or("read");
  request.domain = published.Text("domain");
  request.prefix = published.Text("prefix");
  if (published.facts.contains("nodes")) {
    request.chain = identity::ChainPosition{AttestorsIn(published, "nodes"), published.Text("component")};
  }
  return request;
}

absl::StatusOr<Verdict<Authorized>> TryAuthorize(const Published& published, const AuthorizationRequest& request) {
  const auto verifier = identity::AuthorizationVerifier::Create(token::SingleRootKey(published.root));
  REQUIRE_MESSAGE(verifier.ok(), verifier.status().ToString());
  return verifier->Verify(published.token, request);
}

Verdict<Authorized> Authorize(const Published& published, const AuthorizationRequest& request) {
  auto verdict = TryAuthorize(published, request);
  REQUIRE_MESSAGE(verdict.ok(), verdict.status().ToString());
  return *std::move(verdict);
}

template <typename T>
T RefusalIn(const Verdict<Authorized>& verdict) {
  const auto* refusal = std::get_if<identity::Refusal>(&verdict);
  REQUIRE(refusal != nullptr);
  INFO(Describe(*refusal));
  REQUIRE(std::holds_alternative<T>(*refusal));
  return std::get<T>(*refusal);
}

// The outcome of the right request after `change`.
std::string OutcomeWith(const Published& published, const std::function<void(AuthorizationRequest&)>& change) {
  AuthorizationRequest request = RightRequest(published);
  change(request);
  return Outcome(Authorize(published, request));
}

const Published& Named(std::string_view name) {
  for (const Published& published : AllPublished()) {
    if (published.name == name) return published;
  }
  FAIL(name);
  return AllPublished().front();
}

TEST_CASE("a complete published authorization allows its subject, and its bearer, what it grants") {
  for (const Published& published : Authorizations()) {
    INFO(published.name);
    const std::string expected = published.facts.contains("incomplete") ? "PartyMissing" : "accepted";
    CHECK(OutcomeWith(published, [](AuthorizationRequest&) {}) == expected);
    CHECK(OutcomeWith(published, [](AuthorizationRequest& request) { request.subject.reset(); }) == expected);
  }
}

TEST_CASE("what a published authorization grants is read off it") {
  for (const Published& published : Authorizations()) {
    if (published.facts.contains("incomplete")) continue;
    INFO(published.name);
    const Verdict<Authorized> verdict = Authorize(published, RightRequest(published));
    REQUIRE(Outcome(verdict) == "accepted");
    const identity::Grant& grant = std::get<Authorized>(verdict).grant;
    CHECK(grant.right.subject == published.Text("subject"));
    CHECK(grant.right.resource == published.Text("resource"));
    CHECK(grant.right.operation == published.Text("operation"));
    CHECK(grant.domain == published.Text("domain"));
    CHECK(grant.chain == AttestorsIn(published, "nodes"));
    CHECK(grant.parties == AttestorsIn(published, "parties"));
    CHECK(grant.prefix_key.has_value() == published.Text("prefix_key").has_value());
    if (grant.prefix_key.has_value()) CHECK(*grant.prefix_key == KeyIn(*published.Text("prefix_key")));
  }
}

TEST_CASE("given the grant of a published authorization we make the same authority block, byte for byte") {
  for (const Published& published : Authorizations()) {
    INFO(published.name);
    const auto blocks = published.token.DecodeBlocks();
    REQUIRE(blocks.ok());
    identity::IssueAuthorizationRequest request;
    request.grant = *identity::ReadGrant((*blocks)[0].block);
    request.now = published.now();
    request.ttl = identity::ExpiryOf(*blocks)->at - request.now;
    const auto ours = Made(identity::IssueAuthorization(request, crypto::PrivateKey::Generate()));
    CHECK(ours.payload(engine::BlockId{0}) == published.token.payload(engine::BlockId{0}));
  }
}

TEST_CASE("what services, parties and holders of prefixes add to published authorizations is what ours add") {
  for (const Published& published : Authorizations()) {
    INFO(published.name);
    std::set<std::string> ours = {
        engine::ToString(identity::BuildServiceAttestation(*published.Text("resource"))),
        engine::ToString(identity::BuildPrefixAttestation(published.Text("prefix").value_or("")))};
    for (const Attestor& party : AttestorsIn(published, "parties")) {
      ours.insert(engine::ToString(identity::BuildPartyAttestation(party.component)));
    }
    const auto blocks = published.token.DecodeBlocks();
    REQUIRE(blocks.ok());
    for (size_t i = 1; i < blocks->size(); ++i) CHECK(ours.contains(engine::ToString((*blocks)[i].block)));
  }
}

TEST_CASE("a published authorization allows no other subject, resource or operation") {
  for (const Published& published : Authorizations()) {
    INFO(published.name);
    CHECK(OutcomeWith(published, [](auto& request) { request.subject = "urn:hessra:bob"; }) == "RightsDenied");
    CHECK(OutcomeWith(published, [](auto& request) { request.subject = "urn:hessra:alice:agent"; }) == "RightsDenied");
    CHECK(OutcomeWith(published, [](auto& request) { request.resource = "files/reports/1"; }) == "RightsDenied");
    CHECK(OutcomeWith(published, [](auto& request) { request.operation = "write"; }) == "RightsDenied");
  }
}

TEST_CASE("a published authorization that is bound to a domain holds there alone") {
  size_t bound = 0;
  for (const Published& published : Authorizations()) {
    if (!published.Text("domain").has_value()) continue;
    INFO(published.name);
    CHECK(OutcomeWith(published, [](auto& request) { request.domain = "elsewhere.example.com"; }) == "DomainMismatch");
    CHECK(OutcomeWith(published, [](auto& request) { request.domain.reset(); }) == "DomainMismatch");
    ++bound;
  }
  CHECK(bound >= 2);
}

TEST_CASE("a prefix in a published authorization must be the one that the service expects") {
  size_t narrowed = 0;
  for (const Published& published : Authorizations()) {
    if (!published.Text("prefix").has_value()) continue;
    INFO(published.name);
    CHECK(OutcomeWith(published, [](auto& request) { request.prefix = "file"; }) == "RightsDenied");
    CHECK(OutcomeWith(published, [](auto& request) { request.prefix = "files/reports"; }) == "RightsDenied");
    CHECK(OutcomeWith(published, [](auto& request) { request.prefix.reset(); }) == "accepted");
    ++narrowed;
  }
  CHECK(narrowed >= 3);
}

TEST_CASE("a published authorization without its prefix or a party says who is missing") {
  const Published& stub = Named("authorization_prefix_stub");
  CHECK(RefusalIn<identity::PartyMissing>(Authorize(stub, RightRequest(stub))) ==
        identity::PartyMissing{"prefix", *stub.Text("prefix_key")});
  for (const auto& [name, missing] :
       {std::pair("authorization_parties_0_of_2", 0), {"authorization_parties_1_of_2", 1}}) {
    const Published& published = Named(name);
    const boost::json::value& party = published.facts.at("parties").as_array()[missing];
    CHECK(RefusalIn<identity::PartyMissing>(Authorize(published, RightRequest(published))) ==
          identity::PartyMissing{std::string(party.at("component").as_string()),
                                 std::string(party.at("public_key").as_string())});
  }
}

TEST_CASE("a published chain token passes the services that its attested nodes precede, and no plain verifier") {
  const std::vector<std::optional<std::string>> components = {"gateway", "ledger", "archive", std::nullopt};
  for (const char* algorithm : {"ed25519", "p256"}) {
    for (size_t attested = 0; attested <= 3; ++attested) {
      const Published& published =
          Named("authorization_chain_" + std::string(algorithm) + "_" + std::to_string(attested) + "_of_3");
      INFO(published.name);
      for (size_t standing = 0; standing < components.size(); ++standing) {
        CAPTURE(standing);
        CHECK(OutcomeWith(published, [&](auto& request) { request.chain->component = components[standing]; }) ==
              (standing <= attested ? "accepted" : "ChainIncomplete"));
      }
      CHECK(OutcomeWith(published, [](auto& request) { request.chain.reset(); }) == "ChainIncomplete");
    }
  }
}

TEST_CASE("a published chain token is held to the keys and names that the service knows") {
  const Published& published = Named("authorization_chain_ed25519_3_of_3");
  CHECK(OutcomeWith(published, [](auto& request) { request.chain->nodes[1].key = request.chain->nodes[0].key; }) ==
        "ChainIncomplete");
  CHECK(OutcomeWith(published, [](auto& request) { request.chain->nodes[0].component = "other"; }) ==
        "ChainIncomplete");
  AuthorizationRequest unknown = RightRequest(published);
  unknown.chain->component = "nobody";
  CHECK(KindOf(TryAuthorize(published, unknown).status()) == ErrorKind::kInvalidArgument);
}

TEST_CASE("a published authorization holds until the second before its expiry") {
  for (const Published& published : Authorizations()) {
    if (published.facts.contains("incomplete")) continue;
    INFO(published.name);
    const Verdict<Authorized> verdict = Authorize(published, RightRequest(published));
    REQUIRE(Outcome(verdict) == "accepted");
    const int64_t expiry = std::get<Authorized>(verdict).expires->at;
    CHECK(OutcomeWith(published, [&](auto& request) { request.now = expiry - 1; }) == "accepted");
    CHECK(OutcomeWith(published, [&](auto& request) { request.now = expiry; }) == "Expired");
  }
}

TEST_CASE("no other published token passes for an authorization, for a subject or for its bearer") {
  for (const Published& published : AllPublished()) {
    if (published.kind == "authorization") continue;
    INFO(published.name);
    for (const bool bearer : {false, true}) {
      AuthorizationRequest request = RightRequest(published);
      if (bearer) request.subject.reset();
      CHECK(RefusalIn<identity::WrongKind>(Authorize(published, request)) ==
            identity::WrongKind{"authorization", published.kind});
    }
  }
}

}  // namespace
}  // namespace hardtack::golden

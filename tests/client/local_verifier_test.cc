// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/client/local_verifier.h"

#include <memory>
#include <string>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "hardtack/client/web_key_cache.h"
#include "tests/client/scripted_authority.h"
#include "tests/identity/authorizations.h"
#include "tests/identity/bans.h"

namespace hardtack::client {
namespace {

using identity::kNow;
using identity::Value;

LocalVerifier VerifierOf(LocalVerifierOptions options = {}) {
  return Value(LocalVerifier::Create(identity::RootLookup(), std::move(options)));
}

identity::VerifyRequest At(int64_t now) {
  identity::VerifyRequest request;
  request.now = now;
  return request;
}

std::shared_ptr<const BanFollower> Banning(const ScriptedAuthority& authority) {
  auto follower = std::make_shared<const BanFollower>(authority.client(), identity::Authority().public_key());
  REQUIRE(follower->WaitForList(std::chrono::milliseconds(10'000)));
  return follower;
}

TEST_CASE("tokens are verified without asking anybody") {
  const LocalVerifier verifier = VerifierOf();
  CHECK(identity::Accepted(Value(verifier.VerifyIdentity(identity::Alice().ToText(), At(kNow)))).identity == "alice");
  const std::string token = identity::IssuedGrant(identity::AliceReads()).ToText();
  identity::Accepted(Value(verifier.VerifyAuthorization(token, identity::AliceAsks())));
  identity::AuthorizationRequest writes = identity::AliceAsks();
  writes.operation = "write";
  identity::RefusalIn<identity::RightsDenied>(Value(verifier.VerifyAuthorization(token, writes)));
}

TEST_CASE("without a time in the request it is now") {
  identity::RefusalIn<identity::Expired>(Value(VerifierOf().VerifyIdentity(identity::Alice().ToText(), {})));
}

TEST_CASE("what is no token is an error") {
  CHECK(KindOf(VerifierOf().VerifyIdentity("?", {}).status()) == ErrorKind::kMalformedText);
  CHECK(KindOf(VerifierOf().VerifyAuthorization("?", {}).status()) == ErrorKind::kMalformedText);
}

TEST_CASE("bans that were fetched are obeyed, and how old they may be") {
  const ScriptedAuthority authority({{200, identity::Snapshot(identity::LogOf({identity::BanOfName("alice")}))}});
  const LocalVerifier verifier = VerifierOf({Banning(authority), 600});
  identity::RefusalIn<identity::Banned>(Value(verifier.VerifyIdentity(identity::Alice().ToText(), At(kNow))));
  const std::string token = identity::IssuedGrant(identity::AliceReads()).ToText();
  identity::RefusalIn<identity::Banned>(Value(verifier.VerifyAuthorization(token, identity::AliceAsks())));
  const auto stale = verifier.VerifyIdentity(identity::Alice().ToText(), At(kNow + 601));
  CHECK(KindOf(stale.status()) == ErrorKind::kBanListStale);
}

TEST_CASE("the keys may be those that the authority publishes") {
  const std::string hex = identity::KeyText(identity::RootKey());
  const ScriptedAuthority authority(
      {Json(R"([{"algorithm":"ed25519","key_id":1,"key_bytes":")" + hex.substr(hex.find('/') + 1) + R"("}])")});
  const WebKeyCache keys(authority.client());
  const LocalVerifier verifier = Value(LocalVerifier::Create(keys.Lookup()));
  identity::IssueRequest request = identity::AliceRequest();
  request.root_key_id = 1;
  const std::string token = identity::Issued(request).ToText();
  for (int i = 0; i < 3; ++i) identity::Accepted(Value(verifier.VerifyIdentity(token, At(kNow))));
  CHECK(authority.server().requests().size() == 1);
  request.root_key_id = 2;
  identity::RefusalIn<identity::UnknownKey>(
      Value(verifier.VerifyIdentity(identity::Issued(request).ToText(), At(kNow))));
}

}  // namespace
}  // namespace hardtack::client

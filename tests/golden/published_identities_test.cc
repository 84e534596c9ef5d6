// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Identity tokens that published clients made, delegated and cut short: each stands for its identity with the lineage
// that its maker gave it, and for nothing else.

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include <boost/json/array.hpp>

#include "doctest/doctest.h"
#include "hardtack/crypto/key.h"
#include "hardtack/identity/delegate.h"
#include "hardtack/identity/issue.h"
#include "hardtack/identity/restrict.h"
#include "hardtack/identity/verify.h"
#include "tests/golden/published_clients.h"

namespace hardtack::golden {
namespace {

using identity::LineageRow;
using identity::Verified;
using identity::VerifyRequest;

std::vector<Published> Identities() {
  std::vector<Published> identities;
  for (const Published& published : AllPublished()) {
    if (published.is_identity()) identities.push_back(published);
  }
  REQUIRE(identities.size() >= 20);
  return identities;
}

// The request under which the token stands for its identity.
VerifyRequest RightRequest(const Published& published) {
  VerifyRequest request;
  request.now = published.now();
  request.identity = published.Text("identity");
  request.domain = published.Text("domain");
  return request;
}

Verified AcceptedAs(const Published& published, const VerifyRequest& request) {
  auto verdict = Verify(published, request);
  REQUIRE(Outcome(verdict) == "accepted");
  return std::get<Verified>(std::move(verdict));
}

std::string OutcomeIn(const Published& published, std::optional<std::string> domain) {
  VerifyRequest request = RightRequest(published);
  request.domain = std::move(domain);
  return Outcome(Verify(published, request));
}

std::string OutcomeAs(const Published& published, std::string identity) {
  VerifyRequest request = RightRequest(published);
  request.identity = std::move(identity);
  return Outcome(Verify(published, request));
}

std::string OutcomeAt(const Published& published, int64_t now) {
  VerifyRequest request = RightRequest(published);
  request.now = now;
  return Outcome(Verify(published, request));
}

// What published.json says of `row`'s block.
void CheckRow(const LineageRow& row, const boost::json::value& expected) {
  const boost::json::value& identity = expected.at("identity");
  CHECK(row.identity.value_or("nobody") == (identity.is_null() ? "nobody" : std::string(identity.as_string())));
  REQUIRE(row.expires.has_value());
  CHECK(row.expires->at == expected.at("expires").as_int64());
  CHECK(row.third_party == (row.block > 0));
}

TEST_CASE("a published identity token stands for its identity, as named and as bearer") {
  for (const Published& published : Identities()) {
    INFO(published.name);
    VerifyRequest request = RightRequest(published);
    CHECK(AcceptedAs(published, request).identity == *published.Text("identity"));
    request.identity.reset();
    CHECK(AcceptedAs(published, request).identity == *published.Text("identity"));
  }
}

TEST_CASE("the lineage of a published identity token has its names and expiries") {
  for (const Published& published : Identities()) {
    INFO(published.name);
    const identity::Lineage lineage = AcceptedAs(published, RightRequest(published)).lineage;
    CHECK(NameOf(lineage.kind) == published.kind);
    CHECK(lineage.domain == published.Text("domain"));
    const boost::json::array& expected = published.facts.at("lineage").as_array();
    REQUIRE(lineage.rows.size() == expected.size());
    int64_t earliest = INT64_MAX;
    for (size_t i = 0; i < expected.size(); ++i) {
      CAPTURE(i);
      CheckRow(lineage.rows[i], expected[i]);
      earliest = std::min(earliest, expected[i].at("expires").as_int64());
      CHECK(lineage.rows[i].effective_expires->at == earliest);
    }
  }
}

// `token` with a block like that of `row`, made by our functions at `now`.
token::UnverifiedBiscuit WithBlockLike(const LineageRow& row, const token::UnverifiedBiscuit& token, int64_t now) {
  const int64_t ttl = row.expires->at - now;
  if (!row.identity.has_value()) {
    identity::RestrictRequest request;
    request.now = now;
    request.ttl = ttl;
    request.third_party = true;
    return Made(identity::Restrict(token, request));
  }
  identity::DelegateRequest request;
  request.identity = *row.identity;
  request.now = now;
  request.ttl = ttl;
  request.third_party = true;
  return Made(identity::Delegate(token, request)).token;
}

// A token with the blocks that `lineage` shows, made likewise.
token::UnverifiedBiscuit OursLike(const identity::Lineage& lineage, int64_t now) {
  identity::IssueRequest request;
  request.subject = lineage.subject;
  request.now = now;
  request.ttl = lineage.rows[0].expires->at - now;
  request.leaf = lineage.kind == identity::Kind::kLeafIdentity;
  request.domain = lineage.domain;
  token::UnverifiedBiscuit token = Made(identity::Issue(request, crypto::PrivateKey::Generate()));
  for (size_t i = 1; i < lineage.rows.size(); ++i) token = WithBlockLike(lineage.rows[i], token, now);
  return token;
}

TEST_CASE("given the parameters of a published identity token we make the same blocks, byte for byte") {
  size_t compared = 0;
  for (const Published& published : Identities()) {
    if (published.facts.contains("unlike_ours")) continue;
    INFO(published.name);
    const token::UnverifiedBiscuit ours =
        OursLike(AcceptedAs(published, RightRequest(published)).lineage, published.now());
    REQUIRE(ours.block_count() == published.token.block_count());
    for (size_t i = 0; i < ours.block_count(); ++i) {
      CAPTURE(i);
      const auto block = static_cast<engine::BlockId>(i);
      CHECK(ours.payload(block) == published.token.payload(block));
      CHECK((ours.signer(block) == nullptr) == (published.token.signer(block) == nullptr));
    }
    ++compared;
  }
  CHECK(compared >= 20);
}

TEST_CASE("a published identity token is nobody else") {
  for (const Published& published : Identities()) {
    INFO(published.name);
    for (const char* other : {"urn:hessra:bob", "urn:hessra", "urn:hessra:alice2"}) {
      CHECK(OutcomeAs(published, other) == "IdentityMismatch");
    }
    const std::string below = *published.Text("identity") + ":below";
    CHECK(OutcomeAs(published, below) == (published.kind == "identity" ? "accepted" : "IdentityMismatch"));
  }
}

TEST_CASE("a published identity token that is bound to a domain holds there alone, any other everywhere") {
  for (const Published& published : Identities()) {
    INFO(published.name);
    const std::string expected = published.Text("domain").has_value() ? "DomainMismatch" : "accepted";
    CHECK(OutcomeIn(published, "elsewhere.example.com") == expected);
    CHECK(OutcomeIn(published, std::nullopt) == expected);
  }
}

TEST_CASE("a published identity token holds until the second before its earliest expiry") {
  for (const Published& published : Identities()) {
    INFO(published.name);
    const int64_t expiry = AcceptedAs(published, RightRequest(published)).lineage.expires()->at;
    CHECK(OutcomeAt(published, expiry - 1) == "accepted");
    CHECK(OutcomeAt(published, expiry) == "Expired");
  }
}

}  // namespace
}  // namespace hardtack::golden

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What JSON and people are told about authorization tokens.

#include "hardtack/report/authorization_report.h"

#include "doctest/doctest.h"
#include "hardtack/identity/issue_authorization.h"

namespace hardtack::report {
namespace {

identity::Grant Whole() {
  identity::Grant grant;
  grant.right = {"alice", "docs/plan", "read"};
  grant.domain = "prod";
  grant.prefix_key = engine::PublicKey{engine::Algorithm::kEd25519, std::string(32, '\x01')};
  grant.chain = {{"gateway", {engine::Algorithm::kEd25519, std::string(32, '\x02')}}};
  grant.parties = {{"legal", {engine::Algorithm::kSecp256r1, '\x02' + std::string(32, '\x03')}}};
  return grant;
}

const std::string kMembers =
    R"("subject":"alice","resource":"docs/plan","operation":"read","domain":"prod",)"
    R"("prefix_key":"ed25519/0101010101010101010101010101010101010101010101010101010101010101",)"
    R"("service_nodes":[{"component":"gateway",)"
    R"("public_key":"ed25519/0202020202020202020202020202020202020202020202020202020202020202"}],)"
    R"("parties":[{"component":"legal",)"
    R"("public_key":"secp256r1/020303030303030303030303030303030303030303030303030303030303030303"}],)";

TEST_CASE("a valid token tells all that it grants") {
  CHECK(AuthorizedDocument({Whole(), identity::Expiry{1000, 0, 1}}) == R"({"success":true,"valid":true,)" + kMembers +
                                                                           R"("expires":1000})"
                                                                           "\n");
  identity::Grant plain;
  plain.right = {"a\"b", "c", "d"};
  CHECK(AuthorizedDocument({plain, std::nullopt}) ==
        R"({"success":true,"valid":true,"subject":"a\"b","resource":"c","operation":"d","domain":null,)"
        R"("prefix_key":null,"service_nodes":[],"parties":[],"expires":null})"
        "\n");
}

TEST_CASE("an issued token comes with its grant and its life") {
  const auto root = crypto::PrivateKey::Generate();
  const auto token =
      std::get<token::UnverifiedBiscuit>(identity::IssueAuthorization({Whole(), 1000, 60, std::nullopt}, root).value());
  CHECK(IssuedAuthorizationDocument(token, Whole(), 1060, 1000) ==
        R"({"success":true,"token":")" + token.ToText() + R"(",)" + kMembers +
            R"("expires":1060,"expires_in":60,"saved":false,)"
            R"("saved_as":null,"token_path":null})"
            "\n");
}

TEST_CASE("people read who may do what until when, and no control characters") {
  CHECK(AuthorizedText({Whole(), identity::Expiry{1060, 0, 1}}, 1000) ==
        "valid: \"alice\" may do \"read\" on \"docs/plan\", expires in 1m\n");
  identity::Grant odd = Whole();
  odd.right.resource = "a\x1b[2J";
  CHECK(AuthorizedText({odd, std::nullopt}, 1000).find('\x1b') == std::string::npos);
  CHECK(AuthorizedText({Whole(), std::nullopt}, 1000).ends_with(", never expires\n"));
}

}  // namespace
}  // namespace hardtack::report

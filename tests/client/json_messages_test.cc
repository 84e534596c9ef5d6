// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/client/json_messages.h"

#include <string>

#include "doctest/doctest.h"
#include "tests/client/scripted_authority.h"
#include "tests/identity/authorizations.h"

namespace hardtack::client {
namespace {

const std::string kUrl = "https://a:1/x";

TEST_CASE("a reason is what a server says under one of the names that servers use") {
  CHECK(ReasonIn(R"({"response_msg":"a","detail":"b"})") == "a");
  CHECK(ReasonIn(R"({"type":"t","title":"Forbidden","detail":"b"})") == "b");
  CHECK(ReasonIn(R"({"title":"Forbidden"})") == "Forbidden");
  CHECK(ReasonIn(R"({"error":"e"})") == "e");
  CHECK(ReasonIn(R"({"response_msg":"","error":"e"})") == "e");
  for (const char* body : {"", "null", "[]", "{}", "{\"response_msg\":7}", "<html>", "{\"response_msg\""}) {
    CAPTURE(body);
    CHECK(ReasonIn(body).empty());
  }
}

std::string FaultOfSignoffs(const std::string& signoffs) {
  const std::string token = identity::IssuedGrant(identity::AliceReads()).ToText();
  const auto answer =
      ReadAuthorizationToken({200, R"({"token":")" + token + R"(","pending_signoffs":)" + signoffs + "}"}, kUrl);
  return answer.ok() ? "" : Describe(answer.status());
}

TEST_CASE("sign-offs that are pending have a component, an address and a key") {
  const std::string key = identity::KeyText(identity::AttestorKey(1));
  CHECK(FaultOfSignoffs("null").empty());
  CHECK(FaultOfSignoffs("[]").empty());
  CHECK(FaultOfSignoffs(R"([{"component":"hr","authorization_service":"a:1","public_key":")" + key + R"(","more":1}])")
            .empty());
  const std::string prefix = "Network: the server's answer is not what it should be, ";
  CHECK(FaultOfSignoffs("{}") == prefix + "pending_signoffs is no list: " + kUrl);
  CHECK(FaultOfSignoffs("[7]") == prefix + "pending_signoffs has an entry that is no object: " + kUrl);
  CHECK(FaultOfSignoffs("[{}]") == prefix + "component is missing: " + kUrl);
  CHECK(FaultOfSignoffs(R"([{"component":"hr"}])") == prefix + "authorization_service is missing: " + kUrl);
  CHECK(FaultOfSignoffs(R"([{"component":"hr","authorization_service":"a","public_key":"k"}])")
            .starts_with(prefix + "public_key is no public key, "));
}

TEST_CASE("a key and a CA are what they are said to be") {
  CHECK(Describe(ReadPublicKey({200, R"({"public_key":"x"})"}, kUrl).status())
            .starts_with("Network: the server's answer is not what it should be, public_key is no public key, "));
  CHECK(Describe(ReadPublicKey({200, "{}"}, kUrl).status()) ==
        "Network: the server's answer is not what it should be, public_key is missing: " + kUrl);
  CHECK(Describe(ReadPublicKey({401, "{}"}, kUrl).status()) == "Network: the server answers 401: " + kUrl);
  CHECK(Describe(ReadCaCertificate({200, R"({"ca_cert_pem":"x"})"}, kUrl).status()) ==
        "Network: the server's answer is not what it should be, ca_cert_pem is no certificate: " + kUrl);
  CHECK(Describe(ReadHealth({200, R"({"status":null})"}, kUrl).status()) ==
        "Network: the server's answer is not what it should be, status is missing: " + kUrl);
}

TEST_CASE("an answer that is cut off anywhere is none") {
  const std::string whole =
      R"({"response_msg":"ok","token":")" + identity::Alice().ToText() + R"(","expires_in":60,"identity":"alice"})";
  REQUIRE(ReadIdentityToken({200, whole}, kUrl).ok());
  for (size_t n = 0; n < whole.size(); ++n) CHECK_FALSE(ReadIdentityToken({200, whole.substr(0, n)}, kUrl).ok());
}

}  // namespace
}  // namespace hardtack::client

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Whole documents: one line, one object, and the members that every one has. tests/cli has those that the command
// prints.

#include "hardtack/report/documents.h"

#include <string>
#include <utility>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "hardtack/report/json_text.h"
#include "hardtack/report/text.h"
#include "tests/report/sample.h"
#include "tests/token/flipped_signature.h"

namespace hardtack::report {
namespace {

boost::json::object Parse(const std::string& document) {
  REQUIRE(document.find('\n') == document.size() - 1);
  return boost::json::parse(document).as_object();
}

TEST_CASE("a failure says so, why, and of which kind") {
  const auto json = Parse(ErrorDocument(Error(ErrorKind::kSealed, "the token is sealed")));
  CHECK(json.at("success") == false);
  CHECK(json.at("error") == "the token is sealed");
  CHECK(json.at("error_detail").at("kind") == "Sealed");
  CHECK(json.find("valid") == json.end());
  CHECK(Parse(RefusalDocument(identity::NoExpiry{})).at("error_detail").at("kind") == "NoExpiry");
}

TEST_CASE("a verification that failed is not valid, whether refused or malformed") {
  CHECK(Parse(NotVerifiedDocument(identity::Refusal(identity::NoExpiry{}))).at("valid") == false);
  CHECK(Parse(NotVerifiedDocument(Error(ErrorKind::kMalformedText, "x"))).at("valid") == false);
}

TEST_CASE("what could steer a terminal is escaped in a document, and is the same to a parser") {
  const std::string text = "\u009b31m \x7f \u061c \u200e \u200f \u202a \u202e \u2066 \u2069 \u2028 \u00e9";
  const std::string document = ErrorDocument(Error(ErrorKind::kSyntax, text));
  CHECK(document.find("\\u009b31m \\u007f \\u061c \\u200e \\u200f \\u202a \\u202e \\u2066 \\u2069 \\u2028 \u00e9\"") !=
        std::string::npos);
  CHECK(std::string(Parse(document).at("error").as_string()) == text);
}

TEST_CASE("line feeds and quotes in a text stay within the document's one line") {
  const auto json = Parse(ErrorDocument(Error(ErrorKind::kSyntax, "line 1\n  \"x\"\n  ^")));
  CHECK(json.at("error") == "line 1\n  \"x\"\n  ^");
}

TEST_CASE("a key pair names the key or its file") {
  const auto with_key = Parse(KeyPairDocument({"ed25519", "ed25519/00", "ed25519-private/01", ""}));
  CHECK(with_key.at("private_key") == "ed25519-private/01");
  CHECK(with_key.find("private_key_file") == with_key.end());
  const auto with_file = Parse(KeyPairDocument({"ed25519", "ed25519/00", "", "root.key"}));
  CHECK(with_file.at("private_key_file") == "root.key");
  CHECK(with_file.find("private_key") == with_file.end());
}

TEST_CASE("a token's ids are shown as they are, and beside them as ban lists have them where they differ") {
  const crypto::PrivateKey root =
      Value(crypto::PrivateKey::FromBytes(crypto::Algorithm::kSecp256r1, std::string(32, '\x06')));
  token::UnverifiedBiscuit token = Value(token::Issue(Value(parser::ParseBlock("user(1);")), root));
  token::UnverifiedBiscuit twin = token::WithFlippedS(token);
  if (token.RevocationIds() != token.CanonicalRevocationIds()) std::swap(token, twin);
  const auto blocks = Value(token.DecodeBlocks());  // of both: the signature is beside them
  const TokenReport report{token, blocks, false, 0}, report_of_twin{twin, blocks, false, 0};
  const auto plain = Parse(TokenDocument(report)), flipped = Parse(TokenDocument(report_of_twin));
  CHECK(plain.find("canonical_revocation_ids") == plain.end());
  CHECK(flipped.at("canonical_revocation_ids") == plain.at("revocation_ids"));
  CHECK(flipped.at("revocation_ids") != plain.at("revocation_ids"));
  const std::string in_lists = "  // in ban lists: " + Hex(token.RevocationIds()[0]) + "\n";
  CHECK(TokenText(report_of_twin).find(in_lists) != std::string::npos);
  CHECK(TokenText(report).find("in ban lists") == std::string::npos);
}

TEST_CASE("a token that has not the outer form of one is reported without blocks") {
  const token::Authorizer authorizer = AuthorizerOf("allow if true;");
  const auto json = Parse(AuthorizationDocument(authorizer, nullptr, Error(ErrorKind::kMalformedEnvelope, "empty")));
  CHECK(json.at("blocks").is_null());
  CHECK(json.at("world").is_null());
}

}  // namespace
}  // namespace hardtack::report

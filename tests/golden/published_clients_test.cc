// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Tokens of every kind that published clients make: they read here as what they are, and none passes for an identity
// that is not one.

#include <map>
#include <string>
#include <vector>

#include <boost/json/array.hpp>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "doctest/doctest.h"
#include "hardtack/crypto/key_text.h"
#include "hardtack/engine/ast_print.h"
#include "tests/golden/published_clients.h"

namespace hardtack::golden {
namespace {

// The statements in `block`, an object of "blocks", as we print them.
std::string PrintedIn(const boost::json::value& block) {
  std::string printed;
  for (const boost::json::value& line : block.at("printed").as_array()) {
    absl::StrAppend(&printed, std::string(line.as_string()), "\n");
  }
  return printed;
}

std::string SignerIn(const boost::json::value& block) {
  const boost::json::value& signer = block.at("signer");
  return signer.is_null() ? "none" : std::string(signer.as_string());
}

// With strings as they are, as published clients print them.
std::string Unescaped(const std::string& printed) {
  return absl::StrReplaceAll(printed, {{"\\\"", "\""}, {"\\\\", "\\"}});
}

// Whether the DER signature with the hex `id` ends in an s of 33 bytes: with its top bit set it is above half the order
// of P-256. (The few high ones without are not among our tokens.)
bool HasHighS(const std::string& id) {
  const bool is_der = id.size() != 128;
  return is_der && id.substr(id.size() - 70, 6) == "022100";
}

std::string AlgorithmOf(const Published& published) {
  return published.Text("root")->substr(0, published.Text("root")->find('/'));
}

TEST_CASE("what a published client prints for each block is what we print for it") {
  for (const Published& published : AllPublished()) {
    INFO(published.name);
    const auto token = token::Biscuit::Verify(published.token, token::SingleRootKey(published.root));
    REQUIRE_MESSAGE(token.ok(), token.status().ToString());
    const boost::json::array& blocks = published.facts.at("blocks").as_array();
    REQUIRE(token->blocks().size() == blocks.size());
    for (size_t i = 0; i < blocks.size(); ++i) {
      CAPTURE(i);
      const std::string ours = engine::ToString(token->blocks()[i].block);
      CHECK((published.facts.contains("unescaped") ? Unescaped(ours) : ours) == PrintedIn(blocks[i]));
      const crypto::PublicKey* signer = published.token.signer(static_cast<engine::BlockId>(i));
      CHECK((signer == nullptr ? "none" : crypto::ToHexText(*signer)) == SignerIn(blocks[i]));
    }
  }
}

TEST_CASE("the text of a published token is the text that we write for its bytes") {
  for (const Published& published : AllPublished()) CHECK(published.token.ToText() == published.text);
}

TEST_CASE(
    "the revocation ids of a published token are those that its maker gives it; a high s is compared as a low one") {
  size_t normalised = 0;
  for (const Published& published : AllPublished()) {
    INFO(published.name);
    const std::vector<std::string> ids = published.token.RevocationIds();
    const std::vector<std::string> canonical = published.token.CanonicalRevocationIds();
    for (size_t i = 0; i < ids.size(); ++i) {
      CAPTURE(i);
      const std::string id = absl::BytesToHexString(ids[i]);
      CHECK(id == std::string(published.facts.at("blocks").as_array()[i].at("revocation_id").as_string()));
      CHECK((ids[i] != canonical[i]) == HasHighS(id));
      if (HasHighS(id)) ++normalised;
    }
  }
  CHECK(normalised >= 5);
}

TEST_CASE("there are published tokens of every kind, under root keys of both algorithms") {
  std::map<std::string, size_t> counts;
  for (const Published& published : AllPublished()) ++counts[published.kind + " " + AlgorithmOf(published)];
  for (const char* kind : {"identity", "leaf identity", "authorization", "capability", "context"}) {
    for (const char* algorithm : {"ed25519", "secp256r1"}) CHECK(counts[absl::StrCat(kind, " ", algorithm)] >= 1);
  }
  CHECK(AllPublished().size() >= 50);
}

TEST_CASE("a published token under another root key proves nothing") {
  size_t moved = 0;
  for (const Published& published : AllPublished()) {
    INFO(published.name);
    for (const Published& other : AllPublished()) {
      if (other.root == published.root || AlgorithmOf(other) != AlgorithmOf(published)) continue;
      Published copy = published;
      copy.root = other.root;
      identity::VerifyRequest request;
      request.now = copy.now();
      CHECK(Outcome(Verify(copy, request)) == "InvalidSignature");
      ++moved;
      break;
    }
  }
  CHECK(moved == AllPublished().size());
}

TEST_CASE("no other published token passes for an identity") {
  for (const Published& published : AllPublished()) {
    if (published.is_identity()) continue;
    INFO(published.name);
    identity::VerifyRequest request;
    request.now = published.now();
    request.domain = published.Text("domain");
    for (const auto& identity : {published.Text("subject"), std::optional<std::string>()}) {
      request.identity = identity;
      const auto verdict = Verify(published, request);
      REQUIRE(Outcome(verdict) == "WrongKind");
      CHECK(std::get<identity::WrongKind>(std::get<identity::Refusal>(verdict)) ==
            identity::WrongKind{"identity", published.kind});
    }
  }
}

}  // namespace
}  // namespace hardtack::golden

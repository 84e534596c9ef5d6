// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Published signature vectors, with the verdicts of strict verification: Wycheproof as each vector says, 43 of CCTV's
// 914, of speccheck's twelve only number 3; one by one and many together. The files are not part of the project; without
// them the tests say NOT RUN.

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/crypto/key.h"
#include "hardtack/crypto/key_text.h"
#include "hardtack/crypto/verify_many.h"
#include "tests/crypto/crypto_testing.h"

namespace hardtack::crypto {
namespace {

namespace json = boost::json;

std::optional<json::value> ReadVectors(std::string_view name) {
  const auto path = std::filesystem::path(HARDTACK_SOURCE_DIR) / "../shared/vectors" / name;
  std::ifstream file(path);
  if (!file) {
    std::cerr << "NOT RUN: " << name << " is not at ../shared/vectors\n";
    return std::nullopt;
  }
  return json::parse(std::string(std::istreambuf_iterator<char>(file), {}));
}

std::string Bytes(const json::value& object, std::string_view member) {
  return Unhex(std::string(object.at(member).as_string()));
}

// What Verify says, and VerifyMany of one copy, of two, and of as many as fill a pass and one more.
bool Accepts(const absl::StatusOr<PublicKey>& key, std::string_view message, std::string_view signature) {
  if (!key.ok()) return false;
  const absl::Status alone = Verify(*key, message, signature);
  for (size_t count : {size_t{1}, size_t{2}, kSignaturesPerPass + 1}) {
    const std::vector<SignedMessage> copies(count, {&*key, message, signature});
    for (const absl::Status& together : VerifyMany(copies)) CHECK(together == alone);
  }
  return alone.ok();
}

// Checks every vector of a Wycheproof file and returns how many there were.
int64_t CheckWycheproof(const json::value& file) {
  int64_t count = 0;
  for (const json::value& group : file.at("testGroups").as_array()) {
    const auto key = ParsePublicKey(std::string(group.at("publicKeyPem").as_string()));
    const auto same_key = PublicKeyFromDer(Bytes(group, "publicKeyDer"));
    REQUIRE(key.ok());
    REQUIRE(same_key.ok());
    CHECK(*key == *same_key);
    for (const json::value& test : group.at("tests").as_array()) {
      const std::string comment(test.at("comment").as_string());
      CAPTURE(comment);
      CAPTURE(test.at("tcId").as_int64());
      CHECK(Accepts(key, Bytes(test, "msg"), Bytes(test, "sig")) == (test.at("result").as_string() == "valid"));
      ++count;
    }
  }
  return count;
}

TEST_CASE("Wycheproof's Ed25519 vectors have the verdicts that they state") {
  if (auto file = ReadVectors("wycheproof_ed25519.json")) CHECK(CheckWycheproof(*file) == 151);
}

TEST_CASE("Wycheproof's ECDSA secp256r1 vectors have the verdicts that they state") {
  if (auto file = ReadVectors("wycheproof_ecdsa_secp256r1_sha256.json")) CHECK(CheckWycheproof(*file) == 484);
}

TEST_CASE("of CCTV's 914 Ed25519 vectors 43 are accepted, none with a key or R that is of low order or not canonical") {
  auto file = ReadVectors("cctv_ed25519.json");
  if (!file.has_value()) return;
  int accepted = 0;
  for (const json::value& vector : file->as_array()) {
    const auto key = PublicKey::FromBytes(Algorithm::kEd25519, Bytes(vector, "key"));
    if (!Accepts(key, std::string(vector.at("msg").as_string()), Bytes(vector, "sig"))) continue;
    ++accepted;
    CAPTURE(vector.at("number").as_int64());
    for (const json::value& flag : vector.at("flags").is_array() ? vector.at("flags").as_array() : json::array()) {
      CHECK(flag.as_string() != "low_order_A");
      CHECK(flag.as_string() != "low_order_R");
      CHECK(flag.as_string() != "low_order_residue");
      CHECK(flag.as_string() != "non_canonical_A");
      CHECK(flag.as_string() != "non_canonical_R");
    }
  }
  CHECK(file->as_array().size() == 914);
  CHECK(accepted == 43);
}

TEST_CASE("of speccheck's twelve Ed25519 vectors only number 3 is accepted") {
  auto file = ReadVectors("speccheck_ed25519.json");
  if (!file.has_value()) return;
  REQUIRE(file->as_array().size() == 12);
  for (size_t i = 0; i < 12; ++i) {
    CAPTURE(i);
    const json::value& vector = file->as_array()[i];
    const auto key = PublicKey::FromBytes(Algorithm::kEd25519, Bytes(vector, "pub_key"));
    CHECK(Accepts(key, Bytes(vector, "message"), Bytes(vector, "signature")) == (i == 3));
  }
}

}  // namespace
}  // namespace hardtack::crypto

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Our own tokens, committed as bytes with what must come of them (recipe.h has the format): what a clone is held to
// that has no official samples beside it. The results are those of the reference, unless a file says otherwise.
#include <algorithm>
#include <string>
#include <vector>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "doctest/doctest.h"
#include "hardtack/crypto/key_text.h"
#include "hardtack/parser/parser.h"
#include "hardtack/report/json.h"
#include "hardtack/token/authorizer.h"
#include "hardtack/token/biscuit.h"
#include "tests/conformance/json_difference.h"
#include "tests/engine/engine_testing.h"
#include "tests/golden/recipe.h"
#include "tests/sections/section_file.h"

namespace hardtack::golden {
namespace {

std::vector<std::string> Files() {
  std::vector<std::string> files = sections::FilesOf(HARDTACK_SOURCE_DIR "/tests/golden/tokens", ".txt");
  for (const std::string& file : sections::FilesOf(HARDTACK_SOURCE_DIR "/bench/tokens", ".txt")) files.push_back(file);
  return files;
}

sections::Case ReadCase(const std::string& file) {
  absl::StatusOr<std::vector<sections::Case>> cases = sections::ReadCases(file);
  REQUIRE_MESSAGE(cases.ok(), file << ": " << cases.status().ToString());
  REQUIRE(cases->size() == 1);
  return cases->front();
}

// The first line of a section that must be there.
std::string TakeLine(sections::Case& golden, const std::string& section) {
  const std::vector<std::string> lines = sections::Lines(golden.Take(section).value_or(""));
  REQUIRE_MESSAGE(lines.size() == 1, section << " is not one line");
  return lines[0];
}

void CheckBlocks(sections::Case& golden, const token::Biscuit& token) {
  std::vector<std::string> versions;
  for (size_t i = 0; i < token.blocks().size(); ++i) {
    CAPTURE(i);
    const std::string text = golden.Take(absl::StrCat("block ", i)).value_or("no such block");
    const auto block = parser::ParseBlock(golden.Take(absl::StrCat("printed ", i)).value_or(text));
    REQUIRE_MESSAGE(block.ok(), block.status().ToString());
    CHECK(ToString(token.blocks()[i].block) == ToString(*block));
    versions.push_back(absl::StrCat(token.blocks()[i].version));
    const engine::PublicKey* signer = token.engine_signer(static_cast<engine::BlockId>(i));
    const std::string expected = golden.Take(absl::StrCat("signer ", i)).value_or("");
    CHECK((signer == nullptr ? "" : ToString(*signer) + "\n") == expected);
  }
  CHECK(absl::StrJoin(versions, " ") == TakeLine(golden, "versions"));
}

// The sections of the recipe that the token itself shows otherwise, or not at all.
void TakeRecipe(sections::Case& golden, const token::UnverifiedBiscuit& token) {
  CHECK(token.sealed() == golden.Take("sealed").has_value());
  const std::string id = golden.Take("root key id").value_or("");
  CHECK(id == (token.root_key_id().has_value() ? absl::StrCat(*token.root_key_id(), "\n") : ""));
  const std::string keys = TakeLine(golden, "keys");
  CHECK(static_cast<size_t>(std::count(keys.begin(), keys.end(), ' ')) == token.block_count());
  for (size_t i = 0; i < token.block_count(); ++i) {
    CHECK(golden.Take(absl::StrCat("third party ", i)).has_value() ==
          (token.signer(static_cast<engine::BlockId>(i)) != nullptr));
  }
}

void CheckOutcome(sections::Case& golden, const token::Biscuit& token) {
  absl::StatusOr<engine::AuthorizerBlock> policy = parser::ParseAuthorizer(golden.Take("authorizer").value_or("?"));
  REQUIRE_MESSAGE(policy.ok(), policy.status().ToString());
  const absl::StatusOr<token::Authorizer> authorizer = token::Authorizer::Create(*std::move(policy));
  REQUIRE_MESSAGE(authorizer.ok(), authorizer.status().ToString());
  const absl::StatusOr<engine::Outcome> outcome = authorizer->Evaluate(token);
  const boost::json::object actual = report::AuthorizationJson(*authorizer, token, outcome);
  const boost::json::value expected = boost::json::parse(golden.Take("result").value_or(""));
  CHECK(conformance::JsonDifference(expected, actual.at("result")).value_or("") == "");
  if (const auto world = golden.Take("world")) {
    REQUIRE(outcome.ok());
    CHECK(*world == engine::Listing(outcome->world));
  }
  if (const auto reference = golden.Take("reference")) {
    CHECK(*reference != golden.Take("result"));
    CHECK(golden.name().starts_with("ours: "));
  }
}

void CheckGolden(sections::Case& golden) {
  CHECK(golden.Take("about").has_value());
  const auto unverified = token::UnverifiedBiscuit::FromText(TakeLine(golden, "token"));
  REQUIRE_MESSAGE(unverified.ok(), unverified.status().ToString());
  TakeRecipe(golden, *unverified);
  const auto root = crypto::ParsePublicKey(TakeLine(golden, "root key"));
  REQUIRE_MESSAGE(root.ok(), root.status().ToString());
  const auto token = token::Biscuit::Verify(*unverified, token::SingleRootKey(*root));
  REQUIRE_MESSAGE(token.ok(), token.status().ToString());
  std::vector<std::string> ids;
  for (const auto& id : report::RevocationIdsJson(*unverified)) ids.emplace_back(id.as_string());
  CHECK(sections::Lines(golden.Take("revocation ids").value_or("")) == ids);
  CheckBlocks(golden, *token);
  CheckOutcome(golden, *token);
}

TEST_CASE("every committed token verifies, holds its blocks and has its result") {
  CHECK(Files().size() >= 30);
  for (const std::string& file : Files()) {
    INFO(file);
    sections::Case golden = ReadCase(file);
    CheckGolden(golden);
    CHECK(absl::StrJoin(golden.Untaken(), ", ") == "");
  }
}

TEST_CASE("a committed token with Ed25519 keys alone is the one that its recipe makes") {
  size_t compared = 0;
  for (const std::string& file : Files()) {
    INFO(file);
    sections::Case golden = ReadCase(file);
    const absl::StatusOr<MadeToken> made = MakeToken(golden);
    REQUIRE_MESSAGE(made.ok(), made.status().ToString());
    CHECK(made->root_key == TakeLine(golden, "root key"));
    if (sections::ToText(golden).find("secp256r1") != std::string::npos) continue;
    CHECK(made->text == TakeLine(golden, "token"));
    ++compared;
  }
  CHECK(compared >= 20);
}

TEST_CASE("a committed token under another root key is refused") {
  const std::string other = "ed25519/acdd6d5b53bfee478bf689f8e012fe7988bf755e3d7c5152947abc149bc20189";
  for (const std::string& file : Files()) {
    INFO(file);
    sections::Case golden = ReadCase(file);
    const auto unverified = token::UnverifiedBiscuit::FromText(TakeLine(golden, "token")).value();
    const auto token = token::Biscuit::Verify(unverified, token::SingleRootKey(crypto::ParsePublicKey(other).value()));
    CHECK(!token.ok());
  }
}

}  // namespace
}  // namespace hardtack::golden

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Our own tokens, committed as bytes with what must come of them (recipe.h has the format): what a clone is held to
// that has no official samples beside it. The results are those of the reference, unless a file says otherwise.
#include <algorithm>
#include <string>
#include <vector>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "doctest/doctest.h"
#include "hardtack/crypto/key_text.h"
#include "hardtack/identity/verify.h"
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

// The blocks of a token, verified or not, which may be unreadable.
void CheckBlocks(sections::Case& golden, const token::UnverifiedBiscuit& token) {
  const absl::StatusOr<wire::DecodedBlocks> blocks = token.DecodeBlocks();
  std::vector<std::string> versions;
  for (size_t i = 0; i < token.block_count(); ++i) {
    CAPTURE(i);
    golden.Take(absl::StrCat("edit ", i));
    const std::string text = golden.Take(absl::StrCat("block ", i)).value_or("no such block");
    const auto block = parser::ParseBlock(golden.Take(absl::StrCat("printed ", i)).value_or(text));
    REQUIRE_MESSAGE(block.ok(), block.status().ToString());
    const crypto::PublicKey* signer = token.signer(static_cast<engine::BlockId>(i));
    const std::string expected = golden.Take(absl::StrCat("signer ", i)).value_or("");
    CHECK((signer == nullptr ? "" : crypto::ToHexText(*signer) + "\n") == expected);
    const std::string shown = golden.Take(absl::StrCat("shown ", i)).value_or(ToString(*block));
    if (!blocks.ok()) continue;
    CHECK(ToString((*blocks)[i].block) == shown);
    versions.push_back(absl::StrCat((*blocks)[i].version));
  }
  if (blocks.ok()) {
    CHECK(absl::StrJoin(versions, " ") == TakeLine(golden, "versions"));
  } else {
    CHECK(std::string(blocks.status().message()) == TakeLine(golden, "unreadable"));
  }
}

// The sections of the recipe that the token itself shows otherwise, or not at all.
void TakeRecipe(sections::Case& golden, const token::UnverifiedBiscuit& token) {
  CHECK(token.sealed() == golden.Take("sealed").has_value());
  const std::string id = golden.Take("root key id").value_or("");
  CHECK(id == (token.root_key_id().has_value() ? absl::StrCat(*token.root_key_id(), "\n") : ""));
  const std::string keys = TakeLine(golden, "keys");
  CHECK(static_cast<size_t>(std::count(keys.begin(), keys.end(), ' ')) == token.block_count());
  golden.Take("afterwards");
  for (size_t i = 0; i < token.block_count(); ++i) {
    CHECK(golden.Take(absl::StrCat("third party ", i)).has_value() ==
          (token.signer(static_cast<engine::BlockId>(i)) != nullptr));
    golden.Take(absl::StrCat("written as version ", i));
    golden.Take(absl::StrCat("more bytes ", i));
  }
}

const engine::Externs& HostFunctions() {
  static const auto* const functions = new engine::Externs{
      {"same", [](const engine::Term& left, const engine::Term*) { return absl::StatusOr<engine::Term>(left); }},
      {"both", [](const engine::Term& left, const engine::Term* right) {
         return absl::StatusOr<engine::Term>(engine::Term(engine::Array{{left, *right}}));
       }}};
  return *functions;
}

token::Authorizer AuthorizerOf(const std::string& text, const token::AuthorizerOptions& options) {
  absl::StatusOr<engine::AuthorizerBlock> policy = parser::ParseAuthorizer(text);
  REQUIRE_MESSAGE(policy.ok(), policy.status().ToString());
  absl::StatusOr<token::Authorizer> authorizer = token::Authorizer::Create(*std::move(policy), options);
  REQUIRE_MESSAGE(authorizer.ok(), authorizer.status().ToString());
  return *std::move(authorizer);
}

token::AuthorizerOptions OptionsOf(sections::Case& golden) {
  token::AuthorizerOptions options;
  options.run.externs = &HostFunctions();
  if (const auto named = golden.Take("options")) {
    CHECK(*named == "revocation_id facts\n");
    options.revocation_id_facts = true;
  }
  return options;
}

void CheckAnswers(sections::Case& golden, absl::StatusOr<engine::Outcome>& outcome) {
  const std::optional<std::string> rule = golden.Take("query all");
  if (!rule.has_value()) return;
  REQUIRE(outcome.ok());
  const auto answers = engine::QueryAll(outcome->world, parser::ParseRule(*rule).value());
  REQUIRE_MESSAGE(answers.ok(), answers.status().ToString());
  std::string lines;
  for (const engine::Fact& fact : *answers) lines += engine::ToString(fact) + "\n";
  CHECK(lines == golden.Take("answers").value_or(""));
}

// One verifier's sections; `number` is empty for the first.
void CheckOutcome(sections::Case& golden, const token::UnverifiedBiscuit& unverified,
                  const absl::StatusOr<token::Biscuit>& token, const token::AuthorizerOptions& options,
                  const std::string& number) {
  CAPTURE(number);
  const token::Authorizer authorizer = AuthorizerOf(golden.Take("authorizer" + number).value_or("?"), options);
  absl::StatusOr<engine::Outcome> outcome =
      token.ok() ? authorizer.Evaluate(*token) : absl::StatusOr<engine::Outcome>(token.status());
  const boost::json::object actual = token.ok() ? report::AuthorizationJson(authorizer, *token, outcome)
                                                : report::AuthorizationJson(authorizer, unverified, token.status());
  const boost::json::value expected = boost::json::parse(golden.Take("result" + number).value_or(""));
  CHECK(conformance::JsonDifference(expected, actual.at("result")).value_or("") == "");
  if (const auto world = golden.Take("world" + number)) {
    REQUIRE(outcome.ok());
    CHECK(*world == engine::Listing(outcome->world));
  }
  if (number.empty()) CheckAnswers(golden, outcome);
}

void CheckIdentity(sections::Case& golden, const token::UnverifiedBiscuit& token, const crypto::PublicKey& root) {
  const auto section = golden.Take("identity");
  if (!section.has_value()) return;
  const std::vector<std::string> lines = sections::Lines(*section);
  REQUIRE(lines.size() == 2);
  const auto verifier = identity::Verifier::Create(token::SingleRootKey(root));
  const auto verdict = verifier->Verify(token, {std::stoll(lines[0]), std::nullopt, std::nullopt});
  REQUIRE_MESSAGE(verdict.ok(), verdict.status().ToString());
  const auto* refusal = std::get_if<identity::Refusal>(&*verdict);
  CHECK(lines[1] == (refusal != nullptr ? std::string(identity::RefusalName(*refusal))
                                        : std::get<identity::Verified>(*verdict).identity));
}

void CheckRevocationIds(sections::Case& golden, const token::UnverifiedBiscuit& token) {
  std::vector<std::string> ids, canonical;
  for (const auto& id : report::RevocationIdsJson(token)) ids.emplace_back(id.as_string());
  CHECK(sections::Lines(golden.Take("revocation ids").value_or("")) == ids);
  const auto expected = golden.Take("canonical revocation ids");
  if (!expected.has_value()) return;
  for (const std::string& id : token.CanonicalRevocationIds()) canonical.push_back(absl::BytesToHexString(id));
  CHECK(sections::Lines(*expected) == canonical);
  CHECK(canonical != ids);
}

void CheckGolden(sections::Case& golden) {
  CHECK(golden.Take("about").has_value());
  const bool damaged = sections::ToText(golden).find("\n-- unreadable\n") != std::string::npos ||
                       sections::ToText(golden).find("\n-- afterwards\n") != std::string::npos;
  const auto unverified = token::UnverifiedBiscuit::FromText(TakeLine(golden, "token"));
  REQUIRE_MESSAGE(unverified.ok(), unverified.status().ToString());
  TakeRecipe(golden, *unverified);
  const auto root = crypto::ParsePublicKey(TakeLine(golden, "root key"));
  REQUIRE_MESSAGE(root.ok(), root.status().ToString());
  const auto token = token::Biscuit::Verify(*unverified, token::SingleRootKey(*root));
  REQUIRE_MESSAGE((damaged || token.ok()), token.status().ToString());
  CheckRevocationIds(golden, *unverified);
  CheckBlocks(golden, *unverified);
  const token::AuthorizerOptions options = OptionsOf(golden);
  CheckOutcome(golden, *unverified, token, options, "");
  for (int i = 2; sections::ToText(golden).find(absl::StrCat("\n-- authorizer ", i, "\n")) != std::string::npos; ++i) {
    CheckOutcome(golden, *unverified, token, options, absl::StrCat(" ", i));
  }
  CheckIdentity(golden, *unverified, *root);
  if (const auto reference = golden.Take("reference")) {
    CHECK(*reference != golden.Take("result"));
    CHECK(golden.name().starts_with("ours: "));
  }
}

TEST_CASE("every committed token verifies or is refused, holds its blocks and has its results") {
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

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "tests/token/token_testing.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "hardtack/crypto/key_text.h"
#include "hardtack/token/builder.h"
#include "hardtack/token/third_party.h"
#include "hardtack/wire/envelope.h"

namespace hardtack::token {
namespace {

std::optional<std::string> ReadFile(std::string_view name) {
  std::ifstream file(std::filesystem::path(HARDTACK_SOURCE_DIR) / "../shared/conformance" / name, std::ios::binary);
  if (!file) {
    std::cerr << "NOT RUN: " << name << " is not at ../shared/conformance\n";
    return std::nullopt;
  }
  return std::string(std::istreambuf_iterator<char>(file), {});
}

wire::PublicKeyView ViewOf(const crypto::PublicKey& key) {
  return {static_cast<engine::Algorithm>(key.algorithm()), key.bytes()};
}

}  // namespace

engine::Predicate Says(std::string name, std::vector<std::string> arguments) {
  engine::Predicate predicate{std::move(name), {}};
  for (std::string& argument : arguments) predicate.terms.push_back(engine::StringTerm(std::move(argument)));
  return predicate;
}

engine::Fact FactOf(std::string name, std::vector<std::string> arguments) {
  return {Says(std::move(name), std::move(arguments))};
}

engine::Check CheckIf(std::string name, std::vector<engine::Scope> scopes) {
  engine::Rule query = engine::QueryRule();
  query.body.push_back({std::move(name), {engine::VariableTerm("0")}});
  query.scopes = std::move(scopes);
  return {engine::CheckKind::kIf, {std::move(query)}};
}

engine::Block BlockOf(std::vector<engine::Fact> facts, std::vector<engine::Check> checks) {
  engine::Block block;
  block.facts = std::move(facts);
  block.checks = std::move(checks);
  return block;
}

engine::AuthorizerBlock AllowIfTrue(engine::Block block) {
  engine::Rule query = engine::QueryRule();
  query.expressions.push_back({{engine::ValueOp(engine::BoolTerm(true))}});
  return {std::move(block), {{engine::PolicyKind::kAllow, {std::move(query)}}}};
}

engine::PublicKey EngineKey(const crypto::PublicKey& key) {
  return {static_cast<engine::Algorithm>(key.algorithm()), std::string(key.bytes())};
}

UnverifiedBiscuit ThreeBlocks(const crypto::PrivateKey& root, crypto::Algorithm next,
                              const crypto::PrivateKey& third_party) {
  UnverifiedBiscuit token = Must(Issue(BlockOf({FactOf("right", {"file", "read"})}), root, {7, next}));
  token = Must(Append(token, BlockOf({}, {CheckIf("resource")}), next));
  const std::string request = Must(RequestThirdParty(token));
  const std::string contents = Must(SignThirdParty(request, BlockOf({FactOf("seen", {"today"})}), third_party));
  return Must(AppendThirdParty(token, contents, next));
}

Envelope::Envelope(const UnverifiedBiscuit& token) : root_key_id(token.root_key_id()), sealed(token.sealed()) {
  for (engine::BlockId block = 0; block < token.block_count(); ++block) raw_blocks.emplace_back(token.raw_block(block));
  std::visit([this](const auto& content) { proof = content.bytes; }, token.proof());
}

std::string Envelope::Bytes() const {
  const std::vector<std::string_view> views(raw_blocks.begin(), raw_blocks.end());
  return wire::EncodeEnvelope(root_key_id, views,
                              {sealed ? wire::ProofKind::kFinalSignature : wire::ProofKind::kNextSecret, proof});
}

std::string WithSignature(const crypto::ChainLink& link, std::string_view signature) {
  wire::SignedBlockView view{link.payload, ViewOf(link.next_key), signature, std::nullopt, link.version, {}};
  if (link.external.has_value()) view.external = {link.external->signature, ViewOf(link.external->key)};
  return wire::EncodeSignedBlock(view);
}

std::optional<Sample> ReadSample(std::string_view name) {
  constexpr std::string_view kMember = "\"root_public_key\": \"";
  const std::optional<std::string> index = ReadFile("samples.json");
  std::optional<std::string> bytes = ReadFile(name);
  if (!index.has_value() || !bytes.has_value()) return std::nullopt;
  const size_t at = index->find(kMember);
  REQUIRE(at != std::string::npos);
  return Sample{*std::move(bytes), Must(crypto::ParsePublicKey(index->substr(at + kMember.size(), 64)))};
}

}  // namespace hardtack::token

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Batches are put together from wire and crypto, as tests/golden/recipe.cc does, since whatever issues and appends makes
// keys that nobody knows before.

#include "bench/batch.h"

#include <optional>
#include <string_view>
#include <utility>

#include "bench/tokens.h"
#include "hardtack/crypto/chain.h"
#include "hardtack/crypto/key.h"
#include "hardtack/parser/parser.h"
#include "hardtack/wire/block_codec.h"
#include "hardtack/wire/envelope.h"
#include "hardtack/wire/text_form.h"
#include "hardtack/wire/version.h"
#include "tests/crypto/role_key.h"

namespace hardtack::bench {
namespace {

// That of "root" is the root key of bench/tokens.
crypto::PrivateKey KeyOf(const std::string& role) { return crypto::RoleKey(role, crypto::Algorithm::kEd25519); }

// The blocks of one token, signed one after the other.
std::string MakeToken(size_t number, const std::vector<engine::Block>& blocks) {
  crypto::PrivateKey signer = KeyOf("root");
  wire::Tables tables;
  std::vector<std::string> signed_blocks;
  std::string signature;
  for (size_t i = 0; i < blocks.size(); ++i) {
    crypto::PrivateKey next = KeyOf("token " + std::to_string(number) + " block " + std::to_string(i));
    const std::string payload = Must(wire::EncodeBlock(blocks[i], tables, {wire::kMinVersion, std::nullopt})).bytes;
    signature = Must(crypto::SignBlock({payload, &next.public_key(), nullptr, signature, 0}, signer));
    const wire::PublicKeyView next_key{engine::Algorithm::kEd25519, next.public_key().bytes()};
    signed_blocks.push_back(wire::EncodeSignedBlock({payload, next_key, signature, std::nullopt, 0, {}}));
    signer = std::move(next);
  }
  const std::vector<std::string_view> views(signed_blocks.begin(), signed_blocks.end());
  return wire::EncodeTextForm(
      wire::EncodeEnvelope(std::nullopt, views, {wire::ProofKind::kNextSecret, signer.secret()}));
}

std::vector<engine::Block> BlocksOf(const Token& token) {
  const token::Biscuit verified = Verified(token);
  std::vector<engine::Block> blocks;
  for (const wire::DecodedBlock& decoded : verified.blocks()) blocks.push_back(decoded.block);
  return blocks;
}

std::vector<std::string> MakeTokens(std::vector<engine::Block> blocks) {
  std::vector<std::string> texts;
  for (size_t number = 0; number < kBatch; ++number) {
    blocks.front().facts.front() = {{"user", {engine::StringTerm("user" + std::to_string(number))}}};
    texts.push_back(MakeToken(number, blocks));
  }
  return texts;
}

}  // namespace

std::vector<std::string> MakeBatch(int64_t blocks) { return MakeTokens(BlocksOf(ReadToken(blocks))); }

std::vector<std::string> MakeChildren(int64_t blocks) {
  std::vector<engine::Block> narrowed = BlocksOf(ReadToken(blocks));
  narrowed.push_back(Must(parser::ParseBlock(R"(
      agent("worker");
      check if time($t), $t < 2035-01-01T00:00:00Z;
      check if operation($o), {"read", "list"}.contains($o);)")));
  return MakeTokens(std::move(narrowed));
}

}  // namespace hardtack::bench

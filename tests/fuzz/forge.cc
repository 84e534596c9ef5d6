// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0

#include "tests/fuzz/forge.h"

#include "hardtack/crypto/chain.h"
#include "tests/crypto/role_key.h"

namespace hardtack::fuzz {
namespace {

using crypto::Algorithm;

std::vector<crypto::PrivateKey> MakeKeys() {
  std::vector<crypto::PrivateKey> keys;
  for (Algorithm algorithm : {Algorithm::kEd25519, Algorithm::kSecp256r1}) {
    keys.push_back(crypto::RoleKey("root", algorithm));
    keys.push_back(crypto::RoleKey("third party", algorithm));
    for (int block = 0; block < 10; ++block) {
      keys.push_back(crypto::RoleKey("next key of block " + std::to_string(block), algorithm));
    }
  }
  return keys;
}

std::optional<crypto::PublicKey> PublicOf(const Key& key) {
  auto made = crypto::PublicKey::FromBytes(static_cast<Algorithm>(key.algorithm), key.bytes);
  return made.ok() ? std::optional(*made) : std::nullopt;
}

// The signature by `signer`, or what there was.
void Sign(SignedBlock& block, std::string_view previous, const crypto::PrivateKey& signer) {
  const std::optional<crypto::PublicKey> next = PublicOf(block.next_key);
  if (!next) return;
  std::optional<crypto::ExternalSignature> external;
  if (block.external) {
    const std::optional<crypto::PublicKey> key = PublicOf(block.external->key);
    if (!key) return;
    if (const crypto::PrivateKey* party = FindSecret(block.external->key)) {
      auto made = crypto::SignExternal(block.payload, previous, *party);
      if (made.ok()) block.external->signature = *made;
    }
    external = {*key, block.external->signature};
  }
  auto made =
      crypto::SignBlock({block.payload, &*next, external ? &*external : nullptr, previous, block.version}, signer);
  if (made.ok()) block.signature = *made;
}

void SignProof(Token& token) {
  const SignedBlock& last = token.blocks.back();
  const crypto::PrivateKey* holder = FindSecret(last.next_key);
  if (holder == nullptr) return;
  if (token.proof_kind == wire::ProofKind::kNextSecret) {
    token.proof = holder->secret();
    return;
  }
  auto made =
      crypto::SignFinal({last.payload, holder->public_key(), last.signature, std::nullopt, last.version}, *holder);
  if (made.ok()) token.proof = *made;
}

}  // namespace

const std::vector<crypto::PrivateKey>& Keys() {
  static const std::vector<crypto::PrivateKey> keys = MakeKeys();
  return keys;
}

const crypto::PrivateKey& RootKey(Algorithm algorithm) {
  return algorithm == Algorithm::kEd25519 ? Keys().front() : Keys()[Keys().size() / 2];
}

Key KeyOf(const crypto::PublicKey& key) {
  return {static_cast<engine::Algorithm>(key.algorithm()), std::string(key.bytes())};
}

const crypto::PrivateKey* FindSecret(const Key& key) {
  for (const crypto::PrivateKey& secret : Keys()) {
    const crypto::PublicKey& own = secret.public_key();
    if (static_cast<engine::Algorithm>(own.algorithm()) == key.algorithm && own.bytes() == key.bytes) return &secret;
  }
  return nullptr;
}

std::optional<Token> ReadToken(std::string_view bytes) {
  const auto view = wire::DecodeEnvelope(bytes);
  if (!view.ok()) return std::nullopt;
  Token token{view->root_key_id, {}, view->proof.kind, std::string(view->proof.bytes)};
  for (const wire::SignedBlockView& from : view->blocks) {
    const Key next{from.next_key.algorithm, std::string(from.next_key.bytes)};
    SignedBlock block{std::string(from.payload), next, std::string(from.signature), std::nullopt, from.version};
    if (from.external) {
      const wire::PublicKeyView& key = from.external->key;
      block.external = {std::string(from.external->signature), {key.algorithm, std::string(key.bytes)}};
    }
    token.blocks.push_back(std::move(block));
  }
  return token;
}

std::string WriteToken(const Token& token) {
  std::vector<std::string> blocks;
  for (const SignedBlock& block : token.blocks) {
    const wire::PublicKeyView next{block.next_key.algorithm, block.next_key.bytes};
    wire::SignedBlockView view{block.payload, next, block.signature, std::nullopt, block.version, {}};
    if (block.external) {
      view.external = {block.external->signature, {block.external->key.algorithm, block.external->key.bytes}};
    }
    blocks.push_back(wire::EncodeSignedBlock(view));
  }
  const std::vector<std::string_view> raw(blocks.begin(), blocks.end());
  return wire::EncodeEnvelope(token.root_key_id, raw, {token.proof_kind, token.proof});
}

Algorithm RootAlgorithm(std::string_view first_signature) {
  return first_signature.size() == crypto::kEd25519SignatureBytes ? Algorithm::kEd25519 : Algorithm::kSecp256r1;
}

void SignAgain(Token& token, size_t first) {
  for (size_t i = first; i < token.blocks.size(); ++i) {
    SignedBlock& block = token.blocks[i];
    const crypto::PrivateKey* signer =
        i == 0 ? &RootKey(RootAlgorithm(block.signature)) : FindSecret(token.blocks[i - 1].next_key);
    if (signer != nullptr) Sign(block, i == 0 ? std::string_view() : token.blocks[i - 1].signature, *signer);
  }
  if (!token.blocks.empty()) SignProof(token);
}

}  // namespace hardtack::fuzz

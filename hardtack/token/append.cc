// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// append.h. Tested by tests/token/builder_test.cc and third_party_test.cc.

#include "hardtack/token/append.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/wire/envelope.h"
#include "hardtack/wire/version.h"

namespace hardtack::token {
namespace {

wire::PublicKeyView ViewOf(const crypto::PublicKey& key) {
  return {static_cast<engine::Algorithm>(key.algorithm()), key.bytes()};
}

// The version of the signed payload: 0, which older verifiers read too, as long as nothing in the token is newer than
// they are (docs/language.md, "Symbols, versions, signatures").
uint32_t PayloadVersion(const ChainEnd& end, const NewBlock& block, crypto::Algorithm next_algorithm) {
  const bool needs_version1 =
      block.external.has_value() || block.datalog_version >= wire::kClosuresVersion ||
      end.signer.public_key().algorithm() != crypto::Algorithm::kEd25519 ||
      next_algorithm != crypto::Algorithm::kEd25519 ||
      std::any_of(end.links.begin(), end.links.end(), [](const crypto::ChainLink& link) { return link.version > 0; });
  return needs_version1 ? 1 : 0;
}

std::string Encode(const crypto::BlockToSign& block, std::string_view signature) {
  wire::SignedBlockView view{block.payload, ViewOf(*block.next_key), signature, std::nullopt, block.version, {}};
  if (block.external != nullptr) view.external = {block.external->signature, ViewOf(block.external->key)};
  return wire::EncodeSignedBlock(view);
}

}  // namespace

absl::StatusOr<SignedBlock> SignNext(const ChainEnd& end, const NewBlock& block, crypto::Algorithm next_algorithm) {
  crypto::PrivateKey next_key = crypto::PrivateKey::Generate(next_algorithm);
  const crypto::BlockToSign to_sign{
      block.payload, &next_key.public_key(), block.external.has_value() ? &*block.external : nullptr,
      end.links.empty() ? std::string_view() : end.links.back().signature, PayloadVersion(end, block, next_algorithm)};
  ASSIGN_OR_RETURN(std::string signature, crypto::SignBlock(to_sign, end.signer));
  std::string raw = Encode(to_sign, signature);
  return SignedBlock{std::move(raw), std::move(next_key)};
}

absl::StatusOr<crypto::PrivateKey> HolderKey(const UnverifiedBiscuit& token) {
  const auto* secret = std::get_if<crypto::NextSecret>(&token.proof());
  if (secret == nullptr) return Error(ErrorKind::kSealed, "the token is sealed: no block can follow");
  const crypto::PublicKey& next_key = token.links().back().next_key;
  absl::StatusOr<crypto::PrivateKey> key = crypto::PrivateKey::FromBytes(next_key.algorithm(), secret->bytes);
  if (!key.ok() || !(key->public_key() == next_key)) {
    return Error(ErrorKind::kInvalidProof, "the token's secret does not fit its last block");
  }
  return key;
}

absl::StatusOr<UnverifiedBiscuit> AppendPayload(const UnverifiedBiscuit& token, const NewBlock& block,
                                                crypto::Algorithm next_algorithm) {
  ASSIGN_OR_RETURN(const crypto::PrivateKey holder, HolderKey(token));
  ASSIGN_OR_RETURN(SignedBlock next, SignNext({token.links(), holder}, block, next_algorithm));
  std::vector<std::string_view> blocks = RawBlocks(token);
  blocks.push_back(next.raw);
  return MadeToken(
      wire::EncodeEnvelope(token.root_key_id(), blocks, {wire::ProofKind::kNextSecret, next.next_key.secret()}),
      token.limits());
}

absl::StatusOr<UnverifiedBiscuit> MadeToken(std::string envelope, const engine::StructureLimits& limits) {
  ASSIGN_OR_RETURN(UnverifiedBiscuit token, UnverifiedBiscuit::FromBytes(std::move(envelope), limits));
  RETURN_IF_ERROR(token.DecodeBlocks().status());
  return token;
}

std::vector<std::string_view> RawBlocks(const UnverifiedBiscuit& token) {
  std::vector<std::string_view> blocks;
  blocks.reserve(token.block_count() + 1);
  for (engine::BlockId block = 0; block < token.block_count(); ++block) blocks.push_back(token.raw_block(block));
  return blocks;
}

}  // namespace hardtack::token

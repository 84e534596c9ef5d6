// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// UnverifiedBiscuit: the received bytes, the envelope's views of them, and the chain as crypto sees it. Tested by
// tests/token/biscuit_test.cc and malformed_test.cc.

#include <utility>

#include "absl/strings/str_cat.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/token/biscuit.h"
#include "hardtack/token/block_reader.h"
#include "hardtack/wire/envelope.h"
#include "hardtack/wire/text_form.h"

namespace hardtack::token {

// INVARIANT: `envelope`, `links` and `proof` view `bytes`, so none of this moves after it was made.
struct UnverifiedBiscuit::Parts {
  std::string bytes;
  engine::StructureLimits limits;
  wire::EnvelopeView envelope;
  std::vector<crypto::ChainLink> links;
  crypto::Proof proof;
};

namespace {

absl::StatusOr<crypto::PublicKey> ToKey(const wire::PublicKeyView& key) {
  return crypto::PublicKey::FromBytes(static_cast<crypto::Algorithm>(key.algorithm), key.bytes);
}

absl::StatusOr<crypto::ChainLink> ToLink(const wire::SignedBlockView& block) {
  ASSIGN_OR_RETURN(crypto::PublicKey next_key, ToKey(block.next_key));
  crypto::ChainLink link{block.payload, next_key, block.signature, std::nullopt, block.version};
  if (block.external.has_value()) {
    ASSIGN_OR_RETURN(crypto::PublicKey signer, ToKey(block.external->key));
    link.external = crypto::ExternalSignature{signer, block.external->signature};
  }
  return link;
}

absl::StatusOr<std::vector<crypto::ChainLink>> ToLinks(const std::vector<wire::SignedBlockView>& blocks) {
  // Refused before anybody asks who signed it: an authority by a third party is not a token at all.
  if (blocks.front().external.has_value()) {
    return Error(ErrorKind::kMalformedEnvelope, "block 0: the authority block carries an external signature");
  }
  std::vector<crypto::ChainLink> links;
  links.reserve(blocks.size());
  for (const wire::SignedBlockView& block : blocks) {
    absl::StatusOr<crypto::ChainLink> link = ToLink(block);
    if (!link.ok()) return Annotate(link.status(), absl::StrCat("block ", links.size()));
    links.push_back(*std::move(link));
  }
  return links;
}

crypto::Proof ToProof(const wire::ProofView& proof) {
  if (proof.kind == wire::ProofKind::kNextSecret) return crypto::NextSecret{proof.bytes};
  return crypto::FinalSignature{proof.bytes};
}

BlockParty PartyOf(const crypto::ChainLink& link) {
  return link.external.has_value() ? BlockParty::kThird : BlockParty::kFirst;
}

// Which algorithm a block was signed with. The root key's, for the authority, shows in the signature alone.
crypto::Algorithm SigningAlgorithm(std::span<const crypto::ChainLink> links, size_t block) {
  if (block > 0) return links[block - 1].next_key.algorithm();
  const bool is_der = crypto::CheckSignatureForm(crypto::Algorithm::kSecp256r1, links[0].signature).ok();
  return is_der ? crypto::Algorithm::kSecp256r1 : crypto::Algorithm::kEd25519;
}

}  // namespace

absl::StatusOr<UnverifiedBiscuit> UnverifiedBiscuit::FromText(std::string_view text,
                                                              const engine::StructureLimits& limits) {
  ASSIGN_OR_RETURN(std::string bytes, wire::DecodeTextForm(text, limits));
  return FromBytes(std::move(bytes), limits);
}

absl::StatusOr<UnverifiedBiscuit> UnverifiedBiscuit::FromBytes(std::string bytes,
                                                               const engine::StructureLimits& limits) {
  auto parts = std::make_shared<Parts>();
  parts->bytes = std::move(bytes);
  parts->limits = limits;
  ASSIGN_OR_RETURN(parts->envelope, wire::DecodeEnvelope(parts->bytes, limits));
  ASSIGN_OR_RETURN(parts->links, ToLinks(parts->envelope.blocks));
  parts->proof = ToProof(parts->envelope.proof);
  return UnverifiedBiscuit(std::move(parts));
}

std::string_view UnverifiedBiscuit::bytes() const { return parts_->bytes; }

std::string UnverifiedBiscuit::ToText() const { return wire::EncodeTextForm(parts_->bytes); }

std::optional<uint32_t> UnverifiedBiscuit::root_key_id() const { return parts_->envelope.root_key_id; }

bool UnverifiedBiscuit::sealed() const { return std::holds_alternative<crypto::FinalSignature>(parts_->proof); }

size_t UnverifiedBiscuit::block_count() const { return parts_->links.size(); }

std::string_view UnverifiedBiscuit::payload(engine::BlockId block) const { return parts_->links[block].payload; }

const crypto::PublicKey* UnverifiedBiscuit::signer(engine::BlockId block) const {
  const std::optional<crypto::ExternalSignature>& external = parts_->links[block].external;
  return external.has_value() ? &external->key : nullptr;
}

std::vector<std::string> UnverifiedBiscuit::RevocationIds() const {
  std::vector<std::string> ids;
  for (const crypto::ChainLink& link : parts_->links) ids.emplace_back(link.signature);
  return ids;
}

std::vector<std::string> UnverifiedBiscuit::CanonicalRevocationIds() const {
  std::vector<std::string> ids;
  for (size_t block = 0; block < parts_->links.size(); ++block) {
    ids.push_back(crypto::CanonicalSignature(SigningAlgorithm(parts_->links, block), parts_->links[block].signature));
  }
  return ids;
}

absl::StatusOr<wire::DecodedBlocks> UnverifiedBiscuit::DecodeBlocks() const { return DecodeBlocksAfter({}); }

absl::StatusOr<wire::DecodedBlocks> UnverifiedBiscuit::DecodeBlocksAfter(wire::DecodedBlocks known) const {
  BlockReader reader(parts_->limits);
  wire::DecodedBlocks blocks = std::move(known);
  for (size_t i = 0; i < blocks.size(); ++i) reader.Skip(blocks[i], PartyOf(parts_->links[i]));
  blocks.reserve(block_count());
  while (blocks.size() < block_count()) {
    const crypto::ChainLink& link = parts_->links[blocks.size()];
    absl::StatusOr<wire::DecodedBlock> block = reader.Read(link.payload, PartyOf(link));
    if (!block.ok()) return Annotate(block.status(), absl::StrCat("block ", blocks.size()));
    blocks.push_back(*std::move(block));
  }
  return blocks;
}

std::span<const crypto::ChainLink> UnverifiedBiscuit::links() const { return parts_->links; }

const crypto::Proof& UnverifiedBiscuit::proof() const { return parts_->proof; }

std::string_view UnverifiedBiscuit::raw_block(engine::BlockId block) const {
  return parts_->envelope.blocks[block].raw;
}

const engine::StructureLimits& UnverifiedBiscuit::limits() const { return parts_->limits; }

}  // namespace hardtack::token

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The envelope's codec. Tested by tests/wire/envelope_test.cc.

#include "hardtack/wire/envelope.h"

#include "absl/strings/str_cat.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/wire/external_signature_codec.h"
#include "hardtack/wire/message.h"
#include "hardtack/wire/public_key_codec.h"
#include "hardtack/wire/schema.h"

namespace hardtack::wire {
namespace {

SignedBlockView ReadSignedBlock(std::string_view bytes) {
  Message<SignedBlockField> message(bytes);
  std::optional<std::string_view> payload;
  std::optional<PublicKeyView> next_key;
  std::optional<std::string_view> signature;
  std::optional<ExternalSignatureView> external;
  std::optional<uint32_t> version;
  while (message.Next()) {
    switch (message.tag_and_type()) {
      case tag_and_type(SignedBlockField::kBlock, kDelimited):
        Once(payload, message.GetBytes(), "block");
        break;
      case tag_and_type(SignedBlockField::kNextKey, kDelimited):
        Once(next_key, ReadPublicKey(message.GetBytes()), "nextKey");
        break;
      case tag_and_type(SignedBlockField::kSignature, kDelimited):
        Once(signature, message.GetBytes(), "signature");
        break;
      case tag_and_type(SignedBlockField::kExternalSignature, kDelimited):
        Once(external, ReadExternalSignature(message.GetBytes()), "externalSignature");
        break;
      case tag_and_type(SignedBlockField::kVersion, kVarint):
        Once(version, message.GetUint32(), "version");
        break;
      default:
        message.WrongType();
    }
  }
  return {Required(payload, "block"),
          Required(next_key, "nextKey"),
          Required(signature, "signature"),
          external,
          version.value_or(0),
          bytes};
}

ProofView ReadProof(std::string_view bytes) {
  Message<ProofField> message(bytes);
  message.NextOfOne("proof");
  ProofView proof;
  switch (message.tag_and_type()) {
    case tag_and_type(ProofField::kNextSecret, kDelimited):
      proof = {ProofKind::kNextSecret, message.GetBytes()};
      break;
    case tag_and_type(ProofField::kFinalSignature, kDelimited):
      proof = {ProofKind::kFinalSignature, message.GetBytes()};
      break;
    default:
      message.WrongType();
  }
  message.EndOfOne("proof");
  return proof;
}

// Room for the authority block, which is put first wherever it stands in the message, and the others. Counted first, so
// that too many are refused before memory is spent on them.
std::vector<SignedBlockView> MakeBlocks(std::string_view bytes, const engine::StructureLimits& limits) {
  const FieldCounts<BiscuitField> counts(bytes);
  const size_t count = 1 + counts[BiscuitField::kBlocks];
  if (count > limits.max_blocks) {
    throw CodecError(absl::StrCat(count, " blocks, the limit is ", limits.max_blocks), ErrorKind::kTooManyBlocks);
  }
  std::vector<SignedBlockView> blocks;
  blocks.reserve(count);
  blocks.emplace_back();
  return blocks;
}

EnvelopeView ReadEnvelope(std::string_view bytes, const engine::StructureLimits& limits) {
  EnvelopeView envelope;
  envelope.blocks = MakeBlocks(bytes, limits);
  Message<BiscuitField> message(bytes);
  std::optional<SignedBlockView> authority;
  std::optional<ProofView> proof;
  while (message.Next()) {
    switch (message.tag_and_type()) {
      case tag_and_type(BiscuitField::kRootKeyId, kVarint):
        Once(envelope.root_key_id, message.GetUint32(), "rootKeyId");
        break;
      case tag_and_type(BiscuitField::kAuthority, kDelimited):
        Once(authority, Located("block", 0, [&] { return ReadSignedBlock(message.GetBytes()); }), "authority");
        break;
      case tag_and_type(BiscuitField::kBlocks, kDelimited):
        envelope.blocks.push_back(
            Located("block", envelope.blocks.size(), [&] { return ReadSignedBlock(message.GetBytes()); }));
        break;
      case tag_and_type(BiscuitField::kProof, kDelimited):
        Once(proof, ReadProof(message.GetBytes()), "proof");
        break;
      default:
        message.WrongType();
    }
  }
  envelope.blocks.front() = Required(authority, "authority");
  envelope.proof = Required(proof, "proof");
  return envelope;
}

}  // namespace

absl::StatusOr<EnvelopeView> DecodeEnvelope(std::string_view bytes, const engine::StructureLimits& limits) {
  if (bytes.size() > limits.max_token_bytes) {
    return Error(ErrorKind::kTokenTooLarge,
                 absl::StrCat(bytes.size(), " bytes, the limit is ", limits.max_token_bytes));
  }
  return Border(ErrorKind::kMalformedEnvelope, [&] { return ReadEnvelope(bytes, limits); });
}

std::string EncodeSignedBlock(const SignedBlockView& block) {
  std::string bytes;
  Builder<SignedBlockField> message(bytes);
  message.add_bytes(SignedBlockField::kBlock, block.payload);
  AddMessage<PublicKeyField>(message, SignedBlockField::kNextKey, true,
                             [&](auto& key) { WritePublicKey(key, block.next_key); });
  message.add_bytes(SignedBlockField::kSignature, block.signature);
  if (block.external.has_value()) {
    AddMessage<ExternalSignatureField>(message, SignedBlockField::kExternalSignature, true,
                                       [&](auto& external) { WriteExternalSignature(external, *block.external); });
  }
  if (block.version != 0) message.add_uint32(SignedBlockField::kVersion, block.version);
  return bytes;
}

std::string EncodeEnvelope(std::optional<uint32_t> root_key_id, std::span<const std::string_view> raw_blocks,
                           const ProofView& proof) {
  std::string bytes;
  Builder<BiscuitField> message(bytes);
  if (root_key_id.has_value()) message.add_uint32(BiscuitField::kRootKeyId, *root_key_id);
  message.add_message(BiscuitField::kAuthority, raw_blocks.front());
  for (std::string_view block : raw_blocks.subspan(1)) message.add_message(BiscuitField::kBlocks, block);
  AddMessage<ProofField>(message, BiscuitField::kProof, true, [&](auto& content) {
    content.add_bytes(proof.kind == ProofKind::kNextSecret ? ProofField::kNextSecret : ProofField::kFinalSignature,
                      proof.bytes);
  });
  return bytes;
}

}  // namespace hardtack::wire

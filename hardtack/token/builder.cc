// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Issue, Append and Seal. Tested by tests/token/builder_test.cc.

#include "hardtack/token/builder.h"

#include <array>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/ast_validate.h"
#include "hardtack/token/append.h"
#include "hardtack/token/block_reader.h"
#include "hardtack/wire/block_codec.h"
#include "hardtack/wire/envelope.h"

namespace hardtack::token {
namespace {

// The tables that a first-party block after the last one continues. What third parties declared stays theirs.
absl::StatusOr<BlockReader> ReadTables(const UnverifiedBiscuit& token) {
  BlockReader reader(token.limits());
  for (engine::BlockId block = 0; block < token.block_count(); ++block) {
    if (token.signer(block) != nullptr) continue;
    const absl::Status status = reader.Read(token.payload(block), BlockParty::kFirst).status();
    if (!status.ok()) return Annotate(status, absl::StrCat("block ", block));
  }
  return reader;
}

}  // namespace

absl::StatusOr<UnverifiedBiscuit> Issue(const engine::Block& authority, const crypto::Signer& root,
                                        const IssueOptions& options) {
  const engine::StructureLimits limits;
  RETURN_IF_ERROR(engine::Validate(authority, limits));
  wire::Tables tables;
  ASSIGN_OR_RETURN(wire::EncodedBlock encoded, wire::EncodeBlock(authority, tables));
  ASSIGN_OR_RETURN(SignedBlock block,
                   SignNext({{}, root}, {encoded.bytes, encoded.version, std::nullopt}, options.next_algorithm));
  const std::array<std::string_view, 1> blocks = {block.raw};
  return MadeToken(
      wire::EncodeEnvelope(options.root_key_id, blocks, {wire::ProofKind::kNextSecret, block.next_key.secret()}),
      limits);
}

absl::StatusOr<UnverifiedBiscuit> Append(const UnverifiedBiscuit& token, const engine::Block& block,
                                         crypto::Algorithm next_algorithm) {
  if (token.sealed()) return HolderKey(token).status();
  RETURN_IF_ERROR(engine::Validate(block, token.limits()));
  ASSIGN_OR_RETURN(BlockReader reader, ReadTables(token));
  ASSIGN_OR_RETURN(wire::EncodedBlock encoded, wire::EncodeBlock(block, reader.tables()));
  return AppendPayload(token, {encoded.bytes, encoded.version, std::nullopt}, next_algorithm);
}

absl::StatusOr<UnverifiedBiscuit> Seal(const UnverifiedBiscuit& token) {
  if (token.sealed()) return Error(ErrorKind::kAlreadySealed, "the token is sealed already");
  ASSIGN_OR_RETURN(const crypto::PrivateKey holder, HolderKey(token));
  ASSIGN_OR_RETURN(std::string signature, crypto::SignFinal(token.links().back(), holder));
  return UnverifiedBiscuit::FromBytes(
      wire::EncodeEnvelope(token.root_key_id(), RawBlocks(token), {wire::ProofKind::kFinalSignature, signature}),
      token.limits());
}

}  // namespace hardtack::token

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The three steps of a third-party block. Tested by tests/token/third_party_test.cc.

#include "hardtack/token/third_party.h"

#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/crypto/chain.h"
#include "hardtack/engine/ast_validate.h"
#include "hardtack/token/append.h"
#include "hardtack/token/block_reader.h"
#include "hardtack/wire/block_codec.h"
#include "hardtack/wire/third_party_codec.h"
#include "hardtack/wire/version.h"

namespace hardtack::token {

absl::StatusOr<std::string> RequestThirdParty(const UnverifiedBiscuit& token) {
  if (token.sealed()) return Error(ErrorKind::kSealed, "the token is sealed: no third party can add to it");
  return wire::EncodeThirdPartyRequest({token.links().back().signature});
}

absl::StatusOr<std::string> SignThirdParty(std::string_view request, const engine::Block& block,
                                           const crypto::Signer& signer) {
  ASSIGN_OR_RETURN(const wire::ThirdPartyRequestView view, wire::DecodeThirdPartyRequest(request));
  RETURN_IF_ERROR(engine::Validate(block, engine::StructureLimits()));
  wire::Tables tables;
  ASSIGN_OR_RETURN(const wire::EncodedBlock encoded,
                   wire::EncodeBlock(block, tables, {wire::kThirdPartyVersion, std::nullopt}));
  RETURN_IF_ERROR(BlockReader(engine::StructureLimits()).Read(encoded.bytes, BlockParty::kThird).status());
  ASSIGN_OR_RETURN(const std::string signature, crypto::SignExternal(encoded.bytes, view.previous_signature, signer));
  const crypto::PublicKey& key = signer.public_key();
  return wire::EncodeThirdPartyContents(
      {encoded.bytes, {signature, {static_cast<engine::Algorithm>(key.algorithm()), key.bytes()}}});
}

absl::StatusOr<UnverifiedBiscuit> AppendThirdParty(const UnverifiedBiscuit& token, std::string_view contents,
                                                   crypto::Algorithm next_algorithm) {
  if (token.sealed()) return HolderKey(token).status();
  ASSIGN_OR_RETURN(const wire::ThirdPartyContentsView view, wire::DecodeThirdPartyContents(contents, token.limits()));
  ASSIGN_OR_RETURN(crypto::PublicKey key,
                   crypto::PublicKey::FromBytes(static_cast<crypto::Algorithm>(view.external.key.algorithm),
                                                view.external.key.bytes));
  const crypto::ExternalSignature external{key, view.external.signature};
  RETURN_IF_ERROR(crypto::VerifyExternal(view.payload, token.links().back().signature, external));
  ASSIGN_OR_RETURN(const wire::DecodedBlock block, BlockReader(token.limits()).Read(view.payload, BlockParty::kThird));
  return AppendPayload(token, {view.payload, block.version, external}, next_algorithm);
}

}  // namespace hardtack::token

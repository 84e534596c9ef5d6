// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Blocks signed by a third party that must not see the token: the holder makes a request, the third party answers with
// a signed block, the holder appends it. The messages travel as bytes or as text (wire/text_form.h).
//
// Each step is linear in what it is given. The functions keep no state: any thread may call them.
//
// Biscuit specification, "Appending a third-party block".

#ifndef HARDTACK_TOKEN_THIRD_PARTY_H_
#define HARDTACK_TOKEN_THIRD_PARTY_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "hardtack/crypto/key.h"
#include "hardtack/engine/ast.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::token {

// The request, as bytes: the signature of the token's last block, and nothing else of the token.
//   Sealed
absl::StatusOr<std::string> RequestThirdParty(const UnverifiedBiscuit& token);

// The third party's side: `block` signed by `signer` for the token behind `request`, as contents bytes. The default
// StructureLimits bound both.
//   MalformedThirdParty, TokenTooLarge            as wire::DecodeThirdPartyRequest
//   InvalidBlockRule, TooDeep                     as engine::Validate
//   MalformedBlock, TooManySymbols, TokenTooLarge   as wire::EncodeBlock and wire::DecodeBlock: what cannot be read is
//                                                 not signed
//   MalformedSignature, whatever `signer` returns   as crypto::SignExternal
absl::StatusOr<std::string> SignThirdParty(std::string_view request, const engine::Block& block,
                                           const crypto::Signer& signer);

// The token with the third party's block appended, signed by the secret that the token carries. The external signature
// is verified first, then the block decoded.
//   Sealed
//   InvalidSignature                       the block was signed for another token, or by another key than it names
//   MalformedSignature, MalformedKey       the external signature or its key
//   InvalidProof                           the token's secret is not that of the key that its last block names
//   TokenTooLarge, TooManyBlocks           `contents` or the result are beyond token.limits()
//   MalformedBlock                         also: the block declares a version before v3.2
//   as wire::DecodeThirdPartyContents and UnverifiedBiscuit::DecodeBlocks
absl::StatusOr<UnverifiedBiscuit> AppendThirdParty(const UnverifiedBiscuit& token, std::string_view contents,
                                                   crypto::Algorithm next_algorithm = crypto::Algorithm::kEd25519);

}  // namespace hardtack::token

#endif  // HARDTACK_TOKEN_THIRD_PARTY_H_

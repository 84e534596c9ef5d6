// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Blocks signed by a third party that must not see the token: the holder makes a request, the third party answers with
// a signed block, the holder appends it. The messages travel as bytes or as text (wire/text_form.h).
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

// The request, as bytes.
//   Sealed
absl::StatusOr<std::string> RequestThirdParty(const UnverifiedBiscuit& token);

// The third party's side: `block` signed by `signer` for the token behind `request`, as contents bytes.
//   as wire::DecodeThirdPartyRequest, wire::EncodeBlock and crypto::SignExternal
absl::StatusOr<std::string> SignThirdParty(std::string_view request, const engine::Block& block,
                                           const crypto::Signer& signer);

// The token with the third party's block appended. The external signature is verified first, and the block decoded.
//   Sealed; InvalidSignature when it was signed for another token or by another key; as wire::DecodeThirdPartyContents
absl::StatusOr<UnverifiedBiscuit> AppendThirdParty(const UnverifiedBiscuit& token, std::string_view contents,
                                                   crypto::Algorithm next_algorithm = crypto::Algorithm::kEd25519);

}  // namespace hardtack::token

#endif  // HARDTACK_TOKEN_THIRD_PARTY_H_

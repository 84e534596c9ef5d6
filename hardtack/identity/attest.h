// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Attest adds to an authorization token what it asks of others: the attestation of a node of its service chain, the
// sign-off of a party, the prefix of whoever narrows its resources. Offline; the attestor sees the token and signs with
// its own key.

#ifndef HARDTACK_IDENTITY_ATTEST_H_
#define HARDTACK_IDENTITY_ATTEST_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "hardtack/crypto/key.h"
#include "hardtack/identity/refusal.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::identity {

// The token with the attestation, or WrongKind when it is not an authorization token.
//   InvalidArgument   the token asks no such thing of `signer`'s key
//   Sealed
//   as token::UnverifiedBiscuit::DecodeBlocks, token::SignThirdParty and token::AppendThirdParty
// Nothing is verified but the token's form: an attestation is for the next one to verify, with the rest. Linear in the
// token beside one new key and two signatures. The functions keep no state: any thread may call them.

// That the request for the token's resource passed this node.
absl::StatusOr<Verdict<token::UnverifiedBiscuit>> AttestNode(const token::UnverifiedBiscuit& token,
                                                             const crypto::Signer& signer);

// That the party signs off, for every component that the token wants of its key.
absl::StatusOr<Verdict<token::UnverifiedBiscuit>> AttestParty(const token::UnverifiedBiscuit& token,
                                                              const crypto::Signer& signer);

// That the token holds only for resources that `prefix` covers (attestation.h); RightsDenied when it does not cover the
// token's own, InvalidName when it is no fit text.
absl::StatusOr<Verdict<token::UnverifiedBiscuit>> AttestPrefix(const token::UnverifiedBiscuit& token,
                                                               std::string_view prefix, const crypto::Signer& signer);

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_ATTEST_H_

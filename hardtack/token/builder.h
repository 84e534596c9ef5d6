// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Making tokens: issue the first block under a root key, append blocks that narrow, seal. All but Issue are offline and
// need no root key. Each returns a new token; earlier blocks are copied verbatim.
//
// Linear in the token and the block, beside one new key and one signature. The functions keep no state: any thread may
// call them.
//
// Biscuit specification, "Appending", "Signature (sealing)".

#ifndef HARDTACK_TOKEN_BUILDER_H_
#define HARDTACK_TOKEN_BUILDER_H_

#include <cstdint>
#include <optional>

#include "absl/status/statusor.h"
#include "hardtack/crypto/key.h"
#include "hardtack/engine/ast.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::token {

struct IssueOptions {
  std::optional<uint32_t> root_key_id;  // the hint by which verifiers find the root key; not signed
  // The algorithm of the key that the next block is signed with.
  crypto::Algorithm next_algorithm = crypto::Algorithm::kEd25519;
};

// A token with one block, signed by `root`.
//   InvalidBlockRule, TooDeep                   as engine::Validate, within the default StructureLimits
//   MalformedBlock                              as wire::EncodeBlock; a text is not UTF-8
//   TokenTooLarge, TooManySymbols               beyond the default StructureLimits
//   MalformedSignature, whatever `root` returns   as crypto::SignBlock
absl::StatusOr<UnverifiedBiscuit> Issue(const engine::Block& authority, const crypto::Signer& root,
                                        const IssueOptions& options = {});

// The token with one more block, signed by the secret that it carries. Nobody's signature is verified.
//   Sealed
//   InvalidProof                      the secret is not that of the key that the last block names
//   InvalidBlockRule, TooDeep         as engine::Validate, within token.limits()
//   MalformedBlock                    as wire::EncodeBlock
//   TokenTooLarge, TooManyBlocks      the result is beyond token.limits()
//   as UnverifiedBiscuit::DecodeBlocks: the new block continues the symbol tables of the first-party blocks before it,
//   and the result is one that can be read
absl::StatusOr<UnverifiedBiscuit> Append(const UnverifiedBiscuit& token, const engine::Block& block,
                                         crypto::Algorithm next_algorithm = crypto::Algorithm::kEd25519);

// The token closed against further blocks: its secret replaced by a signature.
//   AlreadySealed
//   InvalidProof    the secret is not that of the key that the last block names
//   TokenTooLarge   the result is beyond token.limits()
absl::StatusOr<UnverifiedBiscuit> Seal(const UnverifiedBiscuit& token);

}  // namespace hardtack::token

#endif  // HARDTACK_TOKEN_BUILDER_H_

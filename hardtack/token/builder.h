// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Making tokens: issue the first block under a root key, append blocks that narrow, seal. All but Issue are offline and
// need no root key. Each returns a new token; earlier blocks are copied verbatim.
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
  std::optional<uint32_t> root_key_id;
  // The algorithm of the key that the next block is signed with.
  crypto::Algorithm next_algorithm = crypto::Algorithm::kEd25519;
};

// A token with one block, signed by `root`.
//   as wire::EncodeBlock and crypto::SignBlock; InvalidBlockRule when a rule of the block is unsafe
absl::StatusOr<UnverifiedBiscuit> Issue(const engine::Block& authority, const crypto::Signer& root,
                                        const IssueOptions& options = {});

// The token with one more block, signed by the secret that it carries.
//   Sealed; as UnverifiedBiscuit::DecodeBlocks (the symbol tables of earlier blocks are needed) and Issue
absl::StatusOr<UnverifiedBiscuit> Append(const UnverifiedBiscuit& token, const engine::Block& block,
                                         crypto::Algorithm next_algorithm = crypto::Algorithm::kEd25519);

// The token closed against further blocks: its secret replaced by a signature.
//   AlreadySealed
absl::StatusOr<UnverifiedBiscuit> Seal(const UnverifiedBiscuit& token);

}  // namespace hardtack::token

#endif  // HARDTACK_TOKEN_BUILDER_H_

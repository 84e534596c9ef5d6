// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What appending has in common, whoever made the block: the holder's key out of the proof, the version of the signed
// payload, the envelope around the old blocks and the new one. Internal to token.

#ifndef HARDTACK_TOKEN_APPEND_H_
#define HARDTACK_TOKEN_APPEND_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "absl/status/statusor.h"
#include "hardtack/crypto/chain.h"
#include "hardtack/crypto/key.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::token {

// A serialized block that is to become the next one of a token.
struct NewBlock {
  std::string_view payload;
  uint32_t datalog_version = 0;
  std::optional<crypto::ExternalSignature> external;
};

// The chain so far and the key that signs its next block; empty for the authority block, which the root key signs.
struct ChainEnd {
  std::span<const crypto::ChainLink> links;
  const crypto::Signer& signer;
};

// A signed block and the secret of the key that it names.
struct SignedBlock {
  std::string raw;  // the SignedBlock message
  crypto::PrivateKey next_key;
};

//   as crypto::SignBlock
absl::StatusOr<SignedBlock> SignNext(const ChainEnd& end, const NewBlock& block, crypto::Algorithm next_algorithm);

// The key whose secret the token carries.
//   Sealed; InvalidProof when the secret is not that of the last block's next key
absl::StatusOr<crypto::PrivateKey> HolderKey(const UnverifiedBiscuit& token);

// The token with `block` after its last one.
//   as HolderKey, SignNext and MadeToken
absl::StatusOr<UnverifiedBiscuit> AppendPayload(const UnverifiedBiscuit& token, const NewBlock& block,
                                                crypto::Algorithm next_algorithm);

// The token of this envelope, unless its own decoder would refuse it: texts that are not UTF-8, more symbols than the
// limits allow, references that expand too far.
//   TokenTooLarge, TooManyBlocks; as UnverifiedBiscuit::DecodeBlocks
absl::StatusOr<UnverifiedBiscuit> MadeToken(std::string envelope, const engine::StructureLimits& limits);

// The blocks of `token` as received.
std::vector<std::string_view> RawBlocks(const UnverifiedBiscuit& token);

}  // namespace hardtack::token

#endif  // HARDTACK_TOKEN_APPEND_H_

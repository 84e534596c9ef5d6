// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Tokens. An UnverifiedBiscuit is bytes that have the outer form of a token: it can be shown, attenuated, sealed and
// passed on, and nothing that decides accepts it. A Biscuit exists only if its chain of signatures verified: the type
// is the proof.
//
// Received bytes are kept and never re-encoded. Both are immutable, cheap to move and to copy (shared bytes), and may
// be read by several threads. Accessors are constant, all else is linear in the token. A block id that is passed is
// below block_count().
//
// Biscuit specification, "Vocabulary", "Deserializing the token".

#ifndef HARDTACK_TOKEN_BISCUIT_H_
#define HARDTACK_TOKEN_BISCUIT_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/status/statusor.h"
#include "hardtack/crypto/chain.h"
#include "hardtack/crypto/key.h"
#include "hardtack/engine/ast.h"
#include "hardtack/engine/limits.h"
#include "hardtack/engine/origin.h"
#include "hardtack/wire/decoded_blocks.h"

namespace hardtack::token {

// Which root key verifies a token that carries this hint (nullopt: it carries none). A keyring with rotation has this
// shape. Return Error(ErrorKind::kUnknownRootKey, ...) when there is none. Must be safe to call from as many threads as
// verify with it.
using RootKeyLookup = std::function<absl::StatusOr<crypto::PublicKey>(std::optional<uint32_t> root_key_id)>;

// The lookup for verifiers with one key: that key, whatever the hint.
RootKeyLookup SingleRootKey(crypto::PublicKey key);

// A token whose signatures nobody has checked. What it says about itself is a claim.
class UnverifiedBiscuit {
 public:
  // Reads the outer form within `limits`, which the token keeps for its decoders.
  //   MalformedEnvelope   also: the authority block carries an external signature
  //   MalformedKey        a key that a block names; annotated with the block
  //   as wire::DecodeTextForm (FromText) and wire::DecodeEnvelope
  static absl::StatusOr<UnverifiedBiscuit> FromText(std::string_view text, const engine::StructureLimits& limits = {});
  static absl::StatusOr<UnverifiedBiscuit> FromBytes(std::string bytes, const engine::StructureLimits& limits = {});

  std::string_view bytes() const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  std::string ToText() const;  // base64url, padded

  std::optional<uint32_t> root_key_id() const;
  bool sealed() const;
  size_t block_count() const;  // the authority included; at least 1

  std::string_view payload(engine::BlockId block) const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  // The key that signed `block` as a third party; null for a first-party block.
  const crypto::PublicKey* signer(engine::BlockId block) const ABSL_ATTRIBUTE_LIFETIME_BOUND;

  // One id per block: its signature, raw, as the specification prints and publishes it.
  std::vector<std::string> RevocationIds() const;
  // The same in the form in which ids are compared. The authority's algorithm is that of the root key, which an
  // unverified token does not know; a signature with the form of the other algorithm is taken for that one.
  std::vector<std::string> CanonicalRevocationIds() const;

  // The blocks as syntax, for display and for appending alone: nobody has vouched for them.
  //   MalformedBlock   also: a third-party block declares a version before v3.2
  //   as wire::DecodeBlock; all annotated with the block
  absl::StatusOr<wire::DecodedBlocks> DecodeBlocks() const;

  // The chain as crypto sees it. Views and references into *this.
  std::span<const crypto::ChainLink> links() const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  const crypto::Proof& proof() const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  // Each block's SignedBlock message as received, for appending verbatim.
  std::string_view raw_block(engine::BlockId block) const ABSL_ATTRIBUTE_LIFETIME_BOUND;

  const engine::StructureLimits& limits() const;

 private:
  friend class TokenVerification;
  // The same, where its first blocks, `known`, were decoded before within the same limits.
  absl::StatusOr<wire::DecodedBlocks> DecodeBlocksAfter(wire::DecodedBlocks known) const;

  struct Parts;
  explicit UnverifiedBiscuit(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {}
  std::shared_ptr<const Parts> parts_;
};

class KeptPrograms;
class ProgramBudget;
class VerifiedCache;

struct VerifyOptions {
  engine::StructureLimits limits;
  VerifiedCache* cache = nullptr;  // not owned; null: none
};

// A token whose whole chain verified under the root key, with its blocks decoded.
class Biscuit {
 public:
  // Verifies the chain, then decodes the blocks: linear in the token beside one verification a signature. What `cache`
  // (may be null) knows to verify is not verified again.
  //   whatever `lookup` returns, e.g. UnknownRootKey
  //   InvalidSignature, InvalidProof, MalformedSignature, UnsupportedVersion   as crypto::VerifyChain
  //   as UnverifiedBiscuit::DecodeBlocks
  static absl::StatusOr<Biscuit> Verify(UnverifiedBiscuit token, const RootKeyLookup& lookup,
                                        VerifiedCache* cache = nullptr);

  // The same from the token's text: of a token that the cache knows nothing is read again.
  //   as UnverifiedBiscuit::FromText and Verify
  static absl::StatusOr<Biscuit> VerifyText(std::string_view text, const RootKeyLookup& lookup,
                                            const VerifyOptions& options = {});

  const UnverifiedBiscuit& unverified() const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  const crypto::PublicKey& root_key() const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  const wire::DecodedBlocks& blocks() const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  // The third party's key as the engine names it; null for a first-party block.
  const engine::PublicKey* engine_signer(engine::BlockId block) const ABSL_ATTRIBUTE_LIFETIME_BOUND;

  // Where an Authorizer keeps what it compiled this token to.
  KeptPrograms& programs() const;

 private:
  friend class TokenVerification;  // makes it once the chain has verified
  struct Contents;
  // Programs are kept within `budget`; null: see KeptPrograms.
  Biscuit(UnverifiedBiscuit token, crypto::PublicKey root_key, wire::DecodedBlocks blocks,
          std::shared_ptr<ProgramBudget> budget);
  std::shared_ptr<const Contents> contents_;
};

}  // namespace hardtack::token

#endif  // HARDTACK_TOKEN_BISCUIT_H_

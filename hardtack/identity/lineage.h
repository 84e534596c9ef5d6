// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Lineage is who delegated to whom, root to leaf, one row per block, derived from the blocks' structure. A block names
// an identity only if it holds exactly one name check, that name lies strictly below the name so far, and the block has
// no facts, rules or scopes. Every other block names nobody; what it states still has to hold.
//
// A lineage says what the token claims. Only a token whose signatures were verified, and which identity::Verifier
// accepts, proves it. Plain values and functions without state: any thread.

#ifndef HARDTACK_IDENTITY_LINEAGE_H_
#define HARDTACK_IDENTITY_LINEAGE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hardtack/crypto/key.h"
#include "hardtack/engine/origin.h"
#include "hardtack/identity/expiry.h"
#include "hardtack/identity/kind.h"
#include "hardtack/identity/refusal.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::identity {

enum class BlockKind : uint8_t {
  kIdentity,          // the authority of an identity that may delegate
  kLeafIdentity,      // the authority of one that may not
  kDelegation,        // names an identity that may delegate further
  kLeafDelegation,    // names one that may not
  kRestriction,       // bounds the token's life and does nothing else
  kOtherRestriction,  // anything else
};

// "identity", "leaf identity", "delegation", "leaf delegation", "restriction", "other restriction".
std::string_view NameOf(BlockKind kind);

struct LineageRow {
  engine::BlockId block = 0;
  BlockKind kind = BlockKind::kOtherRestriction;
  std::optional<std::string> identity;      // nullopt: this block names nobody
  std::optional<Expiry> expires;            // the earliest time check of this block
  std::optional<Expiry> effective_expires;  // the earliest of this block and of those before it
  std::string revocation_id;                // raw bytes
  // Who signed this block: the third party, else the key that the block before names; for the authority the root key,
  // unless it is not known.
  std::optional<crypto::PublicKey> delegating_key;
  bool third_party = false;
  size_t depth = 0;  // delegations up to this block
};

struct Lineage {
  Kind kind = Kind::kUnknown;  // of the token
  std::string subject;         // the identity of the authority
  std::optional<std::string> domain;
  std::vector<LineageRow> rows;  // one per block, at least one

  // The deepest identity that a block names, and the block.
  const std::string& identity() const { return *deepest().identity; }
  const LineageRow& deepest() const;
  const std::optional<Expiry>& expires() const { return rows.back().effective_expires; }
  size_t depth() const { return rows.back().depth; }
};

// The lineage of `token`, whose blocks are `blocks`; `root_key` is null when the signatures were not verified.
// WrongKind when it is not an identity token. Linear in the token.
Verdict<Lineage> ReadLineage(const token::UnverifiedBiscuit& token, const wire::DecodedBlocks& blocks,
                             const crypto::PublicKey* root_key);

// The lineage of a verified token, and what an unverified one claims.
//   as token::UnverifiedBiscuit::DecodeBlocks, for an unverified one alone
Verdict<Lineage> ReadLineage(const token::Biscuit& token);
absl::StatusOr<Verdict<Lineage>> ReadLineage(const token::UnverifiedBiscuit& token);

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_LINEAGE_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Reading a lineage off the blocks. Tested by tests/identity/lineage_test.cc.

#include "hardtack/identity/lineage.h"

#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/identity/name.h"
#include "hardtack/identity/shapes.h"

namespace hardtack::identity {
namespace {

using engine::BlockId;

bool HasOnlyChecks(const engine::Block& block) {
  return block.facts.empty() && block.rules.empty() && block.scopes.empty();
}

// The name check of a block that has exactly one.
std::optional<NameCheck> OnlyNameCheck(const engine::Block& block) {
  std::optional<NameCheck> only;
  for (const engine::Check& check : block.checks) {
    auto name_check = ReadNameCheck(check);
    if (!name_check.has_value()) continue;
    if (only.has_value()) return std::nullopt;
    only = std::move(name_check);
  }
  return only;
}

bool HasOnlyTimeChecks(const engine::Block& block) {
  for (const engine::Check& check : block.checks) {
    if (!ReadExpiryCheck(check).has_value()) return false;
  }
  return HasOnlyChecks(block) && !block.checks.empty();
}

// Sets the kind and the identity of the row of a block after the authority.
void ReadDelegation(const engine::Block& block, std::string_view identity_so_far, LineageRow& row) {
  auto name_check = HasOnlyChecks(block) ? OnlyNameCheck(block) : std::nullopt;
  if (name_check.has_value() && IsStrictlyBelow(name_check->name, identity_so_far)) {
    row.kind = name_check->delegatable ? BlockKind::kDelegation : BlockKind::kLeafDelegation;
    row.identity = std::move(name_check->name);
    ++row.depth;
  } else {
    row.kind = HasOnlyTimeChecks(block) ? BlockKind::kRestriction : BlockKind::kOtherRestriction;
  }
}

std::optional<crypto::PublicKey> DelegatingKey(const token::UnverifiedBiscuit& token, BlockId block,
                                               const crypto::PublicKey* root_key) {
  if (const crypto::PublicKey* signer = token.signer(block); signer != nullptr) return *signer;
  if (block > 0) return token.links()[block - 1].next_key;
  if (root_key == nullptr) return std::nullopt;
  return *root_key;
}

// Reads row after row, carrying what earlier rows settle.
class Reader {
 public:
  Reader(const token::UnverifiedBiscuit& token, const crypto::PublicKey* root_key)
      : token_(token), root_key_(root_key), revocation_ids_(token.RevocationIds()) {}

  Lineage Read(Classification classification, const wire::DecodedBlocks& blocks) {
    Lineage lineage{classification.kind, std::move(classification.subject), std::move(classification.domain), {}};
    lineage.rows.reserve(blocks.size());
    for (size_t i = 0; i < blocks.size(); ++i) {
      LineageRow row = Start(static_cast<BlockId>(i), blocks[i].block, lineage);
      if (i == 0) {
        row.kind = lineage.kind == Kind::kIdentity ? BlockKind::kIdentity : BlockKind::kLeafIdentity;
        row.identity = lineage.subject;
      } else {
        ReadDelegation(blocks[i].block, identity_, row);
      }
      if (row.identity.has_value()) identity_ = *row.identity;
      lineage.rows.push_back(std::move(row));
    }
    return lineage;
  }

 private:
  // What every row has, whatever its block names.
  LineageRow Start(BlockId id, const engine::Block& block, const Lineage& so_far) {
    LineageRow row;
    row.block = id;
    row.expires = ExpiryOf(block, id);
    row.effective_expires = row.expires;
    if (!so_far.rows.empty()) {
      row.effective_expires = Earlier(so_far.rows.back().effective_expires, row.expires);
      row.depth = so_far.rows.back().depth;
    }
    row.revocation_id = revocation_ids_[id];
    row.delegating_key = DelegatingKey(token_, id, root_key_);
    row.third_party = token_.signer(id) != nullptr;
    return row;
  }

  const token::UnverifiedBiscuit& token_;
  const crypto::PublicKey* root_key_;
  std::vector<std::string> revocation_ids_;
  std::string identity_;  // the deepest so far
};

}  // namespace

std::string_view NameOf(BlockKind kind) {
  switch (kind) {
    case BlockKind::kIdentity:
      return "identity";
    case BlockKind::kLeafIdentity:
      return "leaf identity";
    case BlockKind::kDelegation:
      return "delegation";
    case BlockKind::kLeafDelegation:
      return "leaf delegation";
    case BlockKind::kRestriction:
      return "restriction";
    case BlockKind::kOtherRestriction:
      return "other restriction";
  }
  return "other restriction";
}

const LineageRow& Lineage::deepest() const {
  // INVARIANT: row 0 names the subject.
  size_t i = rows.size() - 1;
  while (!rows[i].identity.has_value()) --i;
  return rows[i];
}

Verdict<Lineage> ReadLineage(const token::UnverifiedBiscuit& token, const wire::DecodedBlocks& blocks,
                             const crypto::PublicKey* root_key) {
  Classification classification = Classify(blocks[0].block);
  if (classification.kind != Kind::kIdentity && classification.kind != Kind::kLeafIdentity) {
    return Refusal(WrongKind{std::string(NameOf(Kind::kIdentity)), std::string(NameOf(classification.kind))});
  }
  return Reader(token, root_key).Read(std::move(classification), blocks);
}

Verdict<Lineage> ReadLineage(const token::Biscuit& token) {
  return ReadLineage(token.unverified(), token.blocks(), &token.root_key());
}

absl::StatusOr<Verdict<Lineage>> ReadLineage(const token::UnverifiedBiscuit& token) {
  ASSIGN_OR_RETURN(const auto blocks, token.DecodeBlocks());
  return ReadLineage(token, blocks, nullptr);
}

}  // namespace hardtack::identity

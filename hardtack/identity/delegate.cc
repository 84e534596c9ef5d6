// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Delegation. Tested by tests/identity/delegate_test.cc.

#include "hardtack/identity/delegate.h"

#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/identity/expiry.h"
#include "hardtack/identity/name.h"
#include "hardtack/identity/shapes.h"
#include "hardtack/identity/signatures.h"
#include "hardtack/identity/throwaway.h"
#include "hardtack/token/builder.h"

namespace hardtack::identity {
namespace {

// What is known of the parent: its blocks, and the root key if its signatures were verified.
struct Parent {
  wire::DecodedBlocks blocks;
  std::optional<crypto::PublicKey> root_key;
};

absl::StatusOr<Verdict<Parent>> Open(const token::UnverifiedBiscuit& token, const token::RootKeyLookup* lookup) {
  if (lookup == nullptr) {
    ASSIGN_OR_RETURN(wire::DecodedBlocks blocks, token.DecodeBlocks());
    return Parent{std::move(blocks), std::nullopt};
  }
  ASSIGN_OR_RETURN(const Verdict<token::Biscuit> checked, VerifySignatures(token, *lookup));
  if (const auto* refusal = std::get_if<Refusal>(&checked)) return *refusal;
  const auto& biscuit = std::get<token::Biscuit>(checked);
  return Parent{biscuit.blocks(), biscuit.root_key()};
}

// A leaf check in any block keeps every deeper name from acting, whether the block names an identity or not.
std::optional<Refusal> FindLeafCheck(const wire::DecodedBlocks& blocks) {
  const auto last = static_cast<engine::BlockId>(blocks.size() - 1);
  for (const wire::DecodedBlock& block : blocks) {
    for (const engine::Check& check : block.block.checks) {
      const auto name_check = ReadNameCheck(check);
      if (!name_check.has_value() || name_check->delegatable) continue;
      return NotDelegatable{name_check->name, last, NotDelegatable::Reason::kLeaf};
    }
  }
  return std::nullopt;
}

std::optional<Refusal> CheckParent(const token::UnverifiedBiscuit& token, const Parent& parent, const Lineage& lineage,
                                   const DelegateRequest& request) {
  const StructureRules rules{
      request.now, /*allow_no_expiry=*/true, request.max_depth, {{"identity", request.identity}}};
  if (auto refusal = CheckStructure(lineage, parent.blocks, rules); refusal.has_value()) return refusal;
  if (auto refusal = FindLeafCheck(parent.blocks); refusal.has_value()) return refusal;
  if (token.sealed()) {
    return NotDelegatable{lineage.identity(), lineage.rows.back().block, NotDelegatable::Reason::kSealed};
  }
  return std::nullopt;
}

std::optional<Refusal> CheckNewName(const Lineage& lineage, const DelegateRequest& request) {
  if (!IsStrictlyBelow(request.identity, lineage.identity())) {
    return IdentityMismatch{lineage.identity(), request.identity, lineage.deepest().block, /*on_delegation=*/true};
  }
  if (lineage.depth() >= request.max_depth) return LimitReached{"delegation depth", request.max_depth};
  return std::nullopt;
}

absl::StatusOr<token::UnverifiedBiscuit> AppendDelegation(const token::UnverifiedBiscuit& parent,
                                                          const DelegateRequest& request, int64_t expiry) {
  engine::Block block;
  block.checks.push_back(BuildNameCheck({request.identity, !request.leaf}));
  block.checks.push_back(BuildExpiryCheck(expiry));
  return request.third_party ? AppendThrowaway(parent, block) : token::Append(parent, block);
}

absl::StatusOr<Verdict<Delegated>> Extend(const token::UnverifiedBiscuit& parent, const Parent& opened,
                                          const Lineage& lineage, const DelegateRequest& request) {
  ASSIGN_OR_RETURN(const int64_t expiry, ExpiryAfter(request.now, request.ttl));
  ASSIGN_OR_RETURN(token::UnverifiedBiscuit token, AppendDelegation(parent, request, expiry));
  ASSIGN_OR_RETURN(const wire::DecodedBlocks blocks, token.DecodeBlocks());
  const crypto::PublicKey* root_key = opened.root_key.has_value() ? &*opened.root_key : nullptr;
  Verdict<Lineage> extended = ReadLineage(token, blocks, root_key);
  const auto* result = std::get_if<Lineage>(&extended);
  if (result == nullptr || result->identity() != request.identity) {
    return Error(ErrorKind::kInternal, "the delegated block does not name the identity", request.identity);
  }
  const bool cut = lineage.expires().has_value() && lineage.expires()->at < expiry;
  return Delegated{std::move(token), std::get<Lineage>(std::move(extended)), cut};
}

}  // namespace

absl::StatusOr<Verdict<Delegated>> Delegate(const token::UnverifiedBiscuit& parent, const DelegateRequest& request) {
  ASSIGN_OR_RETURN(const Verdict<Parent> opened, Open(parent, request.lookup));
  if (const auto* refusal = std::get_if<Refusal>(&opened)) return *refusal;
  const auto& known = std::get<Parent>(opened);

  const Verdict<Lineage> read = ReadLineage(parent, known.blocks, known.root_key ? &*known.root_key : nullptr);
  if (const auto* refusal = std::get_if<Refusal>(&read)) return *refusal;
  const auto& lineage = std::get<Lineage>(read);

  if (auto refusal = CheckParent(parent, known, lineage, request); refusal.has_value()) return *std::move(refusal);
  if (auto refusal = CheckNewName(lineage, request); refusal.has_value()) return *std::move(refusal);
  return Extend(parent, known, lineage, request);
}

}  // namespace hardtack::identity

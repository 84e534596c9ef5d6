// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Verification of the chain, its failures as refusals. Tested by tests/identity/verify_test.cc and
// tests/identity/banned_test.cc.

#include "hardtack/identity/signatures.h"

#include <string>
#include <utility>
#include <vector>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/crypto/chain.h"

namespace hardtack::identity {
namespace {

using engine::BlockId;

// The first block with a signature that does not match. Asked only after the chain failed, so that the way of a good
// token stays one pass.
BlockId FailingBlock(const token::UnverifiedBiscuit& token, const crypto::PublicKey& root) {
  const auto checks = crypto::ChainChecks(root, token.links(), token.proof());
  if (!checks.ok()) return 0;  // only an authority with an external signature comes here
  for (const crypto::SignatureCheck& check : *checks) {
    if (!crypto::Verify(*check.key, check.message, check.signature).ok()) return check.block;
  }
  return static_cast<BlockId>(token.block_count() - 1);
}

// Whether the authority block is signed with the other algorithm than the root key's: a wrong key, not a broken token.
bool IsOfOtherAlgorithm(const token::UnverifiedBiscuit& token, const crypto::PublicKey& root) {
  const std::string_view signature = token.links()[0].signature;
  const auto other =
      root.algorithm() == crypto::Algorithm::kEd25519 ? crypto::Algorithm::kSecp256r1 : crypto::Algorithm::kEd25519;
  return !crypto::CheckSignatureForm(root.algorithm(), signature).ok() &&
         crypto::CheckSignatureForm(other, signature).ok();
}

std::optional<Refusal> FindBannedId(const token::UnverifiedBiscuit& token, const BanList& bans, int64_t now) {
  const std::vector<std::string> ids = token.CanonicalRevocationIds();
  for (size_t i = 0; i < ids.size(); ++i) {
    const std::optional<Ban> ban = bans.FindRevocationId(ids[i], now);
    if (!ban.has_value()) continue;
    return Banned{std::nullopt, ids[i], static_cast<BlockId>(i), ban->since, std::string(ban->reason)};
  }
  return std::nullopt;
}

}  // namespace

absl::StatusOr<Verdict<token::Biscuit>> VerifySignatures(const token::UnverifiedBiscuit& token,
                                                         const token::RootKeyLookup& lookup, const BanPolicy& bans,
                                                         int64_t now, token::VerifiedCache* cache) {
  auto root = lookup(token.root_key_id());
  if (!root.ok() && hardtack::KindOf(root.status()) == ErrorKind::kUnknownRootKey) {
    return Refusal(UnknownKey{token.root_key_id()});
  }
  if (!root.ok()) return root.status();
  if (bans.list != nullptr) {
    if (bans.max_age.has_value()) RETURN_IF_ERROR(bans.list->CheckFreshness(now, *bans.max_age));
    if (auto refusal = FindBannedId(token, *bans.list, now); refusal.has_value()) return *std::move(refusal);
  }
  auto verified = token::Biscuit::Verify(token, token::SingleRootKey(*root), cache);
  if (verified.ok()) return *std::move(verified);
  const auto kind = hardtack::KindOf(verified.status());
  if (kind == ErrorKind::kInvalidProof) return Refusal(InvalidSignature{static_cast<BlockId>(token.block_count() - 1)});
  if (kind == ErrorKind::kInvalidSignature) return Refusal(InvalidSignature{FailingBlock(token, *root)});
  if (kind == ErrorKind::kMalformedSignature && IsOfOtherAlgorithm(token, *root)) return Refusal(InvalidSignature{0});
  return verified.status();
}

}  // namespace hardtack::identity

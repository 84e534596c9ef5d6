// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Biscuit: the one way from claims to a verified token. Tested by tests/token/biscuit_test.cc.

#include "hardtack/token/biscuit.h"

#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/token/engine_key.h"
#include "hardtack/token/kept_programs.h"
#include "hardtack/token/token_verification.h"

namespace hardtack::token {

struct Biscuit::Contents {
  UnverifiedBiscuit token;
  crypto::PublicKey root_key;
  wire::DecodedBlocks blocks;
  std::vector<std::optional<engine::PublicKey>> signers;
  mutable KeptPrograms programs;
};

namespace {

std::vector<std::optional<engine::PublicKey>> EngineSigners(const UnverifiedBiscuit& token) {
  std::vector<std::optional<engine::PublicKey>> signers(token.block_count());
  for (engine::BlockId block = 0; block < signers.size(); ++block) {
    const crypto::PublicKey* key = token.signer(block);
    if (key == nullptr) continue;
    signers[block] = EngineKey(*key);
  }
  return signers;
}

}  // namespace

RootKeyLookup SingleRootKey(crypto::PublicKey key) {
  return [key](std::optional<uint32_t>) { return key; };
}

Biscuit::Biscuit(UnverifiedBiscuit token, crypto::PublicKey root_key, wire::DecodedBlocks blocks,
                 std::shared_ptr<ProgramBudget> budget) {
  auto signers = EngineSigners(token);
  contents_.reset(
      new Contents{std::move(token), root_key, std::move(blocks), std::move(signers), KeptPrograms(std::move(budget))});
}

absl::StatusOr<Biscuit> Biscuit::Verify(UnverifiedBiscuit token, const RootKeyLookup& lookup, VerifiedCache* cache) {
  return TokenVerification(std::move(token), lookup, cache).Complete();
}

absl::StatusOr<Biscuit> Biscuit::VerifyText(std::string_view text, const RootKeyLookup& lookup,
                                            const VerifyOptions& options) {
  return TokenVerification(text, lookup, options).Complete();
}

const UnverifiedBiscuit& Biscuit::unverified() const { return contents_->token; }

const crypto::PublicKey& Biscuit::root_key() const { return contents_->root_key; }

const wire::DecodedBlocks& Biscuit::blocks() const { return contents_->blocks; }

KeptPrograms& Biscuit::programs() const { return contents_->programs; }

const engine::PublicKey* Biscuit::engine_signer(engine::BlockId block) const {
  const std::optional<engine::PublicKey>& signer = contents_->signers[block];
  return signer.has_value() ? &*signer : nullptr;
}

}  // namespace hardtack::token

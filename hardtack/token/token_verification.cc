// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// TokenVerification. Tested by tests/token/biscuit_test.cc, verified_cache_test.cc and verify_all_test.cc.

#include "hardtack/token/token_verification.h"

#include <vector>

#include "hardtack/base/abseil.h"

namespace hardtack::token {

TokenVerification::TokenVerification(UnverifiedBiscuit token, const RootKeyLookup& lookup, VerifiedCache* cache)
    : token_(std::move(token)), cache_(cache) {
  absl::StatusOr<crypto::PublicKey> root_key = lookup(token_.root_key_id());
  if (!root_key.ok()) {
    result_ = root_key.status();
    return;
  }
  root_key_ = *std::move(root_key);
  if (cache_ == nullptr) return;
  if (std::optional<Biscuit> known = cache_->Find(token_, *root_key_); known.has_value()) {
    result_ = *std::move(known);
  } else {
    known_blocks_ = cache_->FindPrefix(token_, *root_key_);
  }
}

absl::StatusOr<Biscuit> TokenVerification::Finish(const absl::Status& chain_status) {
  RETURN_IF_ERROR(chain_status);
  // Only now: bytes that nobody vouched for meet no decoder but the envelope's.
  ASSIGN_OR_RETURN(std::vector<wire::DecodedBlock> blocks, token_.DecodeBlocks());
  Biscuit biscuit(std::move(token_), *std::move(root_key_), std::move(blocks));
  return cache_ != nullptr ? cache_->Add(std::move(biscuit)) : biscuit;
}

}  // namespace hardtack::token

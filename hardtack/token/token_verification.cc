// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// TokenVerification. Tested by tests/token/biscuit_test.cc, verified_cache_test.cc and verify_all_test.cc.

#include "hardtack/token/token_verification.h"

#include <string>

#include "hardtack/base/abseil.h"
#include "hardtack/wire/text_form.h"

namespace hardtack::token {

TokenVerification::TokenVerification(UnverifiedBiscuit token, const RootKeyLookup& lookup, VerifiedCache* cache)
    : cache_(cache) {
  if (!IsKnown(VerifiedCache::Form::kBytes, token.bytes(), token.limits(), lookup)) Begin(std::move(token), lookup);
}

TokenVerification::TokenVerification(std::string_view text, const RootKeyLookup& lookup, const VerifyOptions& options)
    : cache_(options.cache), text_(text) {
  if (IsKnown(VerifiedCache::Form::kText, text, options.limits, lookup)) return;
  absl::StatusOr<std::string> bytes = wire::DecodeTextForm(text, options.limits);
  if (!bytes.ok()) {
    result_ = bytes.status();
    return;
  }
  absl::StatusOr<UnverifiedBiscuit> token = UnverifiedBiscuit::FromBytes(*std::move(bytes), options.limits);
  if (token.ok()) {
    Begin(*std::move(token), lookup);
  } else {
    result_ = token.status();
  }
}

bool TokenVerification::IsKnown(VerifiedCache::Form form, std::string_view received,
                                const engine::StructureLimits& limits, const RootKeyLookup& lookup) {
  if (cache_ != nullptr) result_ = cache_->Find(form, received, limits, lookup);
  return done();
}

void TokenVerification::Begin(UnverifiedBiscuit token, const RootKeyLookup& lookup) {
  absl::StatusOr<crypto::PublicKey> root_key = lookup(token.root_key_id());
  if (!root_key.ok()) {
    result_ = root_key.status();
    return;
  }
  if (cache_ != nullptr) known_ = cache_->FindBeginning(token, *root_key);
  root_key_ = *std::move(root_key);
  token_ = std::move(token);
}

absl::StatusOr<Biscuit> TokenVerification::Finish(const absl::Status& chain_status) {
  RETURN_IF_ERROR(chain_status);
  // Only now: bytes that nobody vouched for meet no decoder but the envelope's.
  ASSIGN_OR_RETURN(wire::DecodedBlocks blocks, token_->DecodeBlocksAfter(known_.decoded));
  Biscuit biscuit(*std::move(token_), *root_key_, std::move(blocks), cache_ != nullptr ? cache_->programs() : nullptr);
  if (cache_ != nullptr) cache_->Add(biscuit, known_, text_);
  return biscuit;
}

absl::StatusOr<Biscuit> TokenVerification::Complete() {
  if (done()) return TakeResult();
  const crypto::ChainToVerify to_verify = chain();
  return Finish(crypto::VerifyChains({&to_verify, 1}).front());
}

}  // namespace hardtack::token

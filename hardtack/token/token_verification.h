// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// TokenVerification is one token on its way from claims to a Biscuit, stopped where its signatures are to be checked, so
// that those of many tokens can be checked together. Internal to token.

#ifndef HARDTACK_TOKEN_TOKEN_VERIFICATION_H_
#define HARDTACK_TOKEN_TOKEN_VERIFICATION_H_

#include <optional>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "hardtack/crypto/chain.h"
#include "hardtack/crypto/keyed_hash.h"
#include "hardtack/token/biscuit.h"
#include "hardtack/token/verified_cache.h"

namespace hardtack::token {

class TokenVerification {
 public:
  // The cache may be null; it must outlive this, as must `text`.
  TokenVerification(UnverifiedBiscuit token, const RootKeyLookup& lookup, VerifiedCache* cache);
  TokenVerification(std::string_view text, const RootKeyLookup& lookup, const VerifyOptions& options);

  // Whether the result is there without checking a signature: the token is known, or cannot be read, or its root key is
  // not known.
  bool done() const { return result_.has_value(); }
  absl::StatusOr<Biscuit> TakeResult() { return *std::move(result_); }

  // Unless done: what is to be checked. Views of *this.
  crypto::ChainToVerify chain() const { return {&*root_key_, token_->links(), &token_->proof(), known_.blocks}; }
  // The result, given that of the chain.
  absl::StatusOr<Biscuit> Finish(const absl::Status& chain_status);

  // The result, whatever it takes.
  absl::StatusOr<Biscuit> Complete();

 private:
  bool IsKnown(VerifiedCache::Form form, std::string_view received, const engine::StructureLimits& limits,
               const RootKeyLookup& lookup);
  void Begin(UnverifiedBiscuit token, const RootKeyLookup& lookup);

  VerifiedCache* cache_;
  std::string_view text_;  // empty: it came as bytes
  std::optional<UnverifiedBiscuit> token_;
  std::optional<crypto::PublicKey> root_key_;
  VerifiedCache::Beginning known_;
  std::optional<absl::StatusOr<Biscuit>> result_;
};

}  // namespace hardtack::token

#endif  // HARDTACK_TOKEN_TOKEN_VERIFICATION_H_

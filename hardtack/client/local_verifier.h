// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// LocalVerifier decides about tokens without asking the authority: by its keys and by its bans, which are kept at hand.
// It is identity::Verifier and identity::AuthorizationVerifier with these two filled in, and what they say about errors
// holds.

#ifndef HARDTACK_CLIENT_LOCAL_VERIFIER_H_
#define HARDTACK_CLIENT_LOCAL_VERIFIER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "absl/status/statusor.h"
#include "hardtack/client/ban_follower.h"
#include "hardtack/identity/authorize.h"
#include "hardtack/identity/verify.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::client {

struct LocalVerifierOptions {
  std::shared_ptr<const BanFollower> bans{};  // null: nobody is banned
  std::optional<int64_t> max_ban_age{};       // seconds: with an older list, or none yet, nothing is decided
  identity::VerifierOptions identities{};
  identity::AuthorizationOptions authorizations{};
};

// Immutable, may be shared between threads as far as its lookup may.
class LocalVerifier {
 public:
  // `lookup` is that of a WebKeyCache, or token::SingleRootKey.
  static absl::StatusOr<LocalVerifier> Create(token::RootKeyLookup lookup, LocalVerifierOptions options = {});

  // Whether the token, in its text form, stands for the request's identity. The request's bans are filled in, and its
  // time when it is 0.
  //   as token::UnverifiedBiscuit::FromText and identity::Verifier::Verify
  absl::StatusOr<identity::Verdict<identity::Verified>> VerifyIdentity(std::string_view token,
                                                                       identity::VerifyRequest request) const;
  // Whether the token allows the request, likewise.
  //   as token::UnverifiedBiscuit::FromText and identity::AuthorizationVerifier::Verify
  absl::StatusOr<identity::Verdict<identity::Authorized>> VerifyAuthorization(
      std::string_view token, identity::AuthorizationRequest request) const;

 private:
  LocalVerifier(identity::Verifier identities, identity::AuthorizationVerifier authorizations,
                LocalVerifierOptions options)
      : identities_(std::move(identities)), authorizations_(std::move(authorizations)), options_(std::move(options)) {}

  identity::Verifier identities_;
  identity::AuthorizationVerifier authorizations_;
  LocalVerifierOptions options_;
};

}  // namespace hardtack::client

#endif  // HARDTACK_CLIENT_LOCAL_VERIFIER_H_

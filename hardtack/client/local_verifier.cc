// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Verifying at hand. Tested by tests/client/local_verifier_test.cc.

#include "hardtack/client/local_verifier.h"

#include <chrono>
#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/client/moment_text.h"

namespace hardtack::client {
namespace {

// Verifies with the newest bans, which are held as long as the verification looks at them.
template <typename Verifier, typename Request>
auto Verify(const Verifier& verifier, std::string_view text, Request request, const LocalVerifierOptions& options)
    -> decltype(verifier.Verify(std::declval<const token::UnverifiedBiscuit&>(), request)) {
  ASSIGN_OR_RETURN(const token::UnverifiedBiscuit token, token::UnverifiedBiscuit::FromText(text));
  const BanFollower::List list = options.bans == nullptr ? nullptr : options.bans->list();
  request.bans = {list.get(), options.max_ban_age};
  if (request.now == 0) request.now = UtcNow();
  return verifier.Verify(token, request);
}

}  // namespace

absl::StatusOr<LocalVerifier> LocalVerifier::Create(token::RootKeyLookup lookup, LocalVerifierOptions options) {
  ASSIGN_OR_RETURN(auto identities, identity::Verifier::Create(lookup, options.identities));
  ASSIGN_OR_RETURN(auto authorizations,
                   identity::AuthorizationVerifier::Create(std::move(lookup), options.authorizations));
  return LocalVerifier(std::move(identities), std::move(authorizations), std::move(options));
}

absl::StatusOr<identity::Verdict<identity::Verified>> LocalVerifier::VerifyIdentity(
    std::string_view token, identity::VerifyRequest request) const {
  return Verify(identities_, token, std::move(request), options_);
}

absl::StatusOr<identity::Verdict<identity::Authorized>> LocalVerifier::VerifyAuthorization(
    std::string_view token, identity::AuthorizationRequest request) const {
  return Verify(authorizations_, token, std::move(request), options_);
}

}  // namespace hardtack::client

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The verifiers of an authority's own tokens. Tested by tests/authority/identity_service_test.cc.

#include "hardtack/authority/authority_state.h"

#include <utility>

#include "hardtack/base/abseil.h"

namespace hardtack::authority {

absl::StatusOr<std::shared_ptr<const Verifiers>> Verifiers::Create(std::shared_ptr<const SigningKeys> keys, Clock clock,
                                                                   token::VerifiedCache* cache) {
  const token::RootKeyLookup lookup = LookupIn(keys, std::move(clock));
  ASSIGN_OR_RETURN(identity::Verifier identities, identity::Verifier::Create(lookup, {.cache = cache}));
  ASSIGN_OR_RETURN(identity::AuthorizationVerifier authorizations,
                   identity::AuthorizationVerifier::Create(lookup, {.cache = cache}));
  return std::make_shared<const Verifiers>(
      Verifiers{std::move(keys), std::move(identities), std::move(authorizations)});
}

}  // namespace hardtack::authority

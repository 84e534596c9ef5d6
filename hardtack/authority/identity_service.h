// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What an authority does about identities: it issues them to clients by their certificates, refreshes them, and mints
// them below realms. Functions without state: any thread. Each costs a key, a signature and what verifying the presented
// token costs.

#ifndef HARDTACK_AUTHORITY_IDENTITY_SERVICE_H_
#define HARDTACK_AUTHORITY_IDENTITY_SERVICE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "hardtack/authority/answer.h"
#include "hardtack/authority/authority_state.h"
#include "hardtack/authority/caller.h"

namespace hardtack::authority {

struct IssuedIdentity {
  std::string token;
  std::string identity;
  int64_t expires_in = 0;  // seconds
};

// An identity token for the client of the certificate. `identifier` is the name that the client takes itself for, and
// has to be its own; digits are seconds that the token should live, which published clients send in its place.
Answer<IssuedIdentity> RequestIdentity(const Credentials& credentials, const std::optional<std::string>& identifier,
                                       const AuthorityState& state);

// A token like `current_token`, which still holds and was not delegated, with a new life. A certificate is not needed;
// one that is shown has to be of the same client. Whom the policy knows no more gets nothing, nor does a minted
// identity, which its realm mints anew.
Answer<IssuedIdentity> RefreshIdentity(const Credentials& credentials, const std::string& current_token,
                                       const std::optional<std::string>& identifier, const AuthorityState& state);

// An identity strictly below the realm of the client: it may not delegate, and holds in the realm's domain alone.
// `duration`: seconds; nullopt: as the policy has it.
Answer<IssuedIdentity> MintIdentity(const Credentials& credentials, const std::string& subject,
                                    std::optional<int64_t> duration, const AuthorityState& state);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_IDENTITY_SERVICE_H_

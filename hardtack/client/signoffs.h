// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Collecting the sign-offs that a token lacks, from the services of the parties, one after the other. What a service
// gives back must be the token that it got with one more block, signed by the key that the authority named: a service
// can refuse, and do nothing else. Internal to client.

#ifndef HARDTACK_CLIENT_SIGNOFFS_H_
#define HARDTACK_CLIENT_SIGNOFFS_H_

#include <cstddef>

#include "absl/status/statusor.h"
#include "hardtack/client/answers.h"
#include "hardtack/client/authority_link.h"
#include "hardtack/client/requests.h"

namespace hardtack::client {

inline constexpr size_t kMaxSignoffs = 32;

// The token with every sign-off; Denied, with the component in front, by the first party that refuses.
//   Network   also: a service's address is none, or what it gave back is not as above; more than kMaxSignoffs
absl::StatusOr<Answer<AuthorizationToken>> CollectSignoffs(AuthorizationToken token, const TokenRequest& request,
                                                           const AuthorityLink& link);

}  // namespace hardtack::client

#endif  // HARDTACK_CLIENT_SIGNOFFS_H_

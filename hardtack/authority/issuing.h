// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What both services share: lifetimes within the policy, and tokens under the key that signs now. Internal to authority.

#ifndef HARDTACK_AUTHORITY_ISSUING_H_
#define HARDTACK_AUTHORITY_ISSUING_H_

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "hardtack/authority/answer.h"
#include "hardtack/authority/authority_state.h"
#include "hardtack/authority/policy_tables.h"
#include "hardtack/identity/issue.h"
#include "hardtack/identity/issue_authorization.h"

namespace hardtack::authority {

// Seconds: as asked for, within the longest; the usual when nothing was asked for.
int64_t Within(const Lifetime& lifetime, std::optional<int64_t> asked);

// The token, or why there is none: a name that is no name (kInvalid), or a key that does not sign (kUnavailable). `now`
// and the key's id are filled in.
std::variant<token::UnverifiedBiscuit, Denial> Sign(identity::IssueRequest request, const AuthorityState& state);
std::variant<token::UnverifiedBiscuit, Denial> Sign(identity::IssueAuthorizationRequest request,
                                                    const AuthorityState& state);

// Records a token that is given out.
void AddIssued(const token::UnverifiedBiscuit& token, int64_t expires, AuditEvent& event);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_ISSUING_H_

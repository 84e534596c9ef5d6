// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The authority's own bans and audit trail are resources like any other: who may read or change them says the policy.

#ifndef HARDTACK_AUTHORITY_OWN_RESOURCES_H_
#define HARDTACK_AUTHORITY_OWN_RESOURCES_H_

#include <string_view>
#include <variant>

#include "hardtack/authority/answer.h"
#include "hardtack/authority/authority_state.h"
#include "hardtack/authority/caller.h"

namespace hardtack::authority {

inline constexpr std::string_view kBansResource = "authority:bans";
inline constexpr std::string_view kAuditResource = "authority:audit";

// The caller, if the policy allows it `operation` ("read" or "write") on `resource`. What is known is added to `event`.
//   as Authenticate; kDenied
std::variant<Caller, Denial> Admit(const Credentials& credentials, std::string_view resource,
                                   std::string_view operation, const AuthorityState& state, AuditEvent& event);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_OWN_RESOURCES_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Our own API below /v1: bans and their feeds, the audit trail, and verification with lineage and explanation. Errors are
// problems (problem.h). docs/api.md has the endpoints.

#ifndef HARDTACK_AUTHORITY_API_OWN_API_H_
#define HARDTACK_AUTHORITY_API_OWN_API_H_

#include "hardtack/authority/api/router.h"
#include "hardtack/authority/authority.h"

namespace hardtack::authority {

// A long poll waits no longer than this.
inline constexpr int64_t kMaxWaitSeconds = 55;

// Adds the endpoints to `router`. `authority` must outlive it.
void AddBanApi(Authority& authority, Router& router);
void AddAuditApi(Authority& authority, Router& router);
void AddVerificationApi(Authority& authority, Router& router);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_API_OWN_API_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// IssueAuthorization makes a token that allows one operation on one resource under a root key. Nothing is issued
// without an expiry.

#ifndef HARDTACK_IDENTITY_ISSUE_AUTHORIZATION_H_
#define HARDTACK_IDENTITY_ISSUE_AUTHORIZATION_H_

#include <cstdint>
#include <optional>

#include "absl/status/statusor.h"
#include "hardtack/crypto/key.h"
#include "hardtack/identity/grant.h"
#include "hardtack/identity/refusal.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::identity {

struct IssueAuthorizationRequest {
  Grant grant;
  int64_t now = 0;                      // UTC seconds
  int64_t ttl = 0;                      // seconds, at least 1
  std::optional<uint32_t> root_key_id;  // the hint by which verifiers find the root key
};

// The token, or InvalidName. Names in the chain and of parties are texts like resources (CheckLabel).
//   InvalidArgument                             two nodes, or two parties, of one name; as ExpiryAfter
//   MalformedSignature, whatever `root` returns   as token::Issue
//   TokenTooLarge                               so many attestors that the token exceeds the default StructureLimits
// Linear in the grant beside one new key and one signature. Keeps no state: any thread may call it.
absl::StatusOr<Verdict<token::UnverifiedBiscuit>> IssueAuthorization(const IssueAuthorizationRequest& request,
                                                                     const crypto::Signer& root);

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_ISSUE_AUTHORIZATION_H_

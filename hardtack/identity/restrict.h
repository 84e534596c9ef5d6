// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Restrict narrows a token for one use: just in time before it is handed over, to a life of seconds, and to whatever
// else the caller demands. It names nobody; the holder stays who it was. Offline, for identities and authorizations
// alike.

#ifndef HARDTACK_IDENTITY_RESTRICT_H_
#define HARDTACK_IDENTITY_RESTRICT_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "hardtack/engine/ast.h"
#include "hardtack/identity/refusal.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::identity {

inline constexpr int64_t kJustInTimeSeconds = 5;

struct RestrictRequest {
  int64_t now = 0;                    // UTC seconds
  int64_t ttl = kJustInTimeSeconds;   // seconds, at least 1
  std::vector<engine::Check> checks;  // beside the time check; none that names an identity but the holder's own
  // Sign the block as a third party with a fresh Ed25519 key that is thrown away, as published clients do.
  bool third_party = false;
  const token::RootKeyLookup* lookup = nullptr;  // not owned; verifies the token's signatures unless null
};

// The narrowed token, or why not: UnknownKey, InvalidSignature (with a lookup), WrongKind for a token that is neither
// an identity nor an authorization, Expired.
//   Sealed
//   InvalidArgument             a check has the shape of a delegation, which Delegate makes and checks; as ExpiryAfter
//   TooDeep, MalformedBlock     also for `checks`, as token::Append
//   as VerifySignatures (with a lookup), token::UnverifiedBiscuit::DecodeBlocks, and token::Append or, as a third
//   party, token::AppendThirdParty
// Costs as Delegate (delegate.h). Keeps no state: any thread may call it, as far as `lookup` may.
absl::StatusOr<Verdict<token::UnverifiedBiscuit>> Restrict(const token::UnverifiedBiscuit& token,
                                                           const RestrictRequest& request);

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_RESTRICT_H_

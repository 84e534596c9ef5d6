// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The first part of every verification: bans by revocation id, which cost nothing, then the signatures.

#ifndef HARDTACK_IDENTITY_SIGNATURES_H_
#define HARDTACK_IDENTITY_SIGNATURES_H_

#include <cstdint>
#include <optional>

#include "absl/status/statusor.h"
#include "hardtack/identity/ban_list.h"
#include "hardtack/identity/refusal.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::identity {

// Which bans a verification obeys.
struct BanPolicy {
  const BanList* list = nullptr;   // not owned; null: nobody is banned
  std::optional<int64_t> max_age;  // seconds since the authority published the list; nullopt: any
};

// The token with its signatures verified, or UnknownKey, Banned or InvalidSignature. `now` is UTC seconds; `cache` (may
// be null) knows signatures that verified before, and nothing of keys, bans and times, which are asked every time.
//   BanListStale                                       the list is older than the policy allows
//   any other failure of token::Biscuit::Verify        a Status
// Costs as token::Biscuit::Verify; a bad signature up to twice that, to name the block. Keeps no state: any thread may
// call it, as far as `lookup` may.
absl::StatusOr<Verdict<token::Biscuit>> VerifySignatures(const token::UnverifiedBiscuit& token,
                                                         const token::RootKeyLookup& lookup, const BanPolicy& bans = {},
                                                         int64_t now = 0, token::VerifiedCache* cache = nullptr);

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_SIGNATURES_H_

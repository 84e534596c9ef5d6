// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// AuthorityState is what one request is answered by: everything of the same moment, however policy, keys and bans change
// meanwhile.

#ifndef HARDTACK_AUTHORITY_AUTHORITY_STATE_H_
#define HARDTACK_AUTHORITY_AUTHORITY_STATE_H_

#include <cstdint>
#include <memory>
#include <optional>

#include "absl/status/statusor.h"
#include "hardtack/authority/policy.h"
#include "hardtack/authority/signing_keys.h"
#include "hardtack/identity/authorize.h"
#include "hardtack/identity/ban_list.h"
#include "hardtack/identity/verify.h"

namespace hardtack::authority {

// A policy that is in use, and its number (Store::NumberGeneration).
struct Generation {
  std::shared_ptr<const Policy> policy;
  uint64_t number = 0;
};

// The verifiers of tokens that these keys signed. Immutable, thread-safe.
struct Verifiers {
  // `cache` (may be null) must outlive them.
  static absl::StatusOr<std::shared_ptr<const Verifiers>> Create(std::shared_ptr<const SigningKeys> keys, Clock clock,
                                                                 token::VerifiedCache* cache = nullptr);
  std::shared_ptr<const SigningKeys> keys;
  identity::Verifier identities;
  identity::AuthorizationVerifier authorizations;
};

// Cheap to copy.
struct AuthorityState {
  Generation generation;
  std::shared_ptr<const Verifiers> verifiers;
  std::shared_ptr<const identity::BanList> bans;
  std::optional<int64_t> max_ban_age;  // seconds since the store was last asked for bans; beyond it nobody is believed
  int64_t now = 0;                     // UTC seconds

  const Policy& policy() const { return *generation.policy; }
  const SigningKeys& keys() const { return *verifiers->keys; }
  identity::BanPolicy ban_policy() const { return {bans.get(), max_ban_age}; }
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_AUTHORITY_STATE_H_

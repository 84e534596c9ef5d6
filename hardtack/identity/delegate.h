// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Delegate narrows an identity token to a name below its own: offline, without the root key's secret. Structure and
// expiry are checked before the result is handed out, signatures too when a root key is known.

#ifndef HARDTACK_IDENTITY_DELEGATE_H_
#define HARDTACK_IDENTITY_DELEGATE_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "hardtack/identity/lineage.h"
#include "hardtack/identity/refusal.h"
#include "hardtack/identity/structure.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::identity {

struct DelegateRequest {
  std::string identity;  // strictly below the holder's own name
  int64_t now = 0;       // UTC seconds
  int64_t ttl = 0;       // seconds, at least 1; longer than the parent has left is cut to that
  bool leaf = false;     // the new identity may not delegate
  // Sign the block as a third party with a fresh Ed25519 key that is thrown away, as published clients do: a second
  // signature and some 130 bytes that prove nothing more.
  bool third_party = false;
  size_t max_depth = kMaxDepth;                  // delegations of the result
  const token::RootKeyLookup* lookup = nullptr;  // not owned; verifies the parent's signatures unless null
};

struct Delegated {
  token::UnverifiedBiscuit token;
  Lineage lineage;   // of `token`; its delegating key of the authority is known only with a lookup
  bool cut = false;  // the parent's expiry comes before the one asked for
};

// The narrowed token, or why not: UnknownKey, InvalidSignature (with a lookup), WrongKind, the refusals of
// CheckStructure for the parent (which may lack an expiry: the new block adds one), NotDelegatable for a leaf or a
// sealed token, IdentityMismatch when the name is not strictly below the holder's (lateral, upward, the same, a prefix
// without a colon), InvalidName, LimitReached.
//   InvalidArgument   as ExpiryAfter
//   as VerifySignatures (with a lookup), token::UnverifiedBiscuit::DecodeBlocks, and token::Append or, as a third
//   party, token::AppendThirdParty
// Linear in the token beside one new key and one signature (two as a third party), and, with a lookup, one verification
// for each signature of the parent. Keeps no state: any thread may call it, as far as `lookup` may.
absl::StatusOr<Verdict<Delegated>> Delegate(const token::UnverifiedBiscuit& parent, const DelegateRequest& request);

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_DELEGATE_H_

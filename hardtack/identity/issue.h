// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Issue makes an identity token under a root key. Nothing is issued without an expiry. docs/token_kinds.md has the
// statements of its block.

#ifndef HARDTACK_IDENTITY_ISSUE_H_
#define HARDTACK_IDENTITY_ISSUE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "hardtack/crypto/key.h"
#include "hardtack/identity/refusal.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::identity {

struct IssueRequest {
  std::string subject;                  // the identity; fit as name.h says
  int64_t now = 0;                      // UTC seconds
  int64_t ttl = 0;                      // seconds, at least 1
  bool leaf = false;                    // the identity may not delegate
  std::optional<std::string> domain;    // the token holds only there
  std::optional<uint32_t> root_key_id;  // the hint by which verifiers find the root key
};

// The token, or InvalidName for the subject or the domain.
//   InvalidArgument                             as ExpiryAfter
//   MalformedSignature, whatever `root` returns   as token::Issue
// Linear in the names beside one new key and one signature. Keeps no state: any thread may call it.
absl::StatusOr<Verdict<token::UnverifiedBiscuit>> Issue(const IssueRequest& request, const crypto::Signer& root);

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_ISSUE_H_

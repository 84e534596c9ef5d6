// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Verifier decides whether a token stands for an identity. It asserts the kind of token and reads structure first, then
// runs the token's checks with the facts of the request: `time(now)`, `actor(ID)` and, where given, `domain(D)`. It
// states them itself, so no caller can forget the time, and no token can state them.

#ifndef HARDTACK_IDENTITY_VERIFY_H_
#define HARDTACK_IDENTITY_VERIFY_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "hardtack/identity/explanation.h"
#include "hardtack/identity/lineage.h"
#include "hardtack/identity/refusal.h"
#include "hardtack/identity/signatures.h"
#include "hardtack/identity/structure.h"
#include "hardtack/token/authorizer.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::identity {

struct VerifierOptions {
  size_t max_depth = kMaxDepth;           // delegations
  bool allow_no_expiry = false;           // accept a token that never expires
  bool require_domain = false;            // refuse a token that is not bound to the request's domain
  token::VerifiedCache* cache = nullptr;  // of signatures; not owned, outlives the verifier
};

struct VerifyRequest {
  int64_t now = 0;                      // UTC seconds
  std::optional<std::string> identity;  // who acts; nullopt: the bearer, the deepest identity that the token names
  std::optional<std::string> domain;    // where; a token bound to none is fine with any
  std::vector<engine::Fact> facts{};    // for further checks of the token; none that is reserved (request_facts.h)
  BanPolicy bans{};
};

struct Verified {
  std::string identity;  // who acts: the request's identity, or the bearer's
  Lineage lineage;
};

// Immutable, may be shared between threads as far as its lookup may.
class Verifier {
 public:
  // Compiles the policy that it decides by; that does not fail unless Hardtack is at fault.
  static absl::StatusOr<Verifier> Create(token::RootKeyLookup lookup, VerifierOptions options = {});

  // Who acts, or why not. Beside the verification of the chain linear in the token.
  //   InvalidArgument   a fact of the request is reserved
  //   BanListStale      as VerifySignatures
  //   malformed input, exhausted budgets, errors of expressions   a Status; never for a denial
  absl::StatusOr<Verdict<Verified>> Verify(const token::UnverifiedBiscuit& token, const VerifyRequest& request) const;

  // Why Verify answers as it does, which it does the work of once more. Errors as Verify.
  absl::StatusOr<VerdictExplanation> Explain(const token::UnverifiedBiscuit& token, const VerifyRequest& request) const;

 private:
  Verifier(token::RootKeyLookup lookup, token::Authorizer authorizer, VerifierOptions options);
  absl::StatusOr<Verdict<Verified>> Decide(const token::Biscuit& token, Lineage lineage,
                                           const VerifyRequest& request) const;

  token::RootKeyLookup lookup_;
  token::Authorizer authorizer_;
  VerifierOptions options_;
};

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_VERIFY_H_

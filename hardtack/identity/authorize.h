// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// AuthorizationVerifier decides whether a token allows one operation on one resource. It asserts the kind of token and
// reads structure first, then runs the token's checks with the facts of the request: `time(now)`, `resource(R)`,
// `operation(O)`, `subject(S)`, where given `domain(D)`, and `prefix(P)` for each prefix of the token that covers R. It
// states them itself; no caller and no later block of the token can.

#ifndef HARDTACK_IDENTITY_AUTHORIZE_H_
#define HARDTACK_IDENTITY_AUTHORIZE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "hardtack/identity/expiry.h"
#include "hardtack/identity/explanation.h"
#include "hardtack/identity/grant.h"
#include "hardtack/identity/refusal.h"
#include "hardtack/identity/signatures.h"
#include "hardtack/token/authorizer.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::identity {

struct AuthorizationOptions {
  bool allow_no_expiry = false;           // accept a token that never expires
  bool require_domain = false;            // refuse a token that is not bound to the request's domain
  token::VerifiedCache* cache = nullptr;  // of signatures; not owned, outlives the verifier
};

// Where a service that verifies stands in a service chain.
struct ChainPosition {
  std::vector<Attestor> nodes;           // the chain as the service knows it: all of the token's, in its order
  std::optional<std::string> component;  // the service's own name among them; nullopt: it stands behind them all
};

struct AuthorizationRequest {
  int64_t now = 0;                     // UTC seconds
  std::optional<std::string> subject;  // who asks; nullopt: the token is a capability of whoever bears it
  std::string resource;
  std::string operation;
  std::optional<std::string> domain;   // where; a token bound to none is fine with any
  std::optional<std::string> prefix;   // the prefix that the service expects; nullopt: any that covers the resource
  std::optional<ChainPosition> chain;  // nullopt: the service is in no chain, and refuses a token that is for one
  std::vector<engine::Fact> facts{};   // for further checks of the token; none that is reserved (request_facts.h)
  BanPolicy bans{};
};

struct Authorized {
  Grant grant;
  std::optional<Expiry> expires;
};

// Immutable, may be shared between threads as far as its lookup may.
class AuthorizationVerifier {
 public:
  // Compiles the policy that it decides by; that does not fail unless Hardtack is at fault.
  static absl::StatusOr<AuthorizationVerifier> Create(token::RootKeyLookup lookup, AuthorizationOptions options = {});

  // What the token grants, or why the request is refused. Beside the verification of the chain linear in the token.
  //   InvalidArgument   the chain has no nodes, two of one name, or not `component`; a fact of the request is reserved
  //   BanListStale      as VerifySignatures
  //   malformed input, exhausted budgets, errors of expressions   a Status; never for a denial
  absl::StatusOr<Verdict<Authorized>> Verify(const token::UnverifiedBiscuit& token,
                                             const AuthorizationRequest& request) const;

  // Why Verify answers as it does, which it does the work of once more. Errors as Verify.
  absl::StatusOr<VerdictExplanation> Explain(const token::UnverifiedBiscuit& token,
                                             const AuthorizationRequest& request) const;

 private:
  AuthorizationVerifier(token::RootKeyLookup lookup, token::Authorizer authorizer, AuthorizationOptions options);
  absl::StatusOr<Verdict<Authorized>> Decide(const token::Biscuit& token, Grant grant,
                                             const AuthorizationRequest& request) const;

  token::RootKeyLookup lookup_;
  token::Authorizer authorizer_;
  AuthorizationOptions options_;
};

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_AUTHORIZE_H_

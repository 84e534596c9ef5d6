// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What an authority does about authorization: it exchanges identities for tokens on one resource and operation, signs
// off on tokens as a party, and verifies tokens for services that cannot. Functions without state: any thread. Each costs
// a key, a signature and what verifying the presented tokens costs.

#ifndef HARDTACK_AUTHORITY_AUTHORIZATION_SERVICE_H_
#define HARDTACK_AUTHORITY_AUTHORIZATION_SERVICE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hardtack/authority/answer.h"
#include "hardtack/authority/authority_state.h"
#include "hardtack/authority/caller.h"
#include "hardtack/authority/policy_tables.h"

namespace hardtack::authority {

struct TokenRequest {
  std::string resource;
  std::string operation;
  std::optional<std::string> domain;  // where the caller acts; nullopt: where its token is bound to, if to any
};

struct IssuedToken {
  std::string token;
  int64_t expires_in = 0;             // seconds; no longer than the caller's identity has left
  std::vector<Party> pending;         // whose sign-offs the token still needs, in the order of the policy
  std::optional<std::string> domain;  // that the token holds in
};

// A token that allows the caller, or of a chain of delegations the deepest name, one operation on one resource. What the
// resource takes beside (a service chain, parties, a domain) is in the token.
Answer<IssuedToken> RequestToken(const Credentials& credentials, const TokenRequest& request,
                                 const AuthorityState& state);

struct StubTokenRequest {
  std::string target;  // for whom
  std::string resource;
  std::string operation;
  std::string prefix_key;  // ed25519/HEX, secp256r1/HEX or PEM: whose holder has to narrow the token to a prefix
  std::optional<int64_t> duration;  // seconds
};

// A token for somebody else, worth nothing until the holder of the key has narrowed it.
Answer<IssuedToken> RequestStub(const Credentials& credentials, const StubTokenRequest& request,
                                const AuthorityState& state);

struct PresentedToken {
  std::string token;
  std::string subject;
  std::string resource;
  std::string operation;
};

// The token with the sign-off of this authority, which one of its parties is: for the client of the certificate, whose
// token it has to be, if the policy allows it what the token allows. `subject` is not used.
Answer<std::string> SignToken(const Credentials& credentials, const PresentedToken& presented,
                              const AuthorityState& state);

struct ValidToken {};

// Whether a token of this authority allows what it is presented for: in the domain of the resource, if the policy gives
// it one, and otherwise in that of the realm which the client of the certificate is or stands below.
Answer<ValidToken> VerifyToken(const Credentials& credentials, const PresentedToken& presented,
                               const AuthorityState& state);

// The same behind the services of the resource's chain that come before `component`; nullopt: behind them all. An empty
// operation is the token's own.
Answer<ValidToken> VerifyChainToken(const Credentials& credentials, const PresentedToken& presented,
                                    const std::optional<std::string>& component, const AuthorityState& state);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_AUTHORIZATION_SERVICE_H_

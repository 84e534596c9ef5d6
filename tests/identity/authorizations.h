// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Authorization tokens for the tests, under the root key of tokens.h.

#ifndef HARDTACK_TESTS_IDENTITY_AUTHORIZATIONS_H_
#define HARDTACK_TESTS_IDENTITY_AUTHORIZATIONS_H_

#include <string>

#include "hardtack/identity/attest.h"
#include "hardtack/identity/authorize.h"
#include "hardtack/identity/issue_authorization.h"
#include "tests/identity/tokens.h"

namespace hardtack::identity {

// Key number `n` of whoever attests.
crypto::PrivateKey AttestorKey(char n, crypto::Algorithm algorithm = crypto::Algorithm::kEd25519);
Attestor AttestorOf(const std::string& component, const crypto::PrivateKey& key);
// The key as Datalog text writes it.
std::string KeyText(const crypto::PrivateKey& key);

// "alice" may "read" "docs/plan" for an hour from kNow.
Grant AliceReads();
token::UnverifiedBiscuit IssuedGrant(const Grant& grant);

// The request that AliceReads allows.
AuthorizationRequest AliceAsks();

// `token` with a block of `datalog` that `key` signs as a third party.
token::UnverifiedBiscuit Attested(const token::UnverifiedBiscuit& token, const std::string& datalog,
                                  const crypto::PrivateKey& key);

Verdict<Authorized> Authorize(const token::UnverifiedBiscuit& token, const AuthorizationRequest& request,
                              AuthorizationOptions options = {});

}  // namespace hardtack::identity

#endif  // HARDTACK_TESTS_IDENTITY_AUTHORIZATIONS_H_

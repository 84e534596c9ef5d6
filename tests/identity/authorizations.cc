// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Authorization tokens for the tests.

#include "tests/identity/authorizations.h"

#include "hardtack/crypto/key_text.h"
#include "hardtack/token/engine_key.h"
#include "hardtack/token/third_party.h"

namespace hardtack::identity {

crypto::PrivateKey AttestorKey(char n, crypto::Algorithm algorithm) {
  return Value(crypto::PrivateKey::FromBytes(algorithm, std::string(32, n)));
}

Attestor AttestorOf(const std::string& component, const crypto::PrivateKey& key) {
  return {component, token::EngineKey(key.public_key())};
}

std::string KeyText(const crypto::PrivateKey& key) { return crypto::ToHexText(key.public_key()); }

Grant AliceReads() {
  Grant grant;
  grant.right = {"alice", "docs/plan", "read"};
  return grant;
}

token::UnverifiedBiscuit IssuedGrant(const Grant& grant) {
  return Accepted(Value(IssueAuthorization({grant, kNow, kHour, std::nullopt}, RootKey())));
}

AuthorizationRequest AliceAsks() {
  AuthorizationRequest request;
  request.now = kNow;
  request.subject = "alice";
  request.resource = "docs/plan";
  request.operation = "read";
  return request;
}

token::UnverifiedBiscuit Attested(const token::UnverifiedBiscuit& token, const std::string& datalog,
                                  const crypto::PrivateKey& key) {
  const std::string request = Value(token::RequestThirdParty(token));
  return Value(token::AppendThirdParty(token, Value(token::SignThirdParty(request, BlockOf(datalog), key))));
}

Verdict<Authorized> Authorize(const token::UnverifiedBiscuit& token, const AuthorizationRequest& request,
                              AuthorizationOptions options) {
  return Value(Value(AuthorizationVerifier::Create(RootLookup(), options)).Verify(token, request));
}

}  // namespace hardtack::identity

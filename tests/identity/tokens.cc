// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Tokens for the identity tests.

#include "tests/identity/tokens.h"

#include "hardtack/parser/parser.h"
#include "hardtack/token/builder.h"

namespace hardtack::identity {

const crypto::PrivateKey& RootKey() {
  static const crypto::PrivateKey key =
      Value(crypto::PrivateKey::FromBytes(crypto::Algorithm::kEd25519, std::string(32, '\x07')));
  return key;
}

token::RootKeyLookup RootLookup() { return token::SingleRootKey(RootKey().public_key()); }

engine::Block BlockOf(std::string_view datalog) { return Value(parser::ParseBlock(datalog)); }

token::UnverifiedBiscuit TokenOf(const std::vector<std::string>& blocks) {
  token::UnverifiedBiscuit token = Value(token::Issue(BlockOf(blocks[0]), RootKey()));
  for (size_t i = 1; i < blocks.size(); ++i) token = Value(token::Append(token, BlockOf(blocks[i])));
  return token;
}

IssueRequest AliceRequest() {
  IssueRequest request;
  request.subject = "alice";
  request.now = kNow;
  request.ttl = 8 * kHour;
  return request;
}

token::UnverifiedBiscuit Issued(const IssueRequest& request) { return Accepted(Value(Issue(request, RootKey()))); }

token::UnverifiedBiscuit Alice() { return Issued(AliceRequest()); }

DelegateRequest HourFor(std::string_view identity) {
  DelegateRequest request;
  request.identity = identity;
  request.now = kNow;
  request.ttl = kHour;
  return request;
}

token::UnverifiedBiscuit Delegated1h(const token::UnverifiedBiscuit& parent, std::string_view identity) {
  return Accepted(Value(Delegate(parent, HourFor(identity)))).token;
}

Verdict<Verified> VerifyRequested(const token::UnverifiedBiscuit& token, const VerifyRequest& request,
                                  VerifierOptions options) {
  const Verifier verifier = Value(Verifier::Create(RootLookup(), options));
  return Value(verifier.Verify(token, request));
}

Verdict<Verified> VerifyBearer(const token::UnverifiedBiscuit& token, VerifierOptions options) {
  return VerifyRequested(token, {kNow, std::nullopt, std::nullopt}, options);
}

Verdict<Verified> VerifyAs(const token::UnverifiedBiscuit& token, std::string_view identity) {
  return VerifyRequested(token, {kNow, std::string(identity), std::nullopt});
}

Lineage LineageOf(const token::UnverifiedBiscuit& token) { return Accepted(Value(ReadLineage(token))); }

}  // namespace hardtack::identity

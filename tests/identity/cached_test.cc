// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A cache of signatures below the verifiers: what it remembers is no way around time, bans, names, kinds or root keys.

#include <string>

#include "hardtack/token/verified_cache.h"
#include "tests/identity/authorizations.h"
#include "tests/identity/bans.h"

namespace hardtack::identity {
namespace {

// A verifier that has accepted the token already.
struct Warm {
  explicit Warm(const token::UnverifiedBiscuit& known) : token(known) {
    Accepted(Verify({}));
    REQUIRE(cache.statistics().misses == 1);
  }
  Verdict<Verified> Verify(VerifyRequest request) {
    if (request.now == 0) request.now = kNow;
    VerifierOptions options;
    options.cache = &cache;
    return VerifyRequested(token, request, options);
  }

  token::UnverifiedBiscuit token;
  token::VerifiedCache cache;
};

TEST_CASE("a token that a cache knows is accepted again without a signature") {
  Warm warm(Delegated1h(Alice(), "alice:agent"));
  CHECK(Accepted(warm.Verify({})).identity == "alice:agent");
  CHECK(warm.cache.statistics().hits == 1);
}

TEST_CASE("a token that a cache knows expires") {
  Warm warm(Delegated1h(Alice(), "alice:agent"));
  VerifyRequest request;
  request.now = kNow + kHour;
  CHECK(RefusalIn<Expired>(warm.Verify(request)).at == kNow + kHour);
}

TEST_CASE("a token that a cache knows is banned by name and by revocation id") {
  Warm warm(Delegated1h(Alice(), "alice:agent"));
  const std::string id = warm.token.CanonicalRevocationIds()[0];
  for (const Ban& ban : {BanOfName("alice:agent"), BanOfId(id)}) {
    const BanList bans = ListOf(LogOf({ban}));
    VerifyRequest request;
    request.bans.list = &bans;
    RefusalIn<Banned>(warm.Verify(request));
  }
  Accepted(warm.Verify({}));
}

TEST_CASE("a token that a cache knows stands for nobody else") {
  Warm warm(Delegated1h(Alice(), "alice:agent"));
  VerifyRequest request;
  request.identity = "alice";
  RefusalIn<IdentityMismatch>(warm.Verify(request));
}

TEST_CASE("a token that a cache knows is of no other kind") {
  Warm warm(Alice());
  AuthorizationOptions options;
  options.cache = &warm.cache;
  RefusalIn<WrongKind>(Authorize(warm.token, AliceAsks(), options));
}

TEST_CASE("a root key that is gone is asked for before the cache is") {
  Warm warm(Alice());
  VerifierOptions options;
  options.cache = &warm.cache;
  const token::RootKeyLookup gone = [](std::optional<uint32_t>) {
    return absl::StatusOr<crypto::PublicKey>(Error(ErrorKind::kUnknownRootKey, "no root key"));
  };
  VerifyRequest request;
  request.now = kNow;
  RefusalIn<UnknownKey>(Value(Value(Verifier::Create(gone, options)).Verify(warm.token, request)));
  const token::RootKeyLookup other = token::SingleRootKey(AttestorKey(9).public_key());
  RefusalIn<InvalidSignature>(Value(Value(Verifier::Create(other, options)).Verify(warm.token, request)));
}

TEST_CASE("an authorization that a cache knows is decided anew") {
  token::VerifiedCache cache;
  AuthorizationOptions options;
  options.cache = &cache;
  const token::UnverifiedBiscuit token = IssuedGrant(AliceReads());
  Accepted(Authorize(token, AliceAsks(), options));
  AuthorizationRequest other = AliceAsks();
  other.operation = "write";
  RefusalIn<RightsDenied>(Authorize(token, other, options));
  CHECK(cache.statistics().hits == 1);
}

}  // namespace
}  // namespace hardtack::identity

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Restriction just in time: a short life, further checks, the same holder.

#include "hardtack/identity/restrict.h"

#include <string>

#include "hardtack/base/error.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/token/builder.h"
#include "tests/identity/authorizations.h"

namespace hardtack::identity {
namespace {

RestrictRequest Now() {
  RestrictRequest request;
  request.now = kNow;
  return request;
}

std::string LastBlock(const token::UnverifiedBiscuit& token) {
  return engine::ToString(Value(token.DecodeBlocks()).back().block);
}

TEST_CASE("a restricted identity lives five seconds and stays who it was") {
  const token::UnverifiedBiscuit token = Accepted(Value(Restrict(Delegated1h(Alice(), "alice:agent"), Now())));
  CHECK(LastBlock(token) == "check if time($time), $time < 1700000005;\n");
  CHECK(Accepted(VerifyBearer(token)).identity == "alice:agent");
  CHECK(LineageOf(token).rows.back().kind == BlockKind::kRestriction);
  CHECK(RefusalIn<Expired>(VerifyRequested(token, {kNow + 5, std::nullopt, std::nullopt})).block == 2);
}

TEST_CASE("a restricted authorization holds for a while, and as far as its further checks do") {
  RestrictRequest request = Now();
  request.ttl = 60;
  request.checks = BlockOf(R"(check if ip("10.0.0.1");)").checks;
  const token::UnverifiedBiscuit token = Accepted(Value(Restrict(IssuedGrant(AliceReads()), request)));
  RefusalIn<CheckFailed>(Authorize(token, AliceAsks()));
  AuthorizationRequest asks = AliceAsks();
  asks.facts = BlockOf(R"(ip("10.0.0.1");)").facts;
  CHECK(Accepted(Authorize(token, asks)).expires == Expiry{kNow + 60, 1, 0});
}

TEST_CASE("a check that would name somebody is left to delegation, one on the holder's own name ends it") {
  const auto restricted = [](const token::UnverifiedBiscuit& token, const std::string& check) {
    RestrictRequest request = Now();
    request.checks = BlockOf(R"(check if ip("10.0.0.1"); )" + check + ";").checks;
    return Restrict(token, request);
  };
  for (const char* check : {R"(check if actor($a), $a == "alice:x")", R"(check if actor($b), $b == "bob")",
                            R"(check if actor($a), $a == "alice:x" || $a.starts_with("alice:x" + ":"))",
                            R"(check if actor($a), $a == "alice:x" || $a.starts_with("alice:x:"))"}) {
    CAPTURE(check);
    const absl::Status status = restricted(Alice(), check).status();
    CHECK(KindOf(status) == ErrorKind::kInvalidArgument);
    CHECK(
        std::string(status.message()).starts_with("a restriction names nobody, a name is given by delegation: check"));
    CHECK(KindOf(restricted(IssuedGrant(AliceReads()), check).status()) == ErrorKind::kInvalidArgument);
  }
  const token::UnverifiedBiscuit ended = Accepted(Value(restricted(Alice(), R"(check if actor($a), $a == "alice")")));
  CHECK(LineageOf(ended).rows.back().kind == BlockKind::kOtherRestriction);
  RefusalIn<NotDelegatable>(Value(Delegate(ended, HourFor("alice:x"))));
  // Any other check on who acts narrows, and names nobody.
  Accepted(Value(restricted(Alice(), R"(check if actor($a), $a.ends_with(":deploy"))")));
}

TEST_CASE("the block is signed by a third party on request, as published clients do") {
  RestrictRequest request = Now();
  const token::UnverifiedBiscuit first = Accepted(Value(Restrict(Alice(), request)));
  CHECK(first.signer(1) == nullptr);
  request.third_party = true;
  const token::UnverifiedBiscuit third = Accepted(Value(Restrict(Alice(), request)));
  REQUIRE(third.signer(1) != nullptr);
  CHECK(LastBlock(third) == LastBlock(first));
  CHECK(Accepted(VerifyBearer(third)).identity == "alice");
}

TEST_CASE("what has expired, is of another kind, sealed, or signed by nobody known is not restricted") {
  RestrictRequest late = Now();
  late.now = kNow + 9 * kHour;
  RefusalIn<Expired>(Value(Restrict(Alice(), late)));
  CHECK(RefusalIn<WrongKind>(Value(Restrict(TokenOf({"user(1);"}), Now()))) ==
        WrongKind{"identity or authorization", "unknown"});
  CHECK(KindOf(Restrict(Value(token::Seal(Alice())), Now()).status()) == ErrorKind::kSealed);
  const token::RootKeyLookup other = token::SingleRootKey(AttestorKey(5).public_key());
  RestrictRequest checked = Now();
  checked.lookup = &other;
  RefusalIn<InvalidSignature>(Value(Restrict(Alice(), checked)));
  RestrictRequest instant = Now();
  instant.ttl = 0;
  CHECK(KindOf(Restrict(Alice(), instant).status()) == ErrorKind::kInvalidArgument);
}

}  // namespace
}  // namespace hardtack::identity

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Bans in verification: what they cover, when they are asked, and what an attacker changes to get around them.

#include <string>
#include <utility>

#include "hardtack/token/builder.h"
#include "tests/identity/authorizations.h"
#include "tests/identity/bans.h"
#include "tests/token/flipped_signature.h"

namespace hardtack::identity {
namespace {

Ban Because(Ban ban, std::string_view reason, int64_t since = kNow - 100) {
  ban.since = since;
  ban.reason = reason;
  return ban;
}

Verdict<Verified> VerifyUnder(const BanList& bans, const token::UnverifiedBiscuit& token, int64_t now = kNow) {
  VerifyRequest request;
  request.now = now;
  request.bans.list = &bans;
  return VerifyRequested(token, request);
}

token::UnverifiedBiscuit WorkerOfAgent(const std::string& worker) {
  return Delegated1h(Delegated1h(Alice(), "alice:agent"), "alice:agent:" + worker);
}

TEST_CASE("a banned name takes everything below it along, and spares its siblings") {
  const BanList bans = ListOf(LogOf({Because(BanOfName("alice:agent"), "stolen laptop")}));
  CHECK(RefusalIn<Banned>(VerifyUnder(bans, WorkerOfAgent("worker"))) ==
        Banned{"alice:agent", std::nullopt, 1, kNow - 100, "stolen laptop"});
  RefusalIn<Banned>(VerifyUnder(bans, Delegated1h(Alice(), "alice:agent")));
  Accepted(VerifyUnder(bans, Delegated1h(Alice(), "alice:agent2")));
  Accepted(VerifyUnder(bans, Delegated1h(Alice(), "alice:other")));
  Accepted(VerifyUnder(bans, Alice()));
}

TEST_CASE("delegating a banned name again gives nothing, with a name in between or without") {
  const BanList bans = ListOf(LogOf({BanOfName("alice:agent")}));
  RefusalIn<Banned>(VerifyUnder(bans, Delegated1h(Alice(), "alice:agent")));
  RefusalIn<Banned>(VerifyUnder(bans, Delegated1h(Alice(), "alice:agent:deep:down")));
}

Verdict<Verified> VerifyUnderAs(const BanList& bans, const token::UnverifiedBiscuit& token, std::string identity) {
  VerifyRequest request;
  request.now = kNow;
  request.identity = std::move(identity);
  request.bans.list = &bans;
  return VerifyRequested(token, request);
}

TEST_CASE("who asks to act under a banned name is banned, whatever the token's own names are") {
  const BanList bans = ListOf(LogOf({Because(BanOfName("alice:agent"), "stolen laptop")}));
  CHECK(RefusalIn<Banned>(VerifyUnderAs(bans, Alice(), "alice:agent")) ==
        Banned{"alice:agent", std::nullopt, std::nullopt, kNow - 100, "stolen laptop"});
  CHECK(RefusalIn<Banned>(VerifyUnderAs(bans, Alice(), "alice:agent:worker")).identity == "alice:agent:worker");
  Accepted(VerifyUnderAs(bans, Alice(), "alice"));
  Accepted(VerifyUnderAs(bans, Alice(), "alice:agent2"));
}

TEST_CASE("a block that names nobody is no way to act under a banned name") {
  const std::string two_names = R"(check if actor($a), $a == "alice:x" || $a.starts_with("alice:x" + ":"); )"
                                R"(check if actor($a), $a == "alice:x:y";)";
  const token::UnverifiedBiscuit token = Value(token::Append(Alice(), BlockOf(two_names)));
  const BanList bans = ListOf(LogOf({BanOfName("alice:x")}));
  Accepted(VerifyUnderAs(ListOf(LogOf({BanOfName("bob")})), token, "alice:x:y"));
  RefusalIn<Banned>(VerifyUnderAs(bans, token, "alice:x:y"));
}

TEST_CASE("a banned name in the request comes where one in the token does") {
  const BanList bans = ListOf(LogOf({BanOfName("alice:x")}));
  const std::string no_end = R"(subject("alice"); check if actor($a), $a == "alice" || $a.starts_with("alice" + ":");)";
  RefusalIn<Banned>(VerifyUnderAs(bans, TokenOf({no_end}), "alice:x"));
  RefusalIn<Banned>(VerifyUnderAs(bans, TokenOf({no_end, "check if false;"}), "alice:x"));
  RefusalIn<InvalidName>(VerifyUnderAs(bans, TokenOf({no_end}), "alice:x:"));
  RefusalIn<ForgedFact>(VerifyUnderAs(bans, TokenOf({no_end, "time(1);"}), "alice:x"));
}

TEST_CASE("a banned id takes every token along that holds the block, and no other delegation to the same name") {
  const token::UnverifiedBiscuit agent = Delegated1h(Alice(), "alice:agent");
  const token::UnverifiedBiscuit worker = Delegated1h(agent, "alice:agent:worker");
  const std::string id = agent.CanonicalRevocationIds()[1];
  const BanList bans = ListOf(LogOf({Because(BanOfId(id), "leaked")}));
  CHECK(RefusalIn<Banned>(VerifyUnder(bans, worker)) == Banned{std::nullopt, id, 1, kNow - 100, "leaked"});
  RefusalIn<Banned>(VerifyUnder(bans, agent));
  Accepted(VerifyUnder(bans, Delegated1h(Alice(), "alice:agent")));
}

TEST_CASE("a ban holds until its end, and from before it was decided for a clock that is behind") {
  Ban ban = BanOfName("alice");
  ban.since = kNow;
  ban.until = kNow + 10;
  const BanList bans = ListOf(LogOf({ban}));
  RefusalIn<Banned>(VerifyUnder(bans, Alice(), kNow - 1));
  RefusalIn<Banned>(VerifyUnder(bans, Alice(), kNow));
  RefusalIn<Banned>(VerifyUnder(bans, Alice(), kNow + 9));
  Accepted(VerifyUnder(bans, Alice(), kNow + 10));
}

TEST_CASE("an authorization token is banned with its subject, and by the id of any block") {
  const token::UnverifiedBiscuit token = IssuedGrant(AliceReads());
  AuthorizationRequest request = AliceAsks();
  const BanList by_name = ListOf(LogOf({BanOfName("alice")}));
  request.bans.list = &by_name;
  CHECK(RefusalIn<Banned>(Authorize(token, request)).identity == "alice");
  CHECK(RefusalIn<Banned>(Authorize(token, request)).block == 0);
  const BanList by_id = ListOf(LogOf({BanOfId(token.CanonicalRevocationIds()[0])}));
  request.bans.list = &by_id;
  CHECK(RefusalIn<Banned>(Authorize(token, request)).revocation_id == token.CanonicalRevocationIds()[0]);
  const BanList other = ListOf(LogOf({BanOfName("alice2"), BanOfId(IdOf(1))}));
  request.bans.list = &other;
  Accepted(Authorize(token, request));
}

TEST_CASE("nobody else's right helps a banned subject, nor does a bearer who names none") {
  AuthorizationRequest request = AliceAsks();
  const BanList bans = ListOf(LogOf({BanOfName("alice")}));
  request.bans.list = &bans;
  request.subject = std::nullopt;
  RefusalIn<Banned>(Authorize(IssuedGrant(AliceReads()), request));
  Grant of_bob = AliceReads();
  of_bob.right.subject = "bob";
  request.subject = "alice:agent";
  CHECK(RefusalIn<Banned>(Authorize(IssuedGrant(of_bob), request)) ==
        Banned{"alice:agent", std::nullopt, std::nullopt, 0, ""});
}

TEST_CASE("ids are asked before signatures are verified, names after they are") {
  const token::UnverifiedBiscuit agent = Delegated1h(Alice(), "alice:agent");
  const BanList by_id = ListOf(LogOf({BanOfId(agent.CanonicalRevocationIds()[0])}));
  const BanList by_name = ListOf(LogOf({BanOfName("alice")}));
  const Verifier wrong_key = Value(Verifier::Create(token::SingleRootKey(AttestorKey(5).public_key())));
  VerifyRequest request;
  request.now = kNow;
  request.bans.list = &by_id;
  RefusalIn<Banned>(Value(wrong_key.Verify(agent, request)));
  request.bans.list = &by_name;
  RefusalIn<InvalidSignature>(Value(wrong_key.Verify(agent, request)));
}

TEST_CASE("a banned name comes before expiry, and after a name that is not fit") {
  const BanList bans = ListOf(LogOf({BanOfName("alice")}));
  RefusalIn<Banned>(VerifyUnder(bans, Alice(), kNow + 100 * kHour));
  const token::UnverifiedBiscuit odd =
      TokenOf({R"(subject("alice"); check if actor($a), $a == "alice" || $a.starts_with("alice" + ":");)"
               " check if time($time), $time < 1800000000;",
               R"(check if actor($a), $a == "alice::x";)"});
  RefusalIn<InvalidName>(VerifyUnder(bans, odd));
}

TEST_CASE("flipping s of a secp256r1 signature gives a new revocation id and no way around a ban (hole 8)") {
  const crypto::PrivateKey root = AttestorKey(6, crypto::Algorithm::kSecp256r1);
  const token::UnverifiedBiscuit token = Accepted(Value(Issue(AliceRequest(), root)));
  const token::UnverifiedBiscuit twin = token::WithFlippedS(token);
  REQUIRE(twin.RevocationIds() != token.RevocationIds());

  const Verifier verifier = Value(Verifier::Create(token::SingleRootKey(root.public_key())));
  VerifyRequest request;
  request.now = kNow;
  Accepted(Value(verifier.Verify(twin, request)));
  const BanList bans = ListOf(LogOf({BanOfId(token.CanonicalRevocationIds()[0])}));
  request.bans.list = &bans;
  RefusalIn<Banned>(Value(verifier.Verify(token, request)));
  RefusalIn<Banned>(Value(verifier.Verify(twin, request)));
}

TEST_CASE("a verifier that asks for a fresh list refuses to work with an old one") {
  const BanList bans = ListOf(LogOf({BanOfName("bob")}));
  const Verifier verifier = Value(Verifier::Create(RootLookup()));
  VerifyRequest request;
  request.now = kBanNow + 61;
  request.bans = {&bans, 61};
  Accepted(Value(verifier.Verify(Alice(), request)));
  request.bans.max_age = 60;
  CHECK(KindOf(verifier.Verify(Alice(), request).status()) == ErrorKind::kBanListStale);
}

}  // namespace
}  // namespace hardtack::identity

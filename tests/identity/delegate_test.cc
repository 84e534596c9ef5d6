// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Delegation: what it appends, and what it refuses.

#include "hardtack/identity/delegate.h"

#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/token/builder.h"
#include "tests/identity/tokens.h"

namespace hardtack::identity {
namespace {

Verdict<Delegated> Try(const token::UnverifiedBiscuit& parent, const std::string& identity) {
  return Value(Delegate(parent, HourFor(identity)));
}

std::string LastBlockText(const token::UnverifiedBiscuit& token) {
  return engine::ToString(Value(token.DecodeBlocks()).back().block);
}

TEST_CASE("a delegation appends the published block and keeps the earlier ones byte for byte") {
  const token::UnverifiedBiscuit alice = Alice();
  const Delegated delegated = Accepted(Try(alice, "alice:agent"));
  CHECK(LastBlockText(delegated.token) ==
        "check if actor($a), $a == \"alice:agent\" || $a.starts_with(\"alice:agent\" + \":\");\n"
        "check if time($time), $time < 1700003600;\n");
  CHECK(delegated.token.raw_block(0) == alice.raw_block(0));
  CHECK(delegated.token.signer(1) == nullptr);
  CHECK(delegated.lineage.identity() == "alice:agent");
  CHECK_FALSE(delegated.cut);
}

TEST_CASE("a leaf delegation appends the leaf form") {
  DelegateRequest request = HourFor("alice:agent");
  request.leaf = true;
  const Delegated delegated = Accepted(Value(Delegate(Alice(), request)));
  CHECK(LastBlockText(delegated.token) ==
        "check if actor($a), $a == \"alice:agent\";\ncheck if time($time), $time < 1700003600;\n");
}

TEST_CASE("a third-party delegation is signed by a fresh key each time, and verifies") {
  DelegateRequest request = HourFor("alice:agent");
  request.third_party = true;
  const token::UnverifiedBiscuit alice = Alice();
  const Delegated one = Accepted(Value(Delegate(alice, request)));
  const Delegated two = Accepted(Value(Delegate(alice, request)));
  REQUIRE(one.token.signer(1) != nullptr);
  REQUIRE(two.token.signer(1) != nullptr);
  CHECK_FALSE(*one.token.signer(1) == *two.token.signer(1));
  CHECK(Accepted(VerifyBearer(one.token)).identity == "alice:agent");
  RefusalIn<IdentityMismatch>(VerifyAs(one.token, "alice"));
}

TEST_CASE("a lifetime longer than the parent's is cut to the parent's, and says so") {
  DelegateRequest request = HourFor("alice:agent");
  request.ttl = 24 * kHour;
  const Delegated delegated = Accepted(Value(Delegate(Alice(), request)));
  CHECK(delegated.cut);
  CHECK(delegated.lineage.rows[1].expires->at == kNow + 24 * kHour);
  CHECK(delegated.lineage.expires()->at == kNow + 8 * kHour);
  request.ttl = 8 * kHour;
  CHECK_FALSE(Accepted(Value(Delegate(Alice(), request))).cut);
}

TEST_CASE("a name that is not strictly below the holder's is refused") {
  const token::UnverifiedBiscuit agent = Delegated1h(Alice(), "alice:agent");
  for (const char* name : {"alice:other", "alice", "bob", "alice:agent2", "alice:agent", "alice:Agent:x", "alic"}) {
    CAPTURE(name);
    CHECK(RefusalIn<IdentityMismatch>(Try(agent, name)) == IdentityMismatch{"alice:agent", name, 1, true});
  }
}

TEST_CASE("a name that is not fit is refused (hole 11)") {
  CHECK(RefusalIn<InvalidName>(Try(Alice(), "alice::x")) == InvalidName{"identity", "empty segment"});
  CHECK(RefusalIn<InvalidName>(Try(Alice(), "alice:")) == InvalidName{"identity", "empty segment"});
  CHECK(RefusalIn<InvalidName>(Try(Alice(), "alice:x\n")) == InvalidName{"identity", "control character"});
  CHECK(RefusalIn<InvalidName>(Try(Alice(), "alice:\xff")) == InvalidName{"identity", "not UTF-8"});
  CHECK(RefusalIn<InvalidName>(Try(Alice(), "")) == InvalidName{"identity", "empty name"});
}

TEST_CASE("an expired parent does not delegate") {
  DelegateRequest request = HourFor("alice:agent");
  request.now = kNow + 8 * kHour;
  CHECK(RefusalIn<Expired>(Value(Delegate(Alice(), request))) == Expired{request.now, request.now, 0, 1});
}

TEST_CASE("a parent without an expiry gets one by delegation") {
  const token::UnverifiedBiscuit parent =
      TokenOf({R"(subject("alice"); check if actor($a), $a == "alice" || $a.starts_with("alice" + ":");)"});
  CHECK(Accepted(VerifyBearer(Accepted(Try(parent, "alice:x")).token)).identity == "alice:x");
}

TEST_CASE("a leaf does not delegate, and neither does a token that a leaf check narrows") {
  const std::string alice = R"(subject("alice"); check if actor($a), $a == "alice" || $a.starts_with("alice" + ":"); )"
                            "check if time($t), $t < 1700000100;";
  const std::string leaf = R"(check if actor($a), $a == "alice";)";
  const NotDelegatable expected{"alice", 1, NotDelegatable::Reason::kLeaf};
  CHECK(RefusalIn<NotDelegatable>(Try(TokenOf({alice, leaf}), "alice:x")) == expected);
  IssueRequest request = AliceRequest();
  request.leaf = true;
  CHECK(RefusalIn<NotDelegatable>(Try(Issued(request), "alice:x")).block == 0);
}

TEST_CASE("a sealed token does not delegate") {
  const token::UnverifiedBiscuit sealed = Value(token::Seal(Alice()));
  CHECK(RefusalIn<NotDelegatable>(Try(sealed, "alice:x")) ==
        NotDelegatable{"alice", 0, NotDelegatable::Reason::kSealed});
}

TEST_CASE("no token is delegated deeper than asked") {
  DelegateRequest request = HourFor("alice:a:b");
  request.max_depth = 1;
  CHECK(RefusalIn<LimitReached>(Value(Delegate(Delegated1h(Alice(), "alice:a"), request))) ==
        LimitReached{"delegation depth", 1});
}

TEST_CASE("a parent that verification would refuse is refused") {
  RefusalIn<WrongKind>(Try(TokenOf({R"(right("file1");)"}), "alice:x"));
  RefusalIn<ForgedFact>(
      Try(TokenOf({R"(subject("alice"); check if actor($a), $a == "alice";)", "actor(1);"}), "alice:x"));
}

TEST_CASE("signatures are checked when a root key is known, and only then") {
  const crypto::PrivateKey other = crypto::PrivateKey::Generate();
  const token::UnverifiedBiscuit foreign = Accepted(Value(Issue(AliceRequest(), other)));
  CHECK(Accepted(Try(foreign, "alice:x")).lineage.rows[0].delegating_key == std::nullopt);

  const token::RootKeyLookup lookup = RootLookup();
  DelegateRequest request = HourFor("alice:x");
  request.lookup = &lookup;
  CHECK(RefusalIn<InvalidSignature>(Value(Delegate(foreign, request))) == InvalidSignature{0});
  CHECK(Accepted(Value(Delegate(Alice(), request))).lineage.rows[0].delegating_key == RootKey().public_key());
}

TEST_CASE("a lifetime is at least a second") {
  DelegateRequest request = HourFor("alice:x");
  request.ttl = 0;
  const auto result = Delegate(Alice(), request);
  REQUIRE_FALSE(result.ok());
  CHECK(hardtack::KindOf(result.status()) == ErrorKind::kInvalidArgument);
}

}  // namespace
}  // namespace hardtack::identity

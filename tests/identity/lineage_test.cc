// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Lineages, read off the blocks.

#include "hardtack/identity/lineage.h"

#include <optional>
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/token/third_party.h"
#include "tests/identity/tokens.h"

namespace hardtack::identity {
namespace {

const char kAlice[] = R"(subject("alice"); check if actor($a), $a == "alice" || $a.starts_with("alice" + ":"); )"
                      "check if time($t), $t < 1000;";

std::vector<std::string> KindsOf(const Lineage& lineage) {
  std::vector<std::string> kinds;
  for (const LineageRow& row : lineage.rows) kinds.emplace_back(NameOf(row.kind));
  return kinds;
}

TEST_CASE("a lineage has one row per block, root first") {
  const token::UnverifiedBiscuit agent = Delegated1h(Alice(), "alice:agent");
  DelegateRequest request = HourFor("alice:agent:worker:1");
  request.leaf = true;
  const token::UnverifiedBiscuit worker = Accepted(Value(Delegate(agent, request))).token;

  const Lineage lineage = LineageOf(worker);
  REQUIRE(lineage.rows.size() == 3);
  CHECK(KindsOf(lineage) == std::vector<std::string>{"identity", "delegation", "leaf delegation"});
  CHECK(lineage.subject == "alice");
  CHECK(lineage.identity() == "alice:agent:worker:1");
  CHECK(lineage.rows[0].identity == "alice");
  CHECK(lineage.rows[1].identity == "alice:agent");
  CHECK(lineage.rows[2].identity == "alice:agent:worker:1");
  CHECK(lineage.rows[1].block == 1);
  CHECK(lineage.depth() == 2);
  CHECK(lineage.rows[0].depth == 0);
  for (size_t i = 0; i < 3; ++i) CHECK(lineage.rows[i].revocation_id == worker.RevocationIds()[i]);
}

TEST_CASE("the effective expiry is the earliest so far, and says which check states it") {
  const Lineage lineage = LineageOf(TokenOf({
      kAlice,
      R"(check if actor($a), $a == "alice:x"; check if time($t), $t < 2000; check if time($t), $t < 1500;)",
      "check if time($t), $t < 700;",
      R"(check if resource("file1");)",
  }));
  CHECK(lineage.rows[0].effective_expires == Expiry{1000, 0, 1});
  CHECK(lineage.rows[1].expires == Expiry{1500, 1, 2});
  CHECK(lineage.rows[1].effective_expires == Expiry{1000, 0, 1});
  CHECK(lineage.rows[2].effective_expires == Expiry{700, 2, 0});
  CHECK(lineage.rows[3].expires == std::nullopt);
  CHECK(lineage.expires() == Expiry{700, 2, 0});
}

TEST_CASE("a token without any time check has no expiry") {
  const Lineage lineage = LineageOf(TokenOf({R"(subject("alice"); check if actor($a), $a == "alice";)"}));
  CHECK(lineage.kind == Kind::kLeafIdentity);
  CHECK(lineage.expires() == std::nullopt);
}

TEST_CASE("a block that is not exactly a delegation names nobody (hole 4)") {
  const char* const blocks[] = {
      R"(check if actor($a), $a == "alice:x" || true;)",
      R"(check if actor($a), $a == "alice:x", true;)",
      R"(check if actor($a), $a == "alice" || $a.starts_with("alice" + ":");)",        // the same name
      R"(check if actor($a), $a == "bob";)",                                           // lateral
      R"(check if actor($a), $a == "alice2";)",                                        // no colon
      R"(check if actor($a), $a == "alice:x"; check if actor($a), $a == "alice:y";)",  // two names
      R"(note("alice:x"); check if actor($a), $a == "alice:x";)",                      // with a fact
      R"(note($s) <- subject($s); check if actor($a), $a == "alice:x";)",              // with a rule
      R"(trusting previous; check if actor($a), $a == "alice:x";)",                    // with a scope
      R"(check if resource("file1");)",
      R"(check if resource("file1"); check if time($t), $t < 700;)",
      R"(reject if actor($a), $a == "alice:x";)",
  };
  for (const char* block : blocks) {
    CAPTURE(block);
    const Lineage lineage = LineageOf(TokenOf({kAlice, block}));
    CHECK(lineage.rows[1].kind == BlockKind::kOtherRestriction);
    CHECK(lineage.rows[1].identity == std::nullopt);
    CHECK(lineage.identity() == "alice");
    CHECK(lineage.depth() == 0);
  }
}

TEST_CASE("a delegation may be narrowed by further checks") {
  const Lineage lineage = LineageOf(TokenOf(
      {kAlice,
       R"(check if resource("file1"); check if actor($who), $who == "alice:x" || $who.starts_with("alice:x:");)"}));
  CHECK(lineage.rows[1].kind == BlockKind::kDelegation);
  CHECK(lineage.identity() == "alice:x");
}

TEST_CASE("a block of time checks alone is a restriction") {
  const Lineage lineage =
      LineageOf(TokenOf({kAlice, "check if time($t), $t < 700;", R"(check if actor($a), $a == "alice:x";)"}));
  CHECK(KindsOf(lineage) == std::vector<std::string>{"identity", "restriction", "leaf delegation"});
  CHECK(lineage.identity() == "alice:x");
  CHECK(lineage.depth() == 1);
}

TEST_CASE("a name is compared with the deepest so far, not with the block before") {
  const Lineage lineage =
      LineageOf(TokenOf({kAlice, R"(check if actor($a), $a == "alice:x" || $a.starts_with("alice:x:");)",
                         "check if time($t), $t < 700;", R"(check if actor($a), $a == "alice:y";)"}));
  CHECK(lineage.rows[3].kind == BlockKind::kOtherRestriction);
  CHECK(lineage.identity() == "alice:x");
}

TEST_CASE("the delegating key is the one that signed the block") {
  const token::UnverifiedBiscuit alice = Alice();
  const token::UnverifiedBiscuit agent = Delegated1h(alice, "alice:agent");
  DelegateRequest request = HourFor("alice:agent:worker");
  request.third_party = true;
  const token::UnverifiedBiscuit worker = Accepted(Value(Delegate(agent, request))).token;

  CHECK(LineageOf(worker).rows[0].delegating_key == std::nullopt);
  const Lineage lineage = Accepted(ReadLineage(Value(token::Biscuit::Verify(worker, RootLookup()))));
  CHECK(lineage.rows[0].delegating_key == RootKey().public_key());
  CHECK(lineage.rows[1].delegating_key == alice.links()[0].next_key);
  CHECK_FALSE(lineage.rows[1].third_party);
  REQUIRE(worker.signer(2) != nullptr);
  CHECK(lineage.rows[2].delegating_key == *worker.signer(2));
  CHECK(lineage.rows[2].third_party);
}

TEST_CASE("a token of another kind has no lineage") {
  const auto refusal = RefusalIn<WrongKind>(Value(ReadLineage(TokenOf({R"(right("file1", "read");)"}))));
  CHECK(refusal == WrongKind{"identity", "unknown"});
}

}  // namespace
}  // namespace hardtack::identity

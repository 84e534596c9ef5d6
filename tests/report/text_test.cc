// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What people read: colours, escaping and layout. tests/cli has the texts as the command prints them.

#include "hardtack/report/text.h"

#include <string>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "tests/report/sample.h"

namespace hardtack::report {
namespace {

std::string Decide(const std::string& policy, const std::vector<std::string>& blocks, Color color = Color::kOff) {
  const token::Biscuit token = Verified(TokenOf(blocks));
  const token::Authorizer authorizer = AuthorizerOf(policy);
  return DecisionText(Value(authorizer.Authorize(token)), token.blocks(), authorizer.policy(), color);
}

TEST_CASE("a decision says which policy and which checks") {
  CHECK(Decide("allow if true;", {"a(1);"}) == "allowed by policy 0: allow if true\n");
  CHECK(Decide("deny if a(2); deny if a(1);", {"a(1);"}) == "denied by policy 1: deny if a(1)\n");
  CHECK(Decide("allow if a(2);", {"a(1);"}) == "denied: no policy matched\n");
  CHECK(Decide("check if b(1); allow if true;", {"a(1);", "check if c(1);"}) ==
        "denied: 2 checks failed, though policy 0 matched: allow if true\n"
        "  authorizer, check 0: check if b(1)\n"
        "  block 1, check 0: check if c(1)\n");
  CHECK(Decide("deny if true;", {"a(1);", "check if c(1);"}) ==
        "denied by policy 0: deny if true\n  block 1, check 0: check if c(1)\n");
}

TEST_CASE("colour is for words of ours alone") {
  CHECK(Decide("allow if true;", {"a(1);"}, Color::kOn) == "\x1b[32mallowed\x1b[0m by policy 0: allow if true\n");
  CHECK(Decide("allow if a(2);", {"a(1);"}, Color::kOn) == "\x1b[31mdenied\x1b[0m: no policy matched\n");
  CHECK(ComplaintText("x", "", Color::kOn) == "\x1b[31merror\x1b[0m: x\n");
}

TEST_CASE("control characters of a token do not reach the terminal") {
  const token::UnverifiedBiscuit token = TokenOf({"a(\"\x1b[2J\");"});
  const std::string text = TokenText({token, Value(token.DecodeBlocks()), false, 0});
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find("[2J") != std::string::npos);
  CHECK(RefusalText(identity::IdentityMismatch{"a", "b\n\x1b[31m", 0}, Color::kOff).find("b\\u{a}\\u{1b}[31m") !=
        std::string::npos);
  CHECK(ErrorText(Error(ErrorKind::kMalformedKey, "bad: \nerror: x"), Color::kOff).find("bad: \\u{a}error: x") !=
        std::string::npos);
}

TEST_CASE("only the parser's errors have lines of their own") {
  CHECK(ErrorText(Error(ErrorKind::kSyntax, "line 1, column 2: expected ')'\n  a(\n   ^"), Color::kOff) ==
        "error: line 1, column 2: expected ')'\n  a(\n   ^\n");
}

TEST_CASE("every refusal says what to do about it") {
  using identity::IdentityMismatch;
  const std::vector<identity::Refusal> refusals = {identity::UnknownKey{},
                                                   identity::Banned{"alice", std::nullopt, 0, 1, "stolen"},
                                                   identity::InvalidSignature{},
                                                   identity::WrongKind{"identity", "unknown"},
                                                   identity::ForgedFact{1, "actor"},
                                                   identity::InvalidName{"block 1", "empty segment"},
                                                   identity::NoExpiry{},
                                                   identity::Expired{},
                                                   IdentityMismatch{"alice", "bob", 0},
                                                   IdentityMismatch{"alice", "alice", 0, true},
                                                   IdentityMismatch{"alice", "bob", 0, true},
                                                   identity::NotDelegatable{},
                                                   identity::DomainMismatch{"prod", "test"},
                                                   identity::DomainMismatch{std::nullopt, "test"},
                                                   identity::RightsDenied{},
                                                   identity::ChainIncomplete{},
                                                   identity::PartyMissing{},
                                                   identity::CheckFailed{},
                                                   identity::LimitReached{}};
  for (const identity::Refusal& refusal : refusals) {
    const std::string text = RefusalText(refusal, Color::kOff);
    CAPTURE(text);
    CHECK(text.find("\nhint: ") != std::string::npos);
  }
  CHECK(RefusalText(IdentityMismatch{"alice", "bob", 0, true}, Color::kOff) ==
        "error: the new name must lie below the holder's, \"alice\", and does not: \"bob\"\n"
        "hint: continue the holder's name with a colon and something more\n");
}

TEST_CASE("a lineage is a table whose columns hold whatever a name is written in") {
  identity::Lineage lineage;
  lineage.rows.resize(2);
  lineage.rows[0].kind = identity::BlockKind::kIdentity;
  lineage.rows[0].identity = "é";
  lineage.rows[0].expires = lineage.rows[0].effective_expires = identity::Expiry{0, 0, 1};
  lineage.rows[0].revocation_id = std::string(64, '\xab');
  lineage.rows[1].block = 1;
  lineage.rows[1].identity = "é:agent";
  lineage.rows[1].kind = identity::BlockKind::kLeafDelegation;
  lineage.rows[1].revocation_id = "\x01";
  CHECK(
      LineageText(lineage) ==
      "block  kind             identity  depth  own expiry            effective expiry      signed by  revocation id\n"
      "0      identity         é         0      1970-01-01T00:00:00Z  1970-01-01T00:00:00Z  -          "
      "abababababababab..\n"
      "1      leaf delegation  é:agent   0      -                     -                     -          01\n");
}

}  // namespace
}  // namespace hardtack::report

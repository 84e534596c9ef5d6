// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Grants: what is built is what tokens.md's table says, what is built is read back, and nothing else is.

#include "hardtack/identity/grant.h"

#include <string>

#include "hardtack/engine/ast_print.h"
#include "tests/identity/authorizations.h"

namespace hardtack::identity {
namespace {

const std::string kRight = R"(right("alice", "docs/plan", "read"); )";
const std::string kRightCheck = "check if subject($sub), resource($res), operation($op), right($sub, $res, $op); ";
const std::string kTime = "check if time($time), $time < 1700003600; ";

Grant FullGrant() {
  Grant grant = AliceReads();
  grant.domain = "prod";
  grant.prefix_key = AttestorOf("", AttestorKey(9)).key;
  grant.chain = {AttestorOf("gateway", AttestorKey(1)),
                 AttestorOf("store", AttestorKey(2, crypto::Algorithm::kSecp256r1))};
  grant.parties = {AttestorOf("legal", AttestorKey(3)), AttestorOf("finance", AttestorKey(4))};
  return grant;
}

TEST_CASE("every option prints as the statements that published clients read, in their order") {
  CHECK(engine::ToString(BuildGrant(AliceReads(), kNow + kHour)) ==
        "right(\"alice\", \"docs/plan\", \"read\");\n"
        "check if subject($sub), resource($res), operation($op), right($sub, $res, $op);\n"
        "check if time($time), $time < 1700003600;\n");
  CHECK(engine::ToString(BuildGrant(FullGrant(), kNow + kHour)) ==
        "right(\"alice\", \"docs/plan\", \"read\");\n"
        "node($s, \"gateway\") <- service($s) trusting " +
            KeyText(AttestorKey(1)) +
            ";\n"
            "node($s, \"store\") <- service($s) trusting " +
            KeyText(AttestorKey(2, crypto::Algorithm::kSecp256r1)) +
            ";\n"
            "check if subject($sub), resource($res), operation($op), right($sub, $res, $op);\n"
            "check if time($time), $time < 1700003600;\n"
            "check if domain(\"prod\");\n"
            "check if prefix_added(true) trusting " +
            KeyText(AttestorKey(9)) +
            ";\n"
            "check if namespace(\"legal\") trusting " +
            KeyText(AttestorKey(3)) +
            ";\n"
            "check if namespace(\"finance\") trusting " +
            KeyText(AttestorKey(4)) + ";\n");
}

TEST_CASE("what is built is read back, with every option and with none") {
  for (const Grant& grant : {AliceReads(), FullGrant()}) {
    const engine::Block block = BuildGrant(grant, kNow + kHour);
    CHECK(ReadGrant(block) == grant);
    CHECK(ReadGrant(BlockOf(engine::ToString(block))) == grant);
    CHECK(!ReadCapability(block).has_value());
  }
}

TEST_CASE("variable names, the order of checks and further checks do not matter") {
  CHECK(ReadGrant(BlockOf(kTime + "check if subject($x), resource($y), operation($z), right($x, $y, $z); " + kRight)) ==
        AliceReads());
  CHECK(ReadGrant(BlockOf(kRight + kRightCheck + "check if color(\"red\");")) == AliceReads());
}

TEST_CASE("a block that states more, less or something else grants nothing (hole 2)") {
  const std::string key = KeyText(AttestorKey(1));
  const std::string cases[] = {
      kRight + kTime,  // the old shape: nothing binds the right to a request
      kRightCheck + kTime,
      kRight + R"(right("alice", "docs/other", "read"); )" + kRightCheck,
      kRight + R"(subject("alice"); )" + kRightCheck,
      R"(right(1, "docs/plan", "read"); )" + kRightCheck,
      R"(right("alice", 1, "read"); )" + kRightCheck,
      R"(right("alice", "docs/plan", 1); )" + kRightCheck,
      R"(right("alice", "docs/plan"); )" + kRightCheck,
      kRight + "check if subject($a), resource($b), operation($c), right($a, $b, $b); ",
      kRight + "check if subject($a), resource($a), operation($a), right($a, $a, $a); ",
      kRight + "check if subject($sub), resource($res), operation($op), right($sub, $res, $op) or true; ",
      kRight + "check if subject($sub), resource($res), operation($op), right($sub, $res, $op), true; ",
      kRight + "check all subject($sub), resource($res), operation($op), right($sub, $res, $op); ",
      kRight + kRightCheck + R"(right($s, "docs/other", "read") <- subject($s); )",
      kRight + kRightCheck + R"(node($s, "gateway") <- service($s); )",  // nobody has to sign
      kRight + kRightCheck + R"(node($s, "gateway") <- service($s) trusting previous; )",
      kRight + kRightCheck + R"(node($s, "gateway") <- service($s) trusting authority, )" + key + "; ",
      kRight + kRightCheck + "check if prefix_added(true) trusting " + key + "; check if prefix_added(true) trusting " +
          KeyText(AttestorKey(2)) + ";",
      kRight + kRightCheck + R"(check if domain("prod"); check if domain("test"); )",
      "trusting previous; " + kRight + kRightCheck,
  };
  for (const std::string& datalog : cases) {
    CAPTURE(datalog);
    CHECK(ReadGrant(BlockOf(datalog)) == std::nullopt);
  }
}

TEST_CASE("a capability binds resource and operation, and no subject") {
  const std::string check = "check if resource($res), operation($op), right($sub, $res, $op); ";
  CHECK(ReadCapability(BlockOf(kRight + check + kTime)) == Right{"alice", "docs/plan", "read"});
  CHECK(ReadGrant(BlockOf(kRight + check + kTime)) == std::nullopt);
  CHECK(ReadCapability(BlockOf(kRight + kTime)) == std::nullopt);
  CHECK(ReadCapability(BlockOf(kRight + check + "subject($s) <- right($s, $r, $o);")) == std::nullopt);
}

TEST_CASE("only the exact checks are read as parties and prefixes") {
  const std::string key = KeyText(AttestorKey(1));
  const auto check = [](const std::string& text) { return BlockOf(text + ";").checks.at(0); };
  CHECK(ReadPartyCheck(check(R"(check if namespace("legal") trusting )" + key)) == AttestorOf("legal", AttestorKey(1)));
  CHECK(ReadPrefixAddedCheck(check("check if prefix_added(true) trusting " + key)) ==
        AttestorOf("", AttestorKey(1)).key);
  CHECK(!ReadPartyCheck(check(R"(check if namespace("legal"))")).has_value());
  CHECK(!ReadPartyCheck(check(R"(check if namespace("legal"), true trusting )" + key)).has_value());
  CHECK(!ReadPrefixAddedCheck(check("check if prefix_added(false) trusting " + key)).has_value());
  CHECK(!ReadPrefixAddedCheck(check("check if prefix_added(true)")).has_value());
  CHECK(IsRightCheck(check("check if subject($a), resource($b), operation($c), right($a, $b, $c)")));
  CHECK(!IsRightCheck(check("check if resource($b), operation($c), right($a, $b, $c)")));
}

}  // namespace
}  // namespace hardtack::identity

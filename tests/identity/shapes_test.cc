// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The exact shapes: what is built prints as published clients expect it, and nothing that differs is recognised.

#include "hardtack/identity/shapes.h"

#include <string>

#include "doctest/doctest.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/parser/parser.h"
#include "tests/identity/tokens.h"

namespace hardtack::identity {
namespace {

engine::Check CheckOf(std::string_view text) { return Value(parser::ParseCheck(text)); }

TEST_CASE("the built statements print in the published form") {
  CHECK(engine::ToString(SubjectFact("alice")) == R"(subject("alice"))");
  CHECK(engine::ToString(BuildNameCheck({"alice", true})) ==
        R"(check if actor($a), $a == "alice" || $a.starts_with("alice" + ":"))");
  CHECK(engine::ToString(BuildNameCheck({"alice", false})) == R"(check if actor($a), $a == "alice")");
  CHECK(engine::ToString(BuildExpiryCheck(1700000000)) == "check if time($time), $time < 1700000000");
  CHECK(engine::ToString(BuildDomainCheck("prod")) == R"(check if domain("prod"))");
  CHECK(engine::ToString(BuildDomainRule()) == "subject($d, $s) <- domain($d), subject($s)");
}

TEST_CASE("a name check is read whatever its variable, and with the colon joined beforehand") {
  const NameCheck alice{"alice", true};
  CHECK(ReadNameCheck(CheckOf(R"(check if actor($a), $a == "alice" || $a.starts_with("alice" + ":"))")) == alice);
  CHECK(ReadNameCheck(CheckOf(R"(check if actor($who), $who == "alice" || $who.starts_with("alice" + ":"))")) == alice);
  CHECK(ReadNameCheck(CheckOf(R"(check if actor($a), $a == "alice" || $a.starts_with("alice:"))")) == alice);
  CHECK(ReadNameCheck(CheckOf(R"(check if actor($x), $x == "alice")")) == NameCheck{"alice", false});
  CHECK(ReadNameCheck(BuildNameCheck({"a\"b", true})) == NameCheck{"a\"b", true});
}

TEST_CASE("what differs from a name check in anything is none") {
  const char* const cases[] = {
      R"(check if actor($a), $a == "alice" || true)",
      R"(check if actor($a), $a == "alice" || $a.starts_with("alice"))",
      R"(check if actor($a), $a == "alice" || $a.starts_with("bob" + ":"))",
      R"(check if actor($a), $a == "alice" || $a.starts_with("alice" + "::"))",
      R"(check if actor($a), $a == "alice" || $a.ends_with("alice" + ":"))",
      R"(check if actor($a), $a == "alice" && $a.starts_with("alice" + ":"))",
      R"(check if actor($a), $a.starts_with("alice" + ":") || $a == "alice")",
      R"(check if actor($a), ($a == "alice"))",
      R"(check if actor($a), "alice" == $a)",
      R"(check if actor($a), $a === "alice")",
      R"(check if actor($a), $a != "alice")",
      R"(check if actor($a), $a == "alice", true)",
      R"(check if actor($a), $b == "alice")",
      R"(check if actor($a), actor($b), $a == "alice")",
      R"(check if actor($a, $b), $a == "alice")",
      R"(check if subject($a), $a == "alice")",
      R"(check if actor("alice"))",
      R"(check if actor($a), $a == 1)",
      R"(check if actor($a))",
      R"(check if actor($a), $a == "alice" or true)",
      R"(check if actor($a), $a == "alice" trusting previous)",
      R"(check all actor($a), $a == "alice")",
      R"(reject if actor($a), $a == "alice")",
  };
  for (const char* text : cases) {
    CAPTURE(text);
    CHECK(ReadNameCheck(CheckOf(text)) == std::nullopt);
  }
}

TEST_CASE("a time check is read whatever its variable, and only with an integer upper bound") {
  CHECK(ReadExpiryCheck(CheckOf("check if time($time), $time < 1700000000")) == 1700000000);
  CHECK(ReadExpiryCheck(CheckOf("check if time($t), $t < -5")) == -5);
  const char* const cases[] = {
      "check if time($t), $t <= 1700000000",          "check if time($t), $t > 1700000000",
      "check if time($t), $t < 2030-01-01T00:00:00Z", "check if time($t), $u < 1700000000",
      "check if time($t), $t < 1700000000 || true",   "check if time($t), $t < 1700000000, true",
      "check if time($t), $t < 1700000000 or true",   "check if clock($t), $t < 1700000000",
      "check all time($t), $t < 1700000000",          "reject if time($t), $t < 1700000000",
  };
  for (const char* text : cases) {
    CAPTURE(text);
    CHECK(ReadExpiryCheck(CheckOf(text)) == std::nullopt);
  }
}

TEST_CASE("a domain check names one domain") {
  CHECK(ReadDomainCheck(CheckOf(R"(check if domain("prod"))")) == "prod");
  CHECK(ReadDomainCheck(CheckOf(R"(check if domain($d))")) == std::nullopt);
  CHECK(ReadDomainCheck(CheckOf(R"(check if domain("prod"), true)")) == std::nullopt);
  CHECK(ReadDomainCheck(CheckOf(R"(check if domain("prod", "eu"))")) == std::nullopt);
  CHECK(ReadDomainCheck(CheckOf(R"(check all domain("prod"))")) == std::nullopt);
}

TEST_CASE("the domain rule is read whatever its variables, if there are two") {
  const auto is_domain_rule = [](std::string_view text) { return IsDomainRule(Value(parser::ParseRule(text))); };
  CHECK(is_domain_rule("subject($d, $s) <- domain($d), subject($s)"));
  CHECK(is_domain_rule("subject($x, $y) <- domain($x), subject($y)"));
  CHECK_FALSE(is_domain_rule("subject($x, $x) <- domain($x), subject($x)"));
  CHECK_FALSE(is_domain_rule("subject($s, $d) <- domain($d), subject($s)"));
  CHECK_FALSE(is_domain_rule("subject($d, $s) <- subject($s), domain($d)"));
  CHECK_FALSE(is_domain_rule("subject($d, $s) <- domain($d), subject($s), true"));
  CHECK_FALSE(is_domain_rule("subject($d, $s) <- domain($d), subject($s) trusting previous"));
}

}  // namespace
}  // namespace hardtack::identity

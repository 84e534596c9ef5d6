// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What an explanation says. tests/differential/explain_test.cc checks proofs and near misses of random programs.

#include "hardtack/engine/explain.h"

#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "tests/engine/explain_testing.h"

namespace hardtack::engine {
namespace {

const PublicKey kSigner{Algorithm::kEd25519, std::string(32, '\x01')};

struct Case {
  const char* behaviour;
  std::vector<BlockText> blocks;
  std::string authorizer;
  const char* explanation;
};

const Case kCases[] = {
    {"a proof goes through the rules of several blocks down to what they state",
     {"user(\"alice\"); member($u) <- user($u);",
      {"file(\"f\"); right($u, $f) <- member($u), file($f) trusting authority;", &kSigner}},
     "can($u) <- right($u, $f) trusting authority, " + ToString(kSigner) + "; allow if can($u) trusting authority, " +
         ToString(kSigner) + ";",
     "policy query 0 with {$u=\"alice\"}\n"
     "  can(\"alice\") of authorizer,0,1 by rule authorizer.0 from ["
     "right(\"alice\", \"f\") of 0,1 by rule 1.0 from ["
     "member(\"alice\") of 0 by rule 0.0 from [user(\"alice\") of 0 by fact 0.0]; file(\"f\") of 1 by fact 1.0]]\n"},
    {"of the ways to a fact through recursion the shortest is shown",
     {},
     "edge(1, 2); edge(2, 3); edge(3, 4); edge(4, 1); edge(1, 3);"
     "path($x, $y) <- edge($x, $y); path($x, $z) <- path($x, $y), edge($y, $z); allow if path(1, 4);",
     "policy query 0 with {}\n"
     "  path(1, 4) of authorizer by rule authorizer.1 from ["
     "path(1, 3) of authorizer by rule authorizer.0 from [edge(1, 3) of authorizer by fact authorizer.4]; "
     "edge(3, 4) of authorizer by fact authorizer.2]\n"},
    {"a fact that rules derive again from itself is proved without itself",
     {},
     "a(1); b($x) <- a($x); a($x) <- b($x); b($x) <- b($x); allow if b($x), a($x);",
     "policy query 0 with {$x=1}\n"
     "  b(1) of authorizer by rule authorizer.0 from [a(1) of authorizer by fact authorizer.0]\n"
     "  a(1) of authorizer by fact authorizer.0\n"},
    {"of proofs of one height the one with fewer facts is shown, then the one of the first rule",
     {},
     "a(1); b(1); c($x) <- a($x), b($x); c($x) <- b($x); c($x) <- a($x); allow if c($x);",
     "policy query 0 with {$x=1}\n"
     "  c(1) of authorizer by rule authorizer.1 from [b(1) of authorizer by fact authorizer.1]\n"},
    {"a rule without predicates has a proof without premises",
     {},
     "a(1) <- true; deny if a(1);",
     "policy query 0 with {}\n  a(1) of authorizer by rule authorizer.0 from []\n"},
    {"the branch of `or` that matched is named",
     {},
     "b(2); allow if a($x) or b($x) or b($x), $x > 1;",
     "policy query 1 with {$x=2}\n  b(2) of authorizer by fact authorizer.0\n"},
    {"of the bindings that match the one with the least proof is shown",
     {},
     "b(1); a($x) <- b($x); a(2); allow if a($x);",
     "policy query 0 with {$x=2}\n  a(2) of authorizer by fact authorizer.1\n"},
    {"a fact that is stated has a lesser proof than one of a rule without predicates",
     {},
     "a(1) <- true; a(2); allow if a($x);",
     "policy query 0 with {$x=2}\n  a(2) of authorizer by fact authorizer.0\n"},
    {"a policy that only compares has no facts", {}, "allow if 1 < 2;", "policy query 0 with {}\n"},
    {"the nearest binding has the most predicates, wherever the missing one stands",
     {},
     "owner(\"f\", \"bob\"); file(\"f\"); user(\"alice\"); allow if owner($f, $u), user($u), file($f);",
     "no policy 0: {$f=\"f\", $u=\"bob\"} no user(\"bob\")\n"},
    {"then the most true expressions; the values of those that a false one reads are given",
     {},
     "n(1); n(5); n(7); limit(6); m(3); allow if n($x), limit($l), m($y), $x > 2, $x < $l, $x > $y, false;"
     "allow if n($x), limit($l), $x > 3, $x > $l, $x === $l;",
     "no policy 0: {$x=5, $l=6, $y=3} false: 3 {}\n"
     "no policy 1: {$x=7, $l=6} false: 2 {$x=7, $l=6}\n"},
    {"a false expression is reported beside a missing fact if its variables are bound",
     {},
     "n(1); allow if n($x), none($y), $y > 1, $x > 1;",
     "no policy 0: {$x=1} no none($y) false: 1 {$x=1}\n"},
    {"variables in closures count as read, their parameters do not",
     {},
     "n(4); m(1); allow if n($x), m($y), [1, 2].any($p -> $p > $x);",
     "no policy 0: {$x=4, $y=1} false: 0 {$x=4}\n"},
    {"a fact of an untrusted block is named as hidden",
     {"a(1);", "b(1); b(2); check if a(2);"},
     "check if b(2); allow if a($x), b($x);",
     "no policy 0: {$x=1} no b(1) but of 1\n"
     "check authorizer.0: {} no b(2) but of 1\n"
     "check 1.0: {} no a(2)\n"},
    {"what a rule hides counts as hidden too",
     {"a(1);", "b(1);", "c($x) <- a($x), b($x) trusting authority, previous;"},
     "allow if c(1);",
     "no policy 0: {} no c(1) but of 0,1,2\n"},
    {"a false expression reads the variable that a closure in it shadows, without which it would be true",
     {"n(1); check if n($x), {3}.any($x -> $x >= $x).try_or(false);"},
     "allow if true;",
     "policy query 0 with {}\ncheck 0.0: {$x=1} false: 0 {$x=1}\n"},
    {"`check all` names the binding that did not hold",
     {"n(1); n(2); n(3); check all n($x), $x < 4, $x < 3;"},
     "allow if true;",
     "policy query 0 with {}\ncheck 0.0: {$x=3} false: 1 {$x=3}\n"},
    {"`check all` without any binding says what is missing",
     {"check all n($x), $x < 3 or m($x);"},
     "m(1); n(4); allow if true;",
     "policy query 0 with {}\n"},
    {"every query of a check is explained",
     {"check all n($x), $x < 3 or m($x), $x > 3; check if o(1) or n(5);"},
     "n(4); allow if true;",
     "policy query 0 with {}\n"
     "check 0.0: {$x=4} false: 0 {$x=4}\n"
     "check 0.0: {} no m($x)\n"
     "check 0.1: {} no o(1)\n"
     "check 0.1: {} no n(5)\n"},
    {"`reject if` names what it matched",
     {"check if true; reject if a(1) or n($x), $x > 1;"},
     "n(2); n(1); allow if true;",
     "policy query 0 with {}\n"
     "check 0.1: query 1 with {$x=2}\n  n(2) of authorizer by fact authorizer.0\n"},
    {"behind a missing fact are the rules that could have derived it",
     {"user(\"alice\"); team(\"x\");"},
     "member($u) <- user($u), group($u, $g); member(\"root\") <- user($u);"
     "can($u, \"read\") <- member($u); can($u, \"write\") <- member($u); allow if user($u), can($u, \"read\");",
     "no policy 0: {$u=\"alice\"} no can(\"alice\", \"read\") (rule authorizer.2: {$u=\"alice\"} no member(\"alice\") "
     "(rule authorizer.0: {$u=\"alice\"} no group(\"alice\", $g)))\n"},
    {"a rule is not looked at behind itself, nor one that the query does not trust",
     {"a(1);", "p(1) <- a(2);"},
     "p($x) <- p($x); allow if p(1);",
     "no policy 0: {} no p(1) (rule authorizer.0: {$x=1} no p(1))\n"},
};

TEST_CASE("explanations of decisions") {
  for (const Case& c : kCases) {
    CAPTURE(c.behaviour);
    CHECK(Shown(ExplainTexts(c.blocks, c.authorizer)) == c.explanation);
  }
}

TEST_CASE("facts of the request are told from those of the authorizer") {
  CHECK(Shown(ExplainTexts({}, "a(1); allow if a(1), b(2);", "c(0); b(2); a(1);")) ==
        "policy query 0 with {}\n"
        "  a(1) of authorizer by fact authorizer.0\n"
        "  b(2) of authorizer by request 1\n");
}

TEST_CASE("a miss says which blocks the query trusts") {
  const Explanation explanation = ExplainTexts({"a(1);", "check if b(1); check if b(1) trusting previous;"}, "");
  REQUIRE(explanation.failed_checks.size() == 2);
  CHECK(explanation.failed_checks[0].misses[0].trusted == Origin{kAuthorizerBlock, 0, 1});
  CHECK(explanation.failed_checks[1].position == CheckPosition{1, 1});
}

TEST_CASE("what explains an error is the error") {
  const Explanation overflow = ExplainTexts({}, "n(9223372036854775807); allow if n($x), $x + 1 > 0;");
  CHECK(KindOf(overflow.decision.status()) == ErrorKind::kOverflow);
  CHECK(Shown(overflow) == "");
  RunOptions few;
  few.limits.max_steps = 3;
  const Explanation steps = ExplainTexts({}, "n(1); m($x) <- n($x); allow if m($x);", "", {}, few);
  CHECK(KindOf(steps.decision.status()) == ErrorKind::kTooManySteps);
}

TEST_CASE("an explanation takes nothing from the budget of the world") {
  const std::string policy = "n(1); m($x) <- n($x); allow if m($x);";
  const AuthorizerBlock syntax = ParsedAuthorizer(policy);
  Outcome outcome = RunTexts({}, policy);
  const uint64_t before = outcome.world.usage().steps;
  CHECK(Explain(outcome, {syntax, {}, {}}).policy.has_value());
  CHECK(outcome.world.usage().steps == before);
  CHECK(Query(outcome.world, *parser::ParseRule("m($x) <- m($x)")).ok());
}

// Deterministic: every rotation of the statements gives the same explanation but for the positions of facts.
TEST_CASE("the order of facts changes nothing but their positions") {
  const std::vector<std::string> facts = {"e(1, 2); ", "e(2, 4); ",  "e(1, 3); ",
                                          "e(3, 4); ", "n(\"x\"); ", "n(\"y\"); "};
  const std::string rest =
      "p($x, $y) <- e($x, $y); p($x, $z) <- p($x, $y), p($y, $z);"
      "check if n($n), p(4, $x); check if n($n), $n.length() > 1; allow if p(1, 4), n($n);";
  const auto explain = [&](size_t rotation) {
    std::string text;
    for (size_t i = 0; i < facts.size(); ++i) text += facts[(i * 5 + rotation) % facts.size()];
    Explanation explanation = ExplainTexts({}, text + rest);
    for (ProvedFact& fact : explanation.facts) {
      if (fact.source.kind == Source::Kind::kStated) fact.source.index = 0;
    }
    return Shown(explanation);
  };
  const std::string expected = explain(0);
  CHECK(expected.find("path") == std::string::npos);
  CHECK(expected.find("e(1, 2)") != std::string::npos);
  for (size_t rotation = 1; rotation < facts.size(); ++rotation) CHECK(explain(rotation) == expected);
}

std::string Numbers(const std::string& name, size_t count) {
  std::string text;
  for (size_t i = 0; i < count; ++i) text += name + "(" + std::to_string(i) + "); ";
  return text;
}

TEST_CASE("a search through a cross product is cut, and says so") {
  RunOptions generous;
  generous.limits.max_steps = 100'000'000;
  const std::string facts = Numbers("n", 200);
  const Explanation cut = ExplainTexts({},
                                       facts +
                                           "allow if n($x), n($y), n($z), $x + $y + $z > 1000, $x > 0;"
                                           "allow if n($x), m($x);",
                                       "", {}, generous);
  REQUIRE(cut.policies.size() == 2);
  CHECK(cut.cut);
  CHECK(cut.policies[0][0].cut);
  CHECK(cut.policies[0][0].expression.has_value());
  CHECK(Shown(cut, cut.policies[1][0]) == "{$x=0} no m(0)");  // the hostile query took nothing from this one
}

TEST_CASE("a search that never met a complete binding gives the longest run of predicates") {
  RunOptions generous;
  generous.limits.max_steps = 100'000'000;
  const Explanation cut =
      ExplainTexts({}, Numbers("n", 100) + "o(1); allow if n($a), n($b), n($c), n($d), m($a, $b, $c, $d), o($a);", "",
                   {10'000}, generous);
  CHECK(Shown(cut) == "no policy 0: {$a=0, $b=0, $c=0, $d=0} no m(0, 0, 0, 0) no o(0) cut\ncut\n");
}

TEST_CASE("proofs that the steps do not reach are left open") {
  const std::string policy = Numbers("n", 10) + "m($x, $y) <- n($x), n($y); allow if m(9, 9), n(1);";
  CHECK(Shown(ExplainTexts({}, policy, "", {2})) == "cut\n");
  CHECK(Shown(ExplainTexts({}, policy, "", {60})).find("m(9, 9) of authorizer unproved") != std::string::npos);
  CHECK(Shown(ExplainTexts({}, policy, "", {1'000})).find("cut") == std::string::npos);
}

TEST_CASE("what does not fit into the bytes of an explanation is left out whole") {
  const std::string policy = "n(\"" + std::string(1000, 'x') +
                             "\"); m(1); check if m($x), $x > 1; check if n($x), m(2);"
                             "check if m(2); allow if m($x);";
  const Explanation all = ExplainTexts({}, policy);
  CHECK_FALSE(all.cut);
  CHECK(all.failed_checks.size() == 3);
  const Explanation some = ExplainTexts({}, policy, "", {1'000'000, 1'000});
  CHECK(some.cut);
  CHECK(some.policy == all.policy);
  REQUIRE(some.failed_checks.size() == 1);
  CHECK(some.failed_checks[0] == all.failed_checks[0]);
  CHECK(some.facts.size() == 1);
}

// A derivation tree of 2^60 facts, of which each is shown once.
TEST_CASE("a proof that uses facts many times is as large as the number of facts") {
  std::string policy = "p0(1); allow if p60(1);";
  for (int i = 1; i <= 60; ++i) {
    const std::string below = "p" + std::to_string(i - 1) + "($x)";
    policy += "p" + std::to_string(i) + "($x) <- " + below + ", " + below + ";";
  }
  const Explanation explanation = ExplainTexts({}, policy);
  CHECK(explanation.facts.size() == 61);
  CHECK_FALSE(explanation.cut);
}

TEST_CASE("a body of a thousand predicates is searched without recursion") {
  std::string body = "n($x0)";
  for (int i = 1; i < 1000; ++i) body += ", n($x" + std::to_string(i) + ")";
  const Explanation explanation = ExplainTexts({}, "n(1); allow if " + body + ", m(1);");
  REQUIRE(explanation.policies.size() == 1);
  CHECK(explanation.policies[0][0].bindings.size() == 1000);
  CHECK(ToString(explanation.policies[0][0].missing.at(0).wanted) == "m(1)");
}

}  // namespace
}  // namespace hardtack::engine

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Lint: each finding where it belongs, and none on tokens that are as they should be.

#include "hardtack/identity/lint.h"

#include <string>
#include <vector>

#include "tests/identity/authorizations.h"

namespace hardtack::identity {
namespace {

const std::string kAlice = R"(subject("alice"); check if actor($a), $a == "alice" || $a.starts_with("alice" + ":"); )"
                           "check if time($time), $time < 1700028800;";
const std::string kUser = R"(user("alice"); check if time($t), $t < 1700003600;)";

std::vector<LintFinding> FindingsIn(const token::UnverifiedBiscuit& token, int64_t now = kNow) {
  return Value(Lint(token, now));
}

// "KIND BLOCK", and "fact", "rule" or "check" with the number where there is one.
std::string Brief(const LintFinding& finding) {
  std::string text = std::string(NameOf(finding.kind)) + ' ' + std::to_string(finding.block);
  if (finding.fact.has_value()) text += " fact " + std::to_string(*finding.fact);
  if (finding.rule.has_value()) text += " rule " + std::to_string(*finding.rule);
  if (finding.check.has_value()) text += " check " + std::to_string(*finding.check);
  return text;
}

std::vector<std::string> Briefs(const std::vector<std::string>& blocks) {
  std::vector<std::string> briefs;
  for (const LintFinding& finding : FindingsIn(TokenOf(blocks))) briefs.push_back(Brief(finding));
  return briefs;
}

using List = std::vector<std::string>;

TEST_CASE("tokens that are as they should be are left alone") {
  CHECK(FindingsIn(Alice()).empty());
  CHECK(Briefs({kUser, R"(check if resource($r), $r.starts_with("docs/");)"}).empty());
  DelegateRequest agent = HourFor("alice:agent");
  DelegateRequest worker = HourFor("alice:agent:worker");
  worker.ttl = 1800;
  CHECK(FindingsIn(Accepted(Value(Delegate(Accepted(Value(Delegate(Alice(), agent))).token, worker))).token).empty());
  CHECK(FindingsIn(IssuedGrant(AliceReads())).empty());
}

TEST_CASE("a life without an end, and one beyond its tier") {
  CHECK(Briefs({R"(user("alice");)"}) == List{"no-expiry 0"});
  IssueRequest request = AliceRequest();
  request.ttl = 24 * kHour + 1;
  const std::vector<LintFinding> base = FindingsIn(Issued(request));
  REQUIRE(base.size() == 1);
  CHECK(base[0].message == "it lives 24 h 0 min from now, and at most 24 h 0 min are advised for this tier: base");
  DelegateRequest agent = HourFor("alice:agent");
  agent.ttl = 5 * kHour;
  CHECK(Brief(FindingsIn(Accepted(Value(Delegate(Alice(), agent))).token).at(0)) == "long-life 1");
  // Tiers are of identities alone.
  CHECK(Briefs({R"(right("alice", "docs/a", "read"); check if time($t), $t < 1900000000;)"}).empty());
}

TEST_CASE("checks that are settled in advance") {
  CHECK(Briefs({kUser, "check if true;"}) == List{"always-holds 1 check 0"});
  CHECK(Briefs({kUser, "check if 1 + 1 === 2;"}) == List{"always-holds 1 check 0"});
  CHECK(Briefs({kUser, R"(check if actor($a), $a == "x" || true;)"}) == List{"always-holds 1 check 0"});
  CHECK(Briefs({kUser, R"(check if resource($r), $r == "a" or 1 < 2;)"}) == List{"always-holds 1 check 0"});
  CHECK(Briefs({kUser, "reject if false;"}) == List{"always-holds 1 check 0"});
  CHECK(Briefs({kUser, "check if resource($r), false;"}) == List{"never-holds 1 check 0"});
  CHECK(Briefs({kUser, "check if time($t), $t < 1600000000;"}) == List{"never-holds 1 check 0"});
  CHECK(Briefs({kUser, "reject if true;"}) == List{"never-holds 1 check 0"});
  CHECK(Briefs({kUser, R"(check if "a".matches("b"))"
                       ";"}) == List{"never-holds 1 check 0"});
  CHECK(Briefs({kUser, "check if [1, 2].all($x -> $x > 0);"}) == List{"always-holds 1 check 0"});
  // These depend on the request.
  CHECK(Briefs({kUser, "check if resource($r);", "check if actor($a), actor($b), $a != $b;"}).empty());
  CHECK(Briefs({kUser, R"(check if resource("a"), true;)", "check if actor($a), holder($a), true;"}).empty());
}

TEST_CASE("facts and rules of a first-party block that nobody reads") {
  CHECK(Briefs({kUser, R"(group("admin"); check if resource("a");)"}) == List{"unreadable 1 fact 0"});
  CHECK(Briefs({kUser, "seen($r) <- resource($r); check if seen($x);"}).empty());
  CHECK(Briefs({kUser, R"(may($r) <- resource($r); check if resource("a");)"}) == List{"unreadable 1 rule 0"});
  CHECK(Briefs({kUser, R"(group("admin"); check if resource("a");)", "check if group($g) trusting previous;"}).empty());
  // A later block that asks without trusting, or trusts without asking, does not read it.
  for (const char* later : {"check if group($g);", "check if resource($r) trusting previous;"}) {
    CHECK(Briefs({kUser, R"(group("admin"); check if resource("a");)", later}) == List{"unreadable 1 fact 0"});
  }
  const token::UnverifiedBiscuit third = Attested(TokenOf({kUser}), R"(group("admin");)", AttestorKey(1));
  CHECK(FindingsIn(third).empty());
}

TEST_CASE("scopes that leave out the authority, of which the body asks") {
  const std::string key = KeyText(AttestorKey(1));
  CHECK(Briefs({kUser, "check if user($u), group($g) trusting " + key + ";"}) == List{"dropped-authority 1 check 0"});
  CHECK(Briefs({kUser, "check if user($u), group($g) trusting authority, " + key + ";"}).empty());
  CHECK(Briefs({kUser, "check if user($u), group($g) trusting previous;"}).empty());
  CHECK(Briefs({kUser, "check if group($g) trusting " + key + ";"}).empty());
  CHECK(Briefs({kUser, "trusting " + key + "; ok($u) <- user($u); check if ok($u);"}) ==
        List{"dropped-authority 1 rule 0"});
}

TEST_CASE("patterns that are expensive, or not valid") {
  CHECK(Briefs({kUser, R"(check if resource($r), $r.matches("(a{1,100}){1,9}[\\w\\W]{500}");)"}) ==
        List{"expensive-pattern 1 check 0"});
  CHECK(Briefs({kUser, R"(check if resource($r), $r.matches("(");)"}) == List{"expensive-pattern 1 check 0"});
  CHECK(Briefs({kUser, R"(check if resource("a"); check if resource($r), $r.matches("(");)"}) ==
        List{"expensive-pattern 1 check 1"});
  CHECK(Briefs({kUser, R"(check if resource($r), $r.matches("^docs/[a-z]+$");)"}).empty());
}

TEST_CASE("what stands later in a block is looked at like what stands first") {
  const std::string key = KeyText(AttestorKey(1));
  CHECK(Briefs({kUser, R"(check if resource("a"); check if true;)"}) == List{"always-holds 1 check 1"});
  CHECK(Briefs({kUser, R"(a("x"); b("x"); check if resource($r), a($r);)"}) == List{"unreadable 1 fact 1"});
  CHECK(Briefs({kUser, "a($r) <- resource($r); b($r) <- resource($r); check if a($r);"}) ==
        List{"unreadable 1 rule 1"});
  CHECK(Briefs({kUser, "a($r) <- resource($r); b($u) <- user($u) trusting " + key + "; check if a($r), b($u);"}) ==
        List{"dropped-authority 1 rule 1"});
  CHECK(Briefs({kUser, R"(check if resource("a"); check if user($u), group($g) trusting )" + key + ";"}) ==
        List{"dropped-authority 1 check 1"});
  CHECK(Briefs({kAlice, R"(check if time($t), $t < 1700003600; check if actor($a), $a == "bob";)"}) ==
        List{"never-holds 1 check 1"});
}

TEST_CASE("blocks that narrow nothing") {
  CHECK(Briefs({kUser, ""}) == List{"narrows-nothing 1"});
  CHECK(Briefs({kUser, "check if time($t), $t < 1700003600;"}) == List{"narrows-nothing 1"});
  CHECK(Briefs({kUser, "check if time($t), $t < 1700003599;"}).empty());
}

TEST_CASE("names that just miss the holder's, and names of somebody else") {
  const auto name = [](const std::string& who) {
    return Briefs({kAlice, "check if actor($a), $a == \"" + who + "\"; check if time($t), $t < 1700003600;"});
  };
  CHECK(name("alice:agent").empty());
  for (const char* near : {"alice-agent", "alice.agent", "Alice:agent", "alice2", "alice :agent", "alice/agent"}) {
    CAPTURE(near);
    CHECK(name(near) == List{"near-miss-name 1 check 0"});
  }
  CHECK(name("bob") == List{"never-holds 1 check 0"});
}

}  // namespace
}  // namespace hardtack::identity

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Decisions over a fact base. Random programs over one are in tests/differential.

#include <memory>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/base_relation.h"
#include "hardtack/engine/program.h"
#include "tests/engine/engine_testing.h"
#include "tests/engine/explain_testing.h"
#include "tests/engine/fact_base_testing.h"

namespace hardtack::engine {
namespace {

std::shared_ptr<const Program> CompiledOn(std::shared_ptr<const FactBase> facts, const std::string& authorizer,
                                          const std::vector<std::string>& blocks = {}) {
  auto base = CompileAuthorizer(ParsedAuthorizer(authorizer), {}, std::move(facts));
  REQUIRE_MESSAGE(base.ok(), base.status().ToString());
  if (blocks.empty()) return *base;
  std::vector<Block> parsed;
  for (const std::string& block : blocks) parsed.push_back(*parser::ParseBlock(block));
  std::vector<TokenBlock> token;
  for (const Block& block : parsed) token.push_back({&block, nullptr});
  auto program = CompileToken(token, *base);
  REQUIRE_MESSAGE(program.ok(), program.status().ToString());
  return *program;
}

Outcome RunOn(std::shared_ptr<const FactBase> facts, const std::string& authorizer, const std::string& request = "",
              const std::vector<std::string>& blocks = {}, const RunOptions& options = {}) {
  return Run(CompiledOn(std::move(facts), authorizer, blocks), ParsedFacts(request), options);
}

const char kGroups[] = R"(
    member("alice", "staff"); member("bob", "staff"); member("bob", "admins");
    right("staff", "public", "read"); right("admins", "public", "write"); right("admins", "secret", "read");
    in_folder("plan", "public"); in_folder("pay", "secret");)";
const char kMayPolicy[] = R"(
    allow if user($u), operation($o), resource($r), member($u, $g), in_folder($r, $f), right($g, $f, $o);)";

std::string Request(const std::string& user, const std::string& operation, const std::string& resource) {
  return "user(\"" + user + "\"); operation(\"" + operation + "\"); resource(\"" + resource + "\");";
}

// As many users, groups and folders as facts allow, everybody in two groups.
std::shared_ptr<const FactBase> ManyFacts(uint32_t count) {
  FactBaseBuilder builder({1, 2});
  auto add = [&](std::string_view name, std::vector<Term> terms) { REQUIRE(builder.Add(name, terms).ok()); };
  auto text = [](const char* kind, uint32_t i) { return StringTerm(kind + std::to_string(i)); };
  for (uint32_t i = 0; i < count / 4; ++i) {
    add("member", {text("u", i), text("g", i % 50)});
    add("member", {text("u", i), text("g", (i + 7) % 50)});
    add("right", {text("g", i % 50), text("f", i), StringTerm("read")});
    add("in_folder", {text("r", i), text("f", i)});
  }
  return std::move(builder).Build();
}

TEST_CASE("policies match shared facts by what the request states") {
  const auto facts = FactBaseOf(kGroups);
  auto verdict = [&](const std::string& request) { return Verdict(RunOn(facts, kMayPolicy, request).decision); };
  CHECK(verdict(Request("alice", "read", "plan")) == "allow 0");
  CHECK(verdict(Request("alice", "write", "plan")) == "none");
  CHECK(verdict(Request("bob", "write", "plan")) == "allow 0");
  CHECK(verdict(Request("alice", "read", "pay")) == "none");
  CHECK(verdict(Request("carol", "read", "plan")) == "none");
  CHECK(verdict("") == "none");
}

TEST_CASE("shared facts neither count nor show, and what is derived from them does") {
  RunOptions options;
  options.limits.max_facts = 4;
  const Outcome outcome = RunOn(FactBaseOf(kGroups), "in($g) <- user($u), member($u, $g); allow if in(\"admins\");",
                                "user(\"bob\");", {}, options);
  CHECK(Verdict(outcome.decision) == "allow 0");
  CHECK(outcome.usage.facts == 3);
  CHECK(Listing(outcome.world) == "authorizer: in(\"admins\")\nauthorizer: in(\"staff\")\nauthorizer: user(\"bob\")\n");
}

TEST_CASE("every block sees shared facts, whatever it trusts, with the authorizer as their origin") {
  const std::vector<std::string> blocks = {"user(\"alice\");", "check if member(\"alice\", \"staff\");",
                                           "peer($u) <- member($u, \"staff\") trusting previous;"};
  const Outcome outcome =
      RunOn(FactBaseOf(kGroups), "allow if member(\"bob\", \"admins\") trusting previous;", "", blocks);
  CHECK(Verdict(outcome.decision) == "allow 0");
  CHECK(Listing(outcome.world) == "authorizer,2: peer(\"alice\")\nauthorizer,2: peer(\"bob\")\n0: user(\"alice\")\n");
}

TEST_CASE("rules go on from shared facts to what they derived, round by round") {
  const auto edges = FactBaseOf("edge(1, 2); edge(2, 3); edge(3, 4); edge(4, 2); edge(7, 8);");
  const Outcome outcome = RunOn(edges,
                                "reached($y) <- start($x), edge($x, $y); reached($y) <- reached($x), edge($x, $y);"
                                "allow if reached(4); deny if reached(8);",
                                "start(1);");
  CHECK(Verdict(outcome.decision) == "allow 0");
  CHECK(outcome.usage.iterations == 3);
}

TEST_CASE("a fact that is shared and stated is stated, and changes no verdict") {
  const Outcome outcome =
      RunOn(FactBaseOf(kGroups),
            R"(member("alice", "staff"); check all member("alice", $g), $g == "staff"; )" + std::string(kMayPolicy),
            Request("alice", "read", "plan"));
  CHECK(Verdict(outcome.decision) == "allow 0");
  CHECK(outcome.usage.facts == 4);
}

TEST_CASE("what is shared is not derived again, but from a block it is a fact of another origin") {
  const std::string rule = "member($u, \"staff\") <- user($u);";
  CHECK(RunOn(FactBaseOf(kGroups), rule, "user(\"alice\");").usage.facts == 1);
  CHECK(RunOn(FactBaseOf(kGroups), rule, "user(\"carol\");").usage.facts == 2);
  CHECK(Listing(RunOn(FactBaseOf(kGroups), "", "user(\"alice\");", {rule}).world) ==
        "authorizer: user(\"alice\")\nauthorizer,0: member(\"alice\", \"staff\")\n");
}

TEST_CASE("terms of every kind match those of a policy, a token and a request") {
  const auto facts = SmallFactBase();
  for (const char* policy :
       {R"(allow if since("alice", $d), $d > 2024-01-01T00:00:00Z;)",
        R"(allow if limit(-1, 9223372036854775807, $b, true, null), $b == hex:00ff;)",
        R"(allow if tags("x", {1, 2, 3}, $a), $a.length() == 3;)", R"(allow if tags($k, {2, 3, 1}, []), $k == "y";)",
        R"(allow if tags("x", $s, [3, {5: "v", "k": [1, 2]}, 1]), $s.contains(2);)", R"(allow if member("dave");)",
        R"(allow if tags("x", $s, $a), $s.union({4}) == {1, 2, 3, 4}, $a.get(1).get("k") == [1, 2];)"}) {
    CAPTURE(policy);
    CHECK(Verdict(RunOn(facts, policy).decision) == "allow 0");
    CHECK(Verdict(RunOn(facts, "allow if true;", "", {"check if " + std::string(policy + 9)}).decision) == "allow 0");
  }
  CHECK(Verdict(RunOn(facts, "allow if wanted($s), tags(\"x\", $s, $a);", "wanted({3, 2, 1});").decision) == "allow 0");
}

TEST_CASE("integers and dates match shared ones at either end of those that need no table, and beyond") {
  for (const int64_t end : {Value::kMinInline, Value::kMaxInline}) {
    for (const int64_t number : {end - 1, end, end + 1}) {
      CAPTURE(number);
      FactBaseBuilder builder;
      REQUIRE(builder.Add("n", std::vector{IntegerTerm(number)}).ok());
      const auto facts = std::move(builder).Build();
      CHECK(Verdict(RunOn(facts, "allow if n(" + std::to_string(number) + ");").decision) == "allow 0");
    }
  }
  for (const uint64_t seconds : {Value::kMaxInline, Value::kMaxInline + 1}) {
    CAPTURE(seconds);
    FactBaseBuilder builder;
    REQUIRE(builder.Add("at", std::vector{DateTerm(seconds)}).ok());
    const Fact asked{Predicate{"at_request", {DateTerm(seconds)}}};
    const auto program = CompiledOn(std::move(builder).Build(), "allow if at($t), at_request($t);");
    CHECK(Verdict(Run(program, std::vector{asked}, {}).decision) == "allow 0");
  }
}

TEST_CASE("queries of a world see shared facts, also of relations that the program does not name") {
  Outcome outcome = RunOn(FactBaseOf(kGroups), "allow if true;", "", {"a(1);"});
  const Rule query = *parser::ParseRule("found($u) <- member($u, \"admins\")");
  CHECK(Query(outcome.world, query)->size() == 1);
  CHECK(QueryAll(outcome.world, query)->size() == 1);
  CHECK(QueryAll(outcome.world, *parser::ParseRule("found($u) <- member($u, $g), a(1)"))->size() == 2);
}

TEST_CASE("an opened file decides as the base that was written to it") {
  const TemporaryFolder folder;
  REQUIRE(FactBaseOf(kGroups)->Write(folder / "facts").ok());
  const auto facts = FactBase::Open(folder / "facts");
  REQUIRE(facts.ok());
  CHECK(Verdict(RunOn(*facts, kMayPolicy, Request("bob", "read", "pay")).decision) == "allow 0");
  CHECK(Verdict(RunOn(*facts, kMayPolicy, Request("alice", "read", "pay")).decision) == "none");
}

TEST_CASE("a decision takes as many steps over many facts as over few, in whatever order its predicates are written") {
  std::string written[] = {"user($u)", "resource($r)", "member($u, $g)", "in_folder($r, $f)",
                           "right($g, $f, \"read\")"};
  std::mt19937 random(1);
  for (int i = 0; i < 20; ++i) {
    std::shuffle(std::begin(written), std::end(written), random);
    std::string policy = "allow if ";
    for (const std::string& predicate : written) policy += (predicate == written[0] ? "" : ", ") + predicate;
    CAPTURE(policy);
    for (uint32_t count : {200u, 200'000u}) {
      const Outcome outcome = RunOn(ManyFacts(count), policy + ";", "user(\"u14\"); resource(\"r14\");");
      CHECK(Verdict(outcome.decision) == "allow 0");
      CHECK(outcome.usage.steps < 20);
      CHECK(RunOn(ManyFacts(count), policy + ";", "user(\"u14\"); resource(\"r15\");").usage.steps < 20);
    }
  }
}

TEST_CASE("of two columns that are known the one that leaves fewer facts is looked up") {
  FactBaseBuilder builder;
  for (int64_t i = 0; i < 10'000; ++i) {
    CHECK(builder.Add("owner", std::vector{IntegerTerm(i), IntegerTerm(i % 2), IntegerTerm(i)}).ok());
    CHECK(builder.Add("owner", std::vector{IntegerTerm(1), IntegerTerm(2 + i), IntegerTerm(i)}).ok());
  }
  const auto facts = std::move(builder).Build();
  // Of the first column the value 1 is a hub, of the second the value 0 is.
  CHECK(RunOn(facts, "allow if q($x, $y), owner($x, $y, $z);", "q(1, 77);").usage.steps < 10);
  CHECK(RunOn(facts, "allow if q($x, $y), owner($x, $y, $z);", "q(76, 0);").usage.steps < 10);
}

TEST_CASE("a constant that many facts have is looked up last, though most values of its column are rare") {
  FactBaseBuilder builder;
  for (int64_t i = 0; i < 10'000; ++i) {
    CHECK(builder.Add("member", std::vector{IntegerTerm(i), IntegerTerm(0)}).ok());
    CHECK(builder.Add("member", std::vector{IntegerTerm(i), IntegerTerm(1 + i)}).ok());
    CHECK(builder.Add("likes", std::vector{IntegerTerm(i), IntegerTerm(i % 1000)}).ok());
  }
  const auto facts = std::move(builder).Build();
  CHECK(RunOn(facts, "allow if member($u, 0), likes($u, 7), $u < 0;").usage.steps < 100);
  CHECK(RunOn(facts, "allow if member($u, 5), likes($u, $x), $u < 0;").usage.steps < 10);
}

TEST_CASE("a look among shared facts is a step, also when nothing is found") {
  std::string users;
  for (int i = 0; i < 100; ++i) users += "user(" + std::to_string(i) + ");";
  CHECK(RunOn(ManyFacts(4000), "allow if user($u), member($u, $g);", users).usage.steps == 1 + 100 + 100);
}

// Columns of facts of a request with the columns of the index that their values are looked up in, as what is fetched is
// not to be seen from outside.
std::set<std::string> RequestFetches(const Program& program) {
  std::set<std::string> fetches;
  for (const RequestFetch& fetch : program.request_fetches) {
    REQUIRE(fetch.index->columns().size() == 1);
    fetches.insert(std::string(program.interner.Text(program.relation(fetch.relation).name)) + " " +
                   std::to_string(fetch.column) + " in " + std::to_string(fetch.index->columns()[0]) + " of " +
                   std::to_string(fetch.index->size()));
  }
  return fetches;
}

TEST_CASE("what a request's facts lead to in many shared facts is fetched when they are stated, in few it is not") {
  const std::string policy = "allow if user($u), place($n, $r), in_folder($r, $f), member($u, $g), right($g, $f, $o);";
  FactBaseBuilder builder({1, 2});
  for (int64_t i = 0; i < 70'000; ++i) {
    REQUIRE(builder.Add("member", std::vector{IntegerTerm(i), IntegerTerm(i % 50)}).ok());
    REQUIRE(builder.Add("in_folder", std::vector{IntegerTerm(i), IntegerTerm(i % 60)}).ok());
  }
  REQUIRE(builder.Add("right", std::vector{IntegerTerm(5), IntegerTerm(5), StringTerm("read")}).ok());
  const auto many = std::move(builder).Build();
  CHECK(RequestFetches(*CompiledOn(many, policy)) ==
        std::set<std::string>{"user 0 in 0 of 70000", "place 1 in 0 of 70000"});
  CHECK(RequestFetches(*CompiledOn(ManyFacts(400), policy)).empty());
  CHECK(RequestFetches(*CompiledOn(many, "allow if member($u, $g), $u == 1;")).empty());
  CHECK(Verdict(RunOn(many, policy, "user(5); place(\"here\", 65);").decision) == "allow 0");
  CHECK(Verdict(RunOn(many, policy, "user(6); place(\"here\", 65);").decision) == "none");
}

TEST_CASE("a token with many checks fetches for a few of them alone") {
  std::string checks;
  for (int i = 0; i < 100; ++i) {
    const std::string name = "q" + std::to_string(i);
    checks += "check if " + name + "($u), member($u, $g), member($g, $h);";
  }
  FactBaseBuilder builder({1, 2});
  for (int64_t i = 0; i < 70'000; ++i) REQUIRE(builder.Add("member", std::vector{IntegerTerm(i), IntegerTerm(i)}).ok());
  const auto facts = std::move(builder).Build();
  CHECK(CompiledOn(facts, "allow if true;", {checks})->request_fetches.size() == kMostRequestFetches);
}

TEST_CASE("a body that can only scan is named, and stopped by its steps") {
  const auto facts = ManyFacts(40'000);
  const auto program = CompiledOn(facts, R"(
      some($g) <- member($u, $g), $u == "nobody";
      check if user($u), member($u, $g);
      check if user($u) or in_folder($r, $f), $r == "nothing";
      allow if right($g, $f, "read"), $f == "nowhere";
      allow if right($g, $f, $o), $f == "nowhere";)");
  CHECK(SharedScans(*program) == std::vector<SharedScan>{
                                     {SharedScan::Kind::kRule, kAuthorizerBlock, 0, 0, "member", 2, 20'000},
                                     {SharedScan::Kind::kCheck, kAuthorizerBlock, 1, 1, "in_folder", 2, 10'000},
                                     {SharedScan::Kind::kPolicy, kAuthorizerBlock, 1, 0, "right", 3, 10'000},
                                 });
  RunOptions options;
  options.limits.max_steps = 19'000;
  CHECK(KindOf(Run(program, {}, options).decision.status()) == ErrorKind::kTooManySteps);
  options.limits.max_steps = 500'000;
  CHECK(Verdict(Run(program, {}, options).decision) == "none fails authorizer.0 fails authorizer.1");

  const auto token = CompiledOn(facts, "allow if true;", {"check if member($u, $g), $u == \"nobody\";"});
  CHECK(SharedScans(*token) == std::vector<SharedScan>{{SharedScan::Kind::kCheck, 0, 0, 0, "member", 2, 20'000}});
  options.limits.max_steps = 1000;
  CHECK(KindOf(Run(token, {}, options).decision.status()) == ErrorKind::kTooManySteps);
  CHECK(SharedScans(*CompiledOn(FactBaseOf(kGroups), "allow if member($u, $g), $u == \"x\";")).empty());  // a few
}

TEST_CASE("threads that share a base and a program decide alike") {
  const auto program = CompiledOn(ManyFacts(2000), "allow if user($u), member($u, \"g7\");");
  std::vector<std::thread> threads;
  std::vector<int> allowed(4);
  for (int& count : allowed) {
    threads.emplace_back([&] {
      for (int i = 0; i < 500; ++i) {
        const Fact user{{"user", {StringTerm("u" + std::to_string(i))}}};
        count += Run(program, {&user, 1}, {}).decision->allowed() ? 1 : 0;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (int count : allowed) CHECK(count == 20);
}

std::string ExplainOn(const std::shared_ptr<const FactBase>& facts, const std::string& authorizer,
                      const std::string& request, const std::vector<std::string>& blocks = {}) {
  const AuthorizerBlock policy = ParsedAuthorizer(authorizer);
  const std::vector<Fact> stated = ParsedFacts(request);
  std::vector<Block> parsed(blocks.size());
  std::vector<TokenBlock> token(blocks.size());
  for (size_t i = 0; i < blocks.size(); ++i) {
    parsed[i] = *parser::ParseBlock(blocks[i]);
    token[i] = {&parsed[i], nullptr};
  }
  Outcome outcome = Run(CompiledOn(facts, authorizer, blocks), stated, {});
  return Shown(Explain(outcome, {policy, token, stated}));
}

TEST_CASE("an explanation names shared facts, and of several proofs the same whatever order they came in") {
  const std::string rules = "in($u, $g) <- member($u, $g); allow if user($u), in($u, $g), right($g, \"public\", $o);";
  std::string reversed;  // the same facts, last first
  for (const Fact& fact : ParsedFacts(kGroups)) reversed = ToString(fact) + ";" + reversed;
  for (const std::string& text : {std::string(kGroups), reversed}) {
    CHECK(
        ExplainOn(FactBaseOf(text), rules, "user(\"bob\");") ==
        "policy query 0 with {$u=\"bob\", $g=\"admins\", $o=\"write\"}\n"
        "  user(\"bob\") of authorizer by request 0\n"
        "  in(\"bob\", \"admins\") of authorizer by rule authorizer.0 from [member(\"bob\", \"admins\") of authorizer "
        "shared]\n"
        "  right(\"admins\", \"public\", \"write\") of authorizer shared\n");
  }
}

TEST_CASE(
    "of a fact that is shared and stated the authorizer's statement is shown, then the shared one, then a block's") {
  const auto facts = FactBaseOf("a(1);");
  const std::string policy = "allow if a($x);", match = "policy query 0 with {$x=1}\n";
  CHECK(ExplainOn(facts, "a(1);" + policy, "") == match + "  a(1) of authorizer by fact authorizer.0\n");
  CHECK(ExplainOn(facts, policy, "a(1);") == match + "  a(1) of authorizer by request 0\n");
  CHECK(ExplainOn(facts, policy, "", {"a(1);"}) == match + "  a(1) of authorizer shared\n");
}

TEST_CASE("an explanation says what was missing among shared facts, in whatever order predicates are written") {
  const auto facts = ManyFacts(100'000);
  const std::string policy =
      "allow if user($u), resource($r), member($u, $g), in_folder($r, $f), right($g, $f, \"read\");";
  CHECK(ExplainOn(facts, policy, "user(\"u14\"); resource(\"r15\");") ==
        "no policy 0: {$u=\"u14\", $r=\"r15\", $g=\"g14\", $f=\"f15\"} no right(\"g14\", \"f15\", \"read\")\n");
  CHECK(ExplainOn(facts, policy, "user(\"nobody\"); resource(\"r15\");") ==
        "no policy 0: {$u=\"nobody\", $r=\"r15\", $g=\"g15\", $f=\"f15\"} no member(\"nobody\", \"g15\")\n");
  // Of two that are equally near the one that is looked up first.
  CHECK(ExplainOn(facts, "allow if right($g, $f, \"read\"), in_folder($r, $f), member($u, $g), resource($r), user($u);",
                  "user(\"u14\"); resource(\"r15\");") ==
        "no policy 0: {$g=\"g15\", $f=\"f15\", $r=\"r15\", $u=\"u14\"} no member(\"u14\", \"g15\")\n");
  // All of them would have to be looked at.
  CHECK(ExplainOn(facts, "allow if member($u, $g), $u == \"nobody\";", "") == "no policy 0: {} cut\ncut\n");
}

}  // namespace
}  // namespace hardtack::engine

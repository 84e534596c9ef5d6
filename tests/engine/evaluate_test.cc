// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/engine/evaluate.h"

#include <algorithm>
#include <string>
#include <vector>

#include "tests/engine/engine_testing.h"

namespace hardtack::engine {
namespace {

World EvaluateTexts(const std::vector<BlockText>& blocks, const std::string& authorizer,
                    const RunOptions& options = {}) {
  return Evaluate(Compiled(blocks, authorizer), {}, options);
}

TEST_CASE("rules run to the fixpoint") {
  World world = EvaluateTexts({},
                              "edge(1, 2); edge(2, 3); edge(3, 1); path($x, $y) <- edge($x, $y);"
                              "path($x, $z) <- path($x, $y), edge($y, $z);");
  REQUIRE(world.status().ok());
  auto paths = Query(world, *parser::ParseRule("path($x, $y) <- path($x, $y)"));
  REQUIRE(paths.ok());
  CHECK(paths->size() == 9);
  CHECK(world.usage().facts == 12);
  CHECK(world.usage().iterations == 3);
}

TEST_CASE("a derived fact has the origins of its rule and of all that it matched") {
  World world = EvaluateTexts({"a(1);", "b(1); c($x) <- a($x), b($x);", "d($x) <- c($x) trusting previous;"}, "e(1);");
  CHECK(Listing(world) ==
        "authorizer: e(1)\n"
        "0: a(1)\n"
        "0,1: c(1)\n"
        "0,1,2: d(1)\n"
        "1: b(1)\n");
}

TEST_CASE("the same fact with two origins is two facts") {
  World world = EvaluateTexts({"a(1);", "a(1); b($x) <- a($x);"}, "a(1);");
  CHECK(Listing(world) ==
        "authorizer: a(1)\nauthorizer,1: b(1)\n"
        "0: a(1)\n0,1: b(1)\n"
        "1: a(1)\n1: b(1)\n");
}

TEST_CASE("sets in facts unify whatever the order of their members") {
  CHECK(VerdictOf({"s({1, 2}); s({2, 1});"}, "allow if s({2, 1}), s($x), $x === {1, 2};") == "allow 0");
  World world = EvaluateTexts({"s({2, 1}); s({1, 2});"}, "");
  CHECK(Listing(world) == "0: s({2, 1})\n");
}

TEST_CASE("the same name with another number of terms is another relation") {
  CHECK(VerdictOf({"p(1); p(1, 2);"}, "deny if p($x, $y, $z); allow if p($x), p($x, 2);") == "allow 1");
}

TEST_CASE("a variable that stands twice in an atom must have one value") {
  CHECK(VerdictOf({"p(1, 2); p(3, 3);"}, "check if p($x, $x), $x === 3; allow if true;") == "allow 0");
  CHECK(VerdictOf({"p(1, 2);"}, "allow if p($x, $x);") == "none");
}

TEST_CASE("rules without atoms derive once") {
  World world = EvaluateTexts({"a(1) <- true; b(2) <- false;"}, "");
  CHECK(Listing(world) == "0: a(1)\n");
  CHECK(world.usage().iterations == 1);
}

TEST_CASE("an error in a rule aborts, keeps the facts of complete rounds, and is the least of its round") {
  World world = EvaluateTexts({"n(0); n(1); a($x) <- n($x); b($x) <- a($x), 1 / $x === 1, 1 + $x === \"a\";"}, "");
  CHECK(KindOf(world.status()) == ErrorKind::kDivideByZero);
  CHECK(std::string(world.status().message()) == "block 0: rule 1: expression 0: division by zero");
  CHECK(Listing(world) == "0: a(0)\n0: a(1)\n0: n(0)\n0: n(1)\n");
  CHECK(!Decide(world).ok());
  CHECK(!Query(world, *parser::ParseRule("a($x) <- a($x)")).ok());
}

TEST_CASE("request facts are the authorizer's, also of names that the program does not know") {
  auto program = Compiled({"check if resource(\"r\"), other(1);"}, "allow if true;");
  std::vector<Fact> request = ParsedFacts("resource(\"r\"); other(1); unknown(2); unknown(2);");
  Outcome outcome = Run(program, request, {});
  CHECK(Verdict(outcome.decision) == "allow 0");
  CHECK(Listing(outcome.world) == "authorizer: other(1)\nauthorizer: resource(\"r\")\nauthorizer: unknown(2)\n");
  auto answer = Query(outcome.world, *parser::ParseRule("x($y) <- unknown($y)"));
  REQUIRE(answer.ok());
  CHECK(answer->size() == 1);
}

TEST_CASE("a request fact with a variable is refused") {
  auto program = Compiled({}, "allow if true;");
  std::vector<Fact> request = {Fact{Predicate{"p", {VariableTerm("x")}}}};
  Outcome outcome = Run(program, request, {});
  CHECK(KindOf(outcome.decision.status()) == ErrorKind::kInvalidArgument);
  CHECK(std::string(outcome.decision.status().message()).find("p($x)") != std::string::npos);
}

TEST_CASE("a fact with a variable in a received block is listed once and never matches") {
  Block block;
  block.facts.assign(2, Fact{Predicate{"p", {VariableTerm("x")}}});
  TokenBlock token{&block, nullptr};
  auto base = CompileAuthorizer(ParsedAuthorizer("deny if p($y); allow if true;"));
  REQUIRE(base.ok());
  auto program = CompileToken({&token, 1}, *base);
  REQUIRE(program.ok());
  Outcome outcome = Run(*program, {}, {});
  CHECK(Verdict(outcome.decision) == "allow 1");
  CHECK(outcome.usage.facts == 1);
  CHECK(Listing(outcome.world) == "0: p($x)\n");
}

TEST_CASE("ours: a head with a variable inside an array or map is refused, and such an atom matches nothing") {
  Block block;
  block.facts.push_back(Fact{Predicate{"p", {NullTerm()}}});
  Rule rule{Predicate{"q", {IntegerTerm(1)}}, {Predicate{"p", {Term(Array{{VariableTerm("x")}})}}}, {}, {}};
  block.rules.push_back(rule);
  auto base = CompileAuthorizer(ParsedAuthorizer("allow if q(1); deny if true;"));
  TokenBlock token{&block, nullptr};
  auto program = CompileToken({&token, 1}, *base);
  REQUIRE(program.ok());
  CHECK(Verdict(Run(*program, {}, {}).decision) == "deny 1");

  for (const Term& term : {Term(Array{{VariableTerm("x")}}), Term(Map{{{std::string("k"), VariableTerm("x")}}})}) {
    block.rules[0] = Rule{Predicate{"q", {term}}, {Predicate{"p", {VariableTerm("x")}}}, {}, {}};
    CHECK(KindOf(CompileToken({&token, 1}, *base).status()) == ErrorKind::kInvalidBlockRule);
  }
}

TEST_CASE("query sees what the authorizer sees and may repeat a fact per origin, query_all sees all of it once") {
  World world = EvaluateTexts({"f(1); f(2);", "f(2); f(3);"}, "f(2);");
  Rule rule = *parser::ParseRule("g($x) <- f($x)");
  auto texts = [](const absl::StatusOr<std::vector<Fact>>& facts) {
    REQUIRE(facts.ok());
    std::string text;
    for (const Fact& fact : *facts) text += ToString(fact) + " ";
    return text;
  };
  CHECK(texts(Query(world, rule)) == "g(1) g(2) g(2) ");
  CHECK(texts(QueryAll(world, rule)) == "g(1) g(2) g(3) ");
  CHECK(texts(Query(world, *parser::ParseRule("g($x) <- f($x), $x > 1"))) == "g(2) g(2) ");
  CHECK(texts(QueryAll(world, *parser::ParseRule("g($x, $y) <- f($x), f($y), $x < $y"))) == "g(1, 2) g(1, 3) g(2, 3) ");
  CHECK(texts(Query(world, *parser::ParseRule("g(1) <- true"))) == "g(1) ");
  CHECK(texts(Query(world, *parser::ParseRule("g($x) <- nowhere($x)"))) == "");
}

TEST_CASE("a query's errors are its own") {
  World world = EvaluateTexts({"f(1);"}, "");
  auto result = Query(world, *parser::ParseRule("g($x) <- f($x), $x / 0 === 1"));
  CHECK(KindOf(result.status()) == ErrorKind::kDivideByZero);
  CHECK(std::string(result.status().message()) == "query: expression 0: division by zero");
  Rule unsafe{Predicate{"g", {VariableTerm("y")}}, {Predicate{"f", {VariableTerm("x")}}}, {}, {}};
  CHECK(KindOf(Query(world, unsafe).status()) == ErrorKind::kInvalidBlockRule);
  CHECK(Query(world, *parser::ParseRule("g($x) <- f($x)")).ok());
}

TEST_CASE("a rule with more atoms than are planned is still run to the fixpoint") {
  std::string body = "n($a), next($a, $b)";
  for (int i = 0; i < 20; ++i) body += ", n(0)";
  std::string facts = "n(0);";
  for (int i = 0; i < 10; ++i) facts += "next(" + std::to_string(i) + ", " + std::to_string(i + 1) + ");";
  CHECK(VerdictOf({facts + "n($b) <- " + body + ";"}, "allow if n(10);") == "allow 0");
}

TEST_CASE("tokens of more than 64 blocks keep their origins apart") {
  std::vector<BlockText> blocks = {"a(0);"};
  for (int i = 1; i < 120; ++i) blocks.push_back("f(" + std::to_string(i) + "); check if a(0);");
  blocks.push_back("check if f(119) trusting previous; check if f(119); g($x) <- f($x), a(0) trusting previous;");
  Outcome outcome = RunTexts(blocks, "deny if f(119); deny if g(1); allow if a(0);");
  CHECK(Verdict(outcome.decision) == "allow 2 fails 120.1");
  std::string listing = Listing(outcome.world);
  CHECK(listing.find("119: f(119)\n") != std::string::npos);
  CHECK(listing.find("0,119,120: g(119)\n") != std::string::npos);
}

}  // namespace
}  // namespace hardtack::engine

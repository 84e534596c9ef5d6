// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The gold standard held to what the specification itself shows: its examples, sentence by sentence. Without this, an
// evaluator that is wrong in the engine's way would go unnoticed.

#include "tests/differential/naive/datalog.h"

#include <initializer_list>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/parser/parser.h"
#include "tests/differential/naive/operators.h"

namespace hardtack::naive {
namespace {

using differential::Program;

constexpr engine::BlockId kAuthorizer = engine::kAuthorizerBlock;

Program ProgramOf(const char* authorizer, std::initializer_list<const char*> blocks) {
  Program program;
  program.authorizer = parser::ParseAuthorizer(authorizer).value();
  for (const char* block : blocks) program.blocks.push_back({parser::ParseBlock(block).value(), std::nullopt});
  return program;
}

Result Run(const char* authorizer, std::initializer_list<const char*> blocks) {
  return Evaluate(ProgramOf(authorizer, blocks));
}

OwnedFact Fact(Blocks origin, const char* text) {
  OwnedFact fact{std::move(origin), "", {}};
  const engine::Fact parsed = parser::ParseFact(text).value();
  fact.name = parsed.predicate.name;
  for (const engine::Term& term : parsed.predicate.terms) fact.terms.push_back(FromTerm(term));
  return fact;
}

// The value of the one expression of `check if TEXT`, or the name of its error.
std::string Evaluated(const std::string& text, const Bindings& bindings = {}) {
  const engine::Check check = parser::ParseCheck("check if " + text).value();
  try {
    const Value value = EvaluateExpression(check.queries[0].expressions[0].ops, bindings, nullptr);
    return IsTrue(value) ? "true" : value == Bool(false) ? "false" : "not a boolean";
  } catch (const Failure& failure) {
    return std::string(NameOf(failure.kind));
  }
}

// "Logic language: Terminology", the grandparent example.
TEST_CASE("naive: a rule derives a fact for each combination of facts that matches its body") {
  const Result result = Run(R"(parent("a", "b"); parent("b", "c"); parent("c", "d");
                               grandparent($x, $z) <- parent($x, $y), parent($y, $z);)", {});
  CHECK(result.facts.size() == 5);
  CHECK(result.facts.contains(Fact({kAuthorizer}, R"(grandparent("a", "c"))")));
  CHECK(result.facts.contains(Fact({kAuthorizer}, R"(grandparent("b", "d"))")));
  CHECK(result.rounds == 1);
}

// "Scopes", the first example.
TEST_CASE("naive: the authorizer's check does not see the facts of an appended block") {
  const Result result = Run(R"(resource("file2"); operation("read");
                               check if resource($res), operation($op), right($res, $op); allow if true;)",
                            {R"(right("file1", "read");)", R"(right("file2", "read");)"});
  CHECK(result.decision.failed_checks == std::vector<engine::CheckPosition>{{kAuthorizer, 0}});
  CHECK(!result.decision.allowed());
}

// "Datalog fact generation": the union of the rule's block and the matched facts' origins.
TEST_CASE("naive: a derived fact has the origins of what it was made from") {
  const Result result = Run("a(1);", {"b(1);", "c($x) <- a($x), b($x);"});
  CHECK(result.facts.contains(Fact({0, 1, kAuthorizer}, "c(1)")));
}

// "Scope annotations".
TEST_CASE("naive: trusting replaces the default, keeps own block and authorizer") {
  const char* facts = "f(0);";
  CHECK(Run("allow if true;", {facts, "f(1); check if f(0);"}).decision.allowed());
  CHECK(!Run("allow if true;", {facts, "f(1);", "check if f(1);"}).decision.allowed());
  CHECK(Run("allow if true;", {facts, "f(1);", "check if f(1) trusting previous;"}).decision.allowed());
  CHECK(Run("allow if true;", {facts, "f(1);", "check if f(0) trusting previous;"}).decision.allowed());
  const char* key = "ed25519/0101010101010101010101010101010101010101010101010101010101010101";
  const std::string check = std::string("check if f(1) trusting ") + key + ";";
  CHECK(!Run("allow if true;", {facts, "f(1);", check.c_str()}).decision.allowed());
  Program program = ProgramOf("allow if true;", {facts, "f(1);", check.c_str()});
  program.blocks[1].signer = engine::PublicKey{engine::Algorithm::kEd25519, std::string(32, '\x01')};
  CHECK(Evaluate(program).decision.allowed());
  program.authorizer = parser::ParseAuthorizer(std::string("allow if f(0) trusting ") + key + ";").value();
  CHECK(!Evaluate(program).decision.allowed());
}

// "Checks", the example with three blocks.
TEST_CASE("naive: check if, its branches, and reject if") {
  const std::initializer_list<const char*> blocks = {
      R"(right("file1", "read"); right("file2", "read"); right("file1", "write");)",
      R"(check if resource($0), operation("read"), right($0, "read");)",
      R"(check if resource("file1") or resource("file2");)", R"(reject if resource("file1");)"};
  const Result file1 = Run(R"(resource("file1"); operation("read"); allow if true;)", blocks);
  CHECK(file1.decision.failed_checks == std::vector<engine::CheckPosition>{{3, 0}});
  CHECK(Run(R"(resource("file2"); operation("read"); allow if true;)", blocks).decision.allowed());
}

TEST_CASE("naive: check all needs every binding to hold and at least one") {
  const char* check = "check all operation($op), allowed($all), $all.contains($op); allow if true;";
  CHECK(Run(check, {R"(operation("A"); operation("B"); allowed({"A", "B"});)"}).decision.allowed());
  CHECK(!Run(check, {R"(operation("A"); operation("C"); allowed({"A", "B"});)"}).decision.allowed());
  CHECK(!Run(check, {R"(allowed({"A", "B"});)"}).decision.allowed());
}

// "Allow/deny policies".
TEST_CASE("naive: the first policy that matches decides, and without one nothing is allowed") {
  CHECK(Run("allow if a(1); deny if true; allow if true;", {}).decision.policy ==
        engine::MatchedPolicy{engine::PolicyKind::kDeny, 1});
  CHECK(!Run("allow if a(1);", {}).decision.policy.has_value());
}

// "Expressions: Execution" and "Operations".
TEST_CASE("naive: operators") {
  struct Row {
    const char* text;
    const char* expected;
  };
  const Row kRows[] = {
      {"1 + 2 < 4", "true"},
      {"9223372036854775807 + 1 > 0", "Overflow"},
      {"1 / 0 > 0", "DivideByZero"},
      {"-7 / 2 === -3", "true"},
      {"1 === \"1\"", "InvalidType"},
      {"1 == \"1\"", "false"},
      {"null === null", "true"},
      {"{1, 2}.contains({2})", "true"},
      {"{1}.contains(null)", "InvalidType"},
      {"{1: 2}.contains(1)", "true"},
      {"[1, 2, 3].starts_with([1, 2])", "true"},
      {"[1, 2, 3].ends_with([1, 2])", "false"},
      {"[1].get(-1) == null", "true"},
      {"{\"1\": 2}.get(1) == null", "true"},
      {"\"\xC3\xA9\".length() === 2", "true"},
      {"{1, 2} === {2, 1}", "true"},
      {"{1, 2}.union({3}).intersection({1, 3, 4}) === {3, 1}", "true"},
      {"\"file1.txt\".matches(\"e[0-9]\")", "true"},
      {"\"a\".matches(\"(\")", "false"},
      {"[1, 2].any($x -> $x == 2)", "true"},
      {"[1, 2].all($x -> $x > 1)", "false"},
      {"[0, 1].any($x -> 1 / $x == 1)", "DivideByZero"},
      {"{0, 1}.any($x -> 1 / $x == 1)", "true"},
      {"{1: 2}.all($e -> $e.get(0) == 1 && $e.get(1) == 2)", "true"},
      {"(1 / 0 == 1).try_or(true)", "true"},
      {"true || 1 / 0 == 1", "true"},
      {"(true && 1) === 1", "true"},
      {"[1].any($x -> [2].any($x -> true))", "ShadowedVariable"},
      {"$unknown == 1", "UnknownVariable"},
      {"1.extern::missing() == 1", "UndefinedExtern"},
      {"hex:01.type() === \"bytes\"", "true"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    CHECK(Evaluated(row.text) == row.expected);
  }
}

// docs/language.md, "Errors and order".
TEST_CASE("naive: a decisive binding wins over an error") {
  CHECK(Run("f(0); f(1); check if f($x), 1 / $x === 1; allow if true;", {}).decision.allowed());
  CHECK(Run("f(0); f(1); check all f($x), 1 / $x > 1; allow if true;", {}).decision.failed_checks.size() == 1);
  CHECK(Run("f(0); f(2); check if f($x), 1 / $x === 1; allow if true;", {}).decision_error->kind ==
        ErrorKind::kDivideByZero);
  CHECK(Run("f(0); f(1); g($x) <- f($x), 1 / $x === 1; allow if true;", {}).world_error->kind ==
        ErrorKind::kDivideByZero);
}

TEST_CASE("naive: of several errors in a round the least by block, rule, expression and kind is reported") {
  const Result result = Run("f(1); f(\"a\"); g(1) <- f(1), 1 + \"a\" == 1;",
                            {"", "h(1) <- f(1); h(2) <- f($x), true, $x * 9223372036854775807 / 0 > 0;"});
  CHECK(result.world_error == Error{1, 1, 1, ErrorKind::kInvalidType});
}

TEST_CASE("naive: facts and rounds are limited after a round that added facts") {
  Program program = ProgramOf("n(1); m($x) <- n($x); o($x) <- m($x); allow if true;", {});
  CHECK(Evaluate(program).rounds == 2);
  program.limits.max_iterations = 3;
  program.limits.max_facts = 4;
  CHECK(Evaluate(program).decision.allowed());
  program.limits.max_facts = 3;
  CHECK(Evaluate(program).decision_error->kind == ErrorKind::kTooManyFacts);
  program.limits.max_iterations = 2;
  CHECK(Evaluate(program).decision_error->kind == ErrorKind::kTooManyIterations);
}

}  // namespace
}  // namespace hardtack::naive

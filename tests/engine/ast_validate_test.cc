// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/engine/ast_validate.h"

#include <string>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"

namespace hardtack::engine {
namespace {

Rule HeadAndBody(std::vector<Term> head, std::vector<Term> body) {
  return Rule{Predicate{"h", std::move(head)}, {Predicate{"b", std::move(body)}}, {}, {}};
}

Term Nested(size_t depth) {
  Term term = IntegerTerm(1);
  for (size_t i = 0; i < depth; ++i) {
    Array array;
    array.elements.push_back(std::move(term));
    term = Term(std::move(array));
  }
  return term;
}

std::vector<Op> NestedClosures(size_t depth) {
  std::vector<Op> ops = {ValueOp(IntegerTerm(1))};
  for (size_t i = 0; i < depth; ++i) {
    std::vector<Op> outer;
    outer.push_back(ClosureOp({}, std::move(ops)));
    ops = std::move(outer);
  }
  return ops;
}

TEST_CASE("a head variable must stand in a predicate of the body") {
  Rule bound = HeadAndBody({VariableTerm("x"), IntegerTerm(1)}, {IntegerTerm(2), VariableTerm("x")});
  CHECK(Validate(bound, {}).ok());
  Rule unbound = HeadAndBody({IntegerTerm(1), VariableTerm("y")}, {VariableTerm("x")});
  unbound.expressions.push_back(Expression{{ValueOp(VariableTerm("y"))}});
  absl::Status status = Validate(unbound, {});
  CHECK(KindOf(status) == ErrorKind::kInvalidBlockRule);
  CHECK(std::string(status.message()) == "rule head variable is not bound by the body: $y");
  CHECK(SubjectOf(status) == "h(1, $y) <- b($x), $y");
  CHECK(UnboundHeadTerm(unbound) == 1);
  CHECK(!UnboundHeadTerm(bound).has_value());
}

TEST_CASE("a variable inside a collection neither binds nor needs to be bound") {
  Term inside(Array{{VariableTerm("x")}});
  CHECK(Validate(HeadAndBody({inside}, {IntegerTerm(1)}), {}).ok());
  CHECK(KindOf(Validate(HeadAndBody({VariableTerm("x")}, {inside}), {})) == ErrorKind::kInvalidBlockRule);
}

TEST_CASE("nesting is measured in levels of collections and closures") {
  CHECK(NestingDepth(IntegerTerm(1)) == 0);
  CHECK(NestingDepth(Nested(3)) == 3);
  CHECK(NestingDepth(Term(Set{})) == 1);
  CHECK(NestingDepth(Term(Map{{{int64_t{1}, Nested(2)}}})) == 3);
  CHECK(NestingDepth(NestedClosures(2)) == 2);
  CHECK(NestingDepth(std::vector<Op>{ClosureOp({}, {ValueOp(Nested(2))}), ValueOp(Nested(1))}) == 3);
}

TEST_CASE("validation refuses what nests too deeply, wherever it stands") {
  StructureLimits limits{.max_nesting = 3};
  Block block;
  block.facts.push_back({Predicate{"f", {Nested(3)}}});
  block.rules.push_back(HeadAndBody({Nested(3)}, {Nested(3)}));
  block.checks.push_back({CheckKind::kIf, {QueryRule()}});
  block.checks[0].queries[0].expressions.push_back(Expression{NestedClosures(3)});
  CHECK(Validate(block, limits).ok());

  Block deep_fact = block;
  deep_fact.facts.push_back({Predicate{"f", {Nested(4)}}});
  CHECK(KindOf(Validate(deep_fact, limits)) == ErrorKind::kTooDeep);
  CHECK(std::string(Validate(deep_fact, limits).message()) ==
        "fact 1: terms and closures nest 4 levels deep, more than 3");
  Block deep_rule = block;
  deep_rule.rules[0].body[0].terms[0] = Nested(4);
  CHECK(KindOf(Validate(deep_rule, limits)) == ErrorKind::kTooDeep);
  Block deep_check = block;
  deep_check.checks[0].queries[0].expressions[0].ops = NestedClosures(4);
  CHECK(KindOf(Validate(deep_check, limits)) == ErrorKind::kTooDeep);
  AuthorizerBlock deep_policy{block, {Policy{PolicyKind::kAllow, deep_check.checks[0].queries}}};
  CHECK(KindOf(Validate(deep_policy, limits)) == ErrorKind::kTooDeep);
  CHECK(std::string(Validate(deep_policy, limits).message()).starts_with("policy 0: "));
}

}  // namespace
}  // namespace hardtack::engine

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The engine against the naive evaluator on every operator with every pair of a list of values of all kinds, and on
// every binary operator with every value and a list of closures, on either side. Each result is asked for by its truth,
// its type and its equality with what the evaluator found.

#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/engine/ast_print.h"
#include "tests/differential/engine_run.h"
#include "tests/differential/naive/operators.h"
#include "tests/differential/naive/value.h"
#include "tests/differential/program.h"

namespace hardtack::differential {
namespace {

using engine::BinaryKind;
using engine::Op;
using engine::UnaryKind;

engine::Term SetTerm(std::vector<engine::Term> members) { return engine::Term(engine::Set{std::move(members)}); }
engine::Term ArrayTerm(std::vector<engine::Term> elements) { return engine::Term(engine::Array{std::move(elements)}); }
engine::Term MapTerm(std::vector<engine::MapEntry> entries) { return engine::Term(engine::Map{std::move(entries)}); }

std::vector<engine::Term> Values() {
  const engine::Term zero = engine::IntegerTerm(0), one = engine::IntegerTerm(1), two = engine::IntegerTerm(2);
  const engine::Term a = engine::StringTerm("a"), ab = engine::StringTerm("ab");
  return {zero,
          one,
          engine::IntegerTerm(-1),
          engine::IntegerTerm(std::numeric_limits<int64_t>::max()),
          engine::IntegerTerm(std::numeric_limits<int64_t>::min()),
          engine::StringTerm(""),
          a,
          ab,
          engine::StringTerm("1"),
          engine::StringTerm("("),
          engine::StringTerm("a|c"),
          engine::DateTerm(0),
          engine::DateTerm(1),
          engine::BytesTerm(""),
          engine::BytesTerm("a"),
          engine::BoolTerm(true),
          engine::BoolTerm(false),
          engine::NullTerm(),
          SetTerm({}),
          SetTerm({one}),
          SetTerm({one, two}),
          SetTerm({two, one}),
          SetTerm({a}),
          SetTerm({ArrayTerm({one})}),
          ArrayTerm({}),
          ArrayTerm({one}),
          ArrayTerm({one, two}),
          ArrayTerm({two, one}),
          ArrayTerm({SetTerm({one, two}), engine::NullTerm()}),
          ArrayTerm({SetTerm({two, one}), engine::NullTerm()}),
          MapTerm({}),
          MapTerm({{int64_t{1}, a}}),
          MapTerm({{std::string("1"), a}}),
          MapTerm({{int64_t{1}, a}, {std::string("a"), one}}),
          MapTerm({{std::string("a"), one}, {int64_t{1}, a}})};
}

Op Integer(int64_t value) { return engine::ValueOp(engine::IntegerTerm(value)); }
Op Use(const char* name) { return engine::ValueOp(engine::VariableTerm(name)); }
Op Negate() { return engine::UnaryOp(UnaryKind::kNegate); }

std::vector<Op> Closures() {
  const Op is_one_strict = engine::ClosureOp({"p"}, {Use("p"), Integer(1), engine::BinaryOp(BinaryKind::kEqual)});
  const Op is_one = engine::ClosureOp({"p"}, {Use("p"), Integer(1), engine::BinaryOp(BinaryKind::kHeterogeneousEqual)});
  const Op is_not_one = engine::ClosureOp({"p"}, {Use("p"), Integer(1),
                                                  engine::BinaryOp(BinaryKind::kHeterogeneousNotEqual)});
  const Op divides = engine::ClosureOp(
      {"p"}, {Integer(2), Integer(1), Use("p"), engine::BinaryOp(BinaryKind::kSub), engine::BinaryOp(BinaryKind::kDiv),
              Integer(-2), engine::BinaryOp(BinaryKind::kEqual)});
  return {engine::ClosureOp({}, {engine::ValueOp(engine::BoolTerm(true))}),
          engine::ClosureOp({}, {Integer(7)}),
          engine::ClosureOp({}, {Integer(1), Integer(0), engine::BinaryOp(BinaryKind::kDiv)}),
          engine::ClosureOp({}, {}),
          engine::ClosureOp({}, {Use("unknown")}),
          engine::ClosureOp({}, {engine::ClosureOp({}, {Integer(1)})}),
          engine::ClosureOp({"bound"}, {engine::ValueOp(engine::BoolTerm(true))}),
          engine::ClosureOp({"p", "q"}, {engine::ValueOp(engine::BoolTerm(true))}),
          engine::ClosureOp({"p"}, {Use("p")}),
          is_one_strict,
          is_one,
          is_not_one,
          divides};
}

constexpr int kBinaryKinds = static_cast<int>(BinaryKind::kTryOr) + 1;

std::vector<Op> BinaryOperators() {
  std::vector<Op> operators;
  for (int kind = 0; kind < kBinaryKinds; ++kind) {
    const bool is_extern = static_cast<BinaryKind>(kind) == BinaryKind::kExtern;
    operators.push_back(Op{Op::Value(engine::Binary{static_cast<BinaryKind>(kind), is_extern ? "pair" : ""})});
  }
  return operators;
}

// One program that asks about the expression in every way: an authorizer's check for each.
Program Asking(const std::vector<Op>& ops) {
  Program program;
  const auto ask = [&](std::vector<Op> question) {
    engine::Rule query = engine::QueryRule();
    query.body = {{"bound", {engine::VariableTerm("bound")}}};
    query.expressions = {{std::move(question)}};
    program.authorizer.block.checks.push_back({engine::CheckKind::kIf, {query}});
  };
  program.authorizer.block.facts = {{{"bound", {engine::IntegerTerm(5)}}}};
  try {
    const naive::Value value = naive::EvaluateExpression(ops, {{"bound", naive::Integer(5)}}, &HostFunctions());
    std::vector<Op> question = ops;
    question.push_back(engine::ValueOp(naive::ToTerm(value)));
    question.push_back(engine::BinaryOp(BinaryKind::kEqual));
    ask(question);
  } catch (const naive::Failure&) {
    // The plain question below compares the error.
  }
  ask(ops);
  return program;
}

// Asks about every expression and reports the first few that the engine sees otherwise.
void CheckAll(const std::vector<std::vector<Op>>& expressions) {
  size_t failures = 0;
  for (const std::vector<Op>& ops : expressions) {
    const Program program = Asking(ops);
    const std::optional<std::string> disagreement = Disagreement(program);
    if (!disagreement || ++failures > 5) continue;
    INFO(engine::ToString(engine::Expression{ops}));
    FAIL_CHECK(*disagreement);
  }
  CHECK(failures == 0);
}

TEST_CASE("the engine agrees with the naive evaluator on every unary operator and every kind of value") {
  std::vector<std::vector<Op>> expressions;
  for (int kind = 0; kind <= static_cast<int>(UnaryKind::kExtern); ++kind) {
    const bool is_extern = static_cast<UnaryKind>(kind) == UnaryKind::kExtern;
    const Op op{Op::Value(engine::Unary{static_cast<UnaryKind>(kind), is_extern ? "identity" : ""})};
    for (const engine::Term& value : Values()) expressions.push_back({engine::ValueOp(value), op});
    for (const Op& closure : Closures()) expressions.push_back({closure, op});
  }
  CheckAll(expressions);
}

TEST_CASE("the engine agrees with the naive evaluator on every binary operator and every pair of kinds") {
  std::vector<std::vector<Op>> expressions;
  for (const Op& op : BinaryOperators()) {
    for (const engine::Term& left : Values()) {
      for (const engine::Term& right : Values()) {
        expressions.push_back({engine::ValueOp(left), engine::ValueOp(right), op});
      }
    }
  }
  CheckAll(expressions);
}

TEST_CASE("the engine agrees with the naive evaluator on every binary operator with closures on either side") {
  std::vector<std::vector<Op>> expressions;
  for (const Op& op : BinaryOperators()) {
    for (const Op& closure : Closures()) {
      for (const engine::Term& value : Values()) {
        expressions.push_back({engine::ValueOp(value), closure, op});
        expressions.push_back({closure, engine::ValueOp(value), op});
      }
      for (const Op& other : Closures()) expressions.push_back({closure, other, op});
    }
  }
  CheckAll(expressions);
}

TEST_CASE("the engine agrees with the naive evaluator on stacks that hold too little or too much") {
  const Op one = Integer(1), closure = engine::ClosureOp({}, {one}), add = engine::BinaryOp(BinaryKind::kAdd);
  CheckAll({{}, {one, one}, {add}, {one, add}, {Negate()}, {closure}, {one, closure}, {one, one, one, add}});
}

}  // namespace
}  // namespace hardtack::differential

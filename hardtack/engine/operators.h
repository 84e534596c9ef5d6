// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The operators of expressions on values: what each does with each combination of types. Closures are expression.h's.
//
// Biscuit specification, "Operations"; docs/language.md, "Operators", for what it leaves open.

#ifndef HARDTACK_ENGINE_OPERATORS_H_
#define HARDTACK_ENGINE_OPERATORS_H_

#include <memory_resource>
#include <optional>
#include <string>

#include "hardtack/base/error.h"
#include "hardtack/engine/ast.h"
#include "hardtack/engine/budget.h"
#include "hardtack/engine/interner.h"
#include "hardtack/engine/regex.h"
#include "hardtack/engine/value.h"

namespace hardtack::engine {

// Why an expression has no value. Ordered by kind, then by the text that only host functions have, so that of several
// errors the least can be reported whatever order they came in.
struct ExpressionError {
  ErrorKind kind = ErrorKind::kInvalidType;
  std::string function;  // the extern's name
  std::string message;   // what it reported
  auto operator<=>(const ExpressionError&) const = default;
};

// Applies operators, interning results in `values` and charging `budget`. nullopt: there is an error(), or the budget
// is exhausted.
class Operators {
 public:
  Operators(Interner& values, Budget& budget, const Externs* externs, const StructureLimits& limits,
            RegexCache& patterns, std::pmr::memory_resource* memory)
      : values_(values),
        budget_(budget),
        externs_(externs),
        limits_(limits),
        patterns_(patterns, limits, budget, memory) {}

  std::optional<Value> Apply(UnaryKind kind, Value operand);
  std::optional<Value> Apply(BinaryKind kind, Value left, Value right);
  // A host function by the text id of its name; `right` is null for one argument.
  std::optional<Value> Call(uint64_t name, Value left, const Value* right);

  std::optional<Value> Fail(ErrorKind kind);
  const ExpressionError& error() const { return error_; }
  void set_error(ExpressionError error) { error_ = std::move(error); }

 private:
  std::optional<Value> Length(Value operand);
  std::optional<Value> Arithmetic(BinaryKind kind, int64_t left, int64_t right);
  std::optional<Value> Add(Value left, Value right);
  std::optional<Value> Compare(BinaryKind kind, Value left, Value right);
  std::optional<Value> Contains(Value left, Value right);
  std::optional<Value> Affix(BinaryKind kind, Value left, Value right);
  std::optional<Value> Matches(Value left, Value right);
  std::optional<Value> Combine(BinaryKind kind, Value left, Value right);
  std::optional<Value> Get(Value left, Value right);

  Interner& values_;
  Budget& budget_;
  const Externs* externs_;
  const StructureLimits& limits_;
  EvaluationPatterns patterns_;
  ExpressionError error_;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_OPERATORS_H_

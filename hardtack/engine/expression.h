// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// ExpressionMachine runs compiled expressions on a stack of values. Closures are called with their parameter in a slot
// of the frame that the rest of the expression uses, so calling one copies nothing.
//
// Biscuit specification, "Execution".

#ifndef HARDTACK_ENGINE_EXPRESSION_H_
#define HARDTACK_ENGINE_EXPRESSION_H_

#include <memory_resource>
#include <optional>
#include <span>
#include <vector>

#include "hardtack/engine/budget.h"
#include "hardtack/engine/interner.h"
#include "hardtack/engine/operators.h"
#include "hardtack/engine/program.h"

namespace hardtack::engine {

class ExpressionMachine {
 public:
  ExpressionMachine(Interner& values, Budget& budget, const Externs* externs, const StructureLimits& limits,
                    RegexCache& patterns, std::pmr::memory_resource* memory)
      : values_(values),
        budget_(budget),
        operators_(values, budget, externs, limits, patterns, memory),
        stack_(memory) {}

  // The value of an expression of `program` with the variables in `frame`. nullopt: error() says why, unless the budget
  // is exhausted. Recursion is as deep as closures nest, which compilation bounds.
  std::optional<Value> Run(const Program& program, Range instructions, std::span<Value> frame);

  // Whether a condition holds: the value must be a boolean (else InvalidType). nullopt as Run.
  std::optional<bool> Test(const Program& program, Range instructions, std::span<Value> frame);

  const ExpressionError& error() const { return operators_.error(); }

 private:
  bool Step(const Program& program, const Instruction& instruction, std::span<Value> frame, size_t bottom);
  std::optional<Value> Binary(const Program& program, const Instruction& instruction, std::span<Value> frame,
                              Value left, Value right);
  std::optional<Value> WithClosure(const Program& program, BinaryKind kind, const CompiledClosure& closure,
                                   Value operand, std::span<Value> frame);
  std::optional<Value> Quantify(const Program& program, BinaryKind kind, const CompiledClosure& closure,
                                Value collection, std::span<Value> frame);
  std::optional<Value> Call(const Program& program, const CompiledClosure& closure, std::span<Value> frame);

  Interner& values_;
  Budget& budget_;
  Operators operators_;
  std::pmr::vector<Value> stack_;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_EXPRESSION_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The stack machine. Tested by tests/engine/expression_test.cc and against the naive evaluator in tests/differential.

#include "hardtack/engine/expression.h"

#include <utility>

namespace hardtack::engine {

std::optional<bool> ExpressionMachine::Test(const Program& program, Range instructions, std::span<Value> frame) {
  std::optional<Value> value = Run(program, instructions, frame);
  if (!value.has_value()) return std::nullopt;
  if (!value->is_bool()) {
    operators_.Fail(ErrorKind::kInvalidType);
    return std::nullopt;
  }
  return value->is_true();
}

std::optional<Value> ExpressionMachine::Run(const Program& program, Range instructions, std::span<Value> frame) {
  size_t bottom = stack_.size();
  for (uint32_t i = instructions.begin; i < instructions.end; ++i) {
    if (!Step(program, program.instructions[i], frame, bottom)) {
      stack_.resize(bottom);
      return std::nullopt;
    }
  }
  bool one_value = stack_.size() == bottom + 1 && stack_.back().kind() != ValueKind::kClosure;
  std::optional<Value> result = one_value ? std::optional(stack_.back()) : operators_.Fail(ErrorKind::kInvalidStack);
  stack_.resize(bottom);
  return result;
}

// Runs one instruction on the stack above `bottom`; false: there is an error, or the budget is exhausted.
bool ExpressionMachine::Step(const Program& program, const Instruction& instruction, std::span<Value> frame,
                             size_t bottom) {
  if (!budget_.Charge(1)) return false;
  std::optional<Value> result;
  switch (instruction.code) {
    case Instruction::Code::kConstant:
      stack_.push_back(instruction.value);
      return true;
    case Instruction::Code::kSlot:
      stack_.push_back(frame[instruction.operand]);
      return true;
    case Instruction::Code::kClosure:
      stack_.push_back(Value(ValueKind::kClosure, instruction.operand));
      return true;
    case Instruction::Code::kUnknownVariable:
      operators_.Fail(ErrorKind::kUnknownVariable);
      return false;
    case Instruction::Code::kUnary: {
      if (stack_.size() <= bottom || stack_.back().kind() == ValueKind::kClosure) {
        operators_.Fail(ErrorKind::kInvalidStack);
        return false;
      }
      Value operand = stack_.back();
      stack_.pop_back();
      UnaryKind kind = static_cast<UnaryKind>(instruction.kind);
      result = kind == UnaryKind::kExtern ? operators_.Call(instruction.operand, operand, nullptr)
                                          : operators_.Apply(kind, operand);
      break;
    }
    case Instruction::Code::kBinary: {
      if (stack_.size() < bottom + 2) {
        operators_.Fail(ErrorKind::kInvalidStack);
        return false;
      }
      Value right = stack_.back();
      stack_.pop_back();
      Value left = stack_.back();
      stack_.pop_back();
      result = Binary(program, instruction, frame, left, right);
      break;
    }
  }
  if (!result.has_value()) return false;
  stack_.push_back(*result);
  return true;
}

std::optional<Value> ExpressionMachine::Binary(const Program& program, const Instruction& instruction,
                                               std::span<Value> frame, Value left, Value right) {
  BinaryKind kind = static_cast<BinaryKind>(instruction.kind);
  bool left_closure = left.kind() == ValueKind::kClosure, right_closure = right.kind() == ValueKind::kClosure;
  if (left_closure && right_closure) return operators_.Fail(ErrorKind::kInvalidStack);
  // A closure may stand on either side: `try_or` has it on the left.
  if (left_closure) return WithClosure(program, kind, program.closures[left.payload()], right, frame);
  if (right_closure) return WithClosure(program, kind, program.closures[right.payload()], left, frame);
  if (kind == BinaryKind::kExtern) return operators_.Call(instruction.operand, left, &right);
  return operators_.Apply(kind, left, right);
}

std::optional<Value> ExpressionMachine::WithClosure(const Program& program, BinaryKind kind,
                                                    const CompiledClosure& closure, Value operand,
                                                    std::span<Value> frame) {
  if (closure.shadows) return operators_.Fail(ErrorKind::kShadowedVariable);
  bool quantifier = kind == BinaryKind::kAll || kind == BinaryKind::kAny;
  if (closure.parameter_count != (quantifier ? 1 : 0)) return operators_.Fail(ErrorKind::kInvalidType);
  switch (kind) {
    case BinaryKind::kAll:
    case BinaryKind::kAny:
      return Quantify(program, kind, closure, operand, frame);
    case BinaryKind::kLazyAnd:
    case BinaryKind::kLazyOr:
      if (!operand.is_bool()) return operators_.Fail(ErrorKind::kInvalidType);
      if (operand.is_true() == (kind == BinaryKind::kLazyOr)) return operand;
      return Call(program, closure, frame);
    case BinaryKind::kTryOr: {
      std::optional<Value> value = Call(program, closure, frame);
      return value.has_value() || budget_.exhausted() ? value : std::optional(operand);
    }
    default:
      return operators_.Fail(ErrorKind::kInvalidType);
  }
}

// `all` is decided by false, `any` by true. Arrays are ordered, so the first element that decides or raises ends it;
// sets and maps are not, so an element that decides wins over errors, and of several errors the least is reported.
std::optional<Value> ExpressionMachine::Quantify(const Program& program, BinaryKind kind,
                                                 const CompiledClosure& closure, Value collection,
                                                 std::span<Value> frame) {
  ValueKind type = collection.type();
  if (type != ValueKind::kSet && type != ValueKind::kArray && type != ValueKind::kMap) {
    return operators_.Fail(ErrorKind::kInvalidType);
  }
  std::span<const Value> elements = values_.ElementsOf(collection);
  size_t stride = type == ValueKind::kMap ? 2 : 1;
  bool decisive = kind == BinaryKind::kAny;
  std::optional<ExpressionError> least;
  for (size_t i = 0; i < elements.size(); i += stride) {
    if (!budget_.Charge(stride)) return std::nullopt;
    frame[closure.slot] = stride == 1 ? elements[i] : values_.Array(elements.subspan(i, 2));
    std::optional<Value> value = Call(program, closure, frame);
    if (budget_.exhausted()) return std::nullopt;
    if (value.has_value() && !value->is_bool()) value = operators_.Fail(ErrorKind::kInvalidType);
    if (value.has_value()) {
      if (value->is_true() == decisive) return value;
      continue;
    }
    if (type == ValueKind::kArray) return std::nullopt;
    if (!least.has_value() || error() < *least) least = error();
  }
  if (!least.has_value()) return Value::Bool(!decisive);
  operators_.set_error(*std::move(least));
  return std::nullopt;
}

std::optional<Value> ExpressionMachine::Call(const Program& program, const CompiledClosure& closure,
                                             std::span<Value> frame) {
  return budget_.Charge(1) ? Run(program, closure.instructions, frame) : std::nullopt;
}

}  // namespace hardtack::engine

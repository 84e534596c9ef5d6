// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Bodies: slots, atoms, instructions. Recursion follows closures, whose nesting Validate bounds. Tested by
// tests/engine/compile_test.cc.

#include "hardtack/engine/body_compiler.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "hardtack/base/abseil.h"

namespace hardtack::engine {

uint32_t BodyCompiler::Compile(const Rule& rule, uint32_t trust, bool defer_expressions) {
  slots_.clear();
  reads_.Clear();
  frame_size_ = 0;
  Body body;
  body.trust = trust;
  body.atoms = CompileAtoms(rule.body);
  body.expressions = CompileExpressions(rule.expressions);
  body.frame_size = frame_size_;
  planner_.AddPlans(body, reads_, defer_expressions);
  program_.bodies.push_back(body);
  return static_cast<uint32_t>(program_.bodies.size() - 1);
}

std::optional<Range> BodyCompiler::CompileHead(const Predicate& head) {
  Range range;
  range.begin = static_cast<uint32_t>(program_.terms.size());
  for (const Term& term : head.terms) {
    std::optional<CompiledTerm> compiled = CompileTerm(term);
    if (!compiled.has_value()) return std::nullopt;
    program_.terms.push_back(*compiled);
  }
  range.end = static_cast<uint32_t>(program_.terms.size());
  return range;
}

std::optional<CompiledTerm> BodyCompiler::CompileTerm(const Term& term) {
  if (const auto* variable = term.As<Variable>()) {
    auto [it, is_new] = slots_.try_emplace(ToAbsl(variable->name), frame_size_);
    if (is_new) ++frame_size_;
    return CompiledTerm{true, it->second, Value()};
  }
  std::optional<Value> value = values_.FromTerm(term, program_.limits.max_nesting);
  if (!value.has_value()) return std::nullopt;
  return CompiledTerm{false, 0, *value};
}

Range BodyCompiler::CompileAtoms(const std::vector<Predicate>& predicates) {
  Range atoms;
  atoms.begin = static_cast<uint32_t>(program_.atoms.size());
  for (const Predicate& predicate : predicates) {
    Atom atom;
    const RelationInfo info{values_.TextId(predicate.name), static_cast<uint32_t>(predicate.terms.size())};
    atom.relation = find_relation_(info);
    atom.shared = program_.FindShared(info);
    atom.terms.begin = static_cast<uint32_t>(program_.terms.size());
    for (const Term& term : predicate.terms) {
      std::optional<CompiledTerm> compiled = CompileTerm(term);
      if (!compiled.has_value()) {  // no ground fact equals a term with a variable inside
        atom.relation = kNoRelation;
        atom.shared = nullptr;
      }
      program_.terms.push_back(compiled.value_or(CompiledTerm()));
    }
    atom.terms.end = static_cast<uint32_t>(program_.terms.size());
    program_.atoms.push_back(atom);
  }
  atoms.end = static_cast<uint32_t>(program_.atoms.size());
  return atoms;
}

Range BodyCompiler::CompileExpressions(const std::vector<Expression>& expressions) {
  expressions_.clear();
  for (const Expression& expression : expressions) {
    expressions_.push_back(CompileOps(expression.ops));
    reads_.EndExpression();
  }
  Range range;
  range.begin = static_cast<uint32_t>(program_.expressions.size());
  program_.expressions.insert(program_.expressions.end(), expressions_.begin(), expressions_.end());
  range.end = static_cast<uint32_t>(program_.expressions.size());
  return range;
}

// Closures are compiled on the way and lie before the instructions that use them, so each range is contiguous.
Range BodyCompiler::CompileOps(const std::vector<Op>& ops) {
  const auto begin = static_cast<std::ptrdiff_t>(instructions_.size());
  for (const Op& op : ops) {
    const Instruction instruction = CompileOp(op);
    instructions_.push_back(instruction);
  }
  Range range;
  range.begin = static_cast<uint32_t>(program_.instructions.size());
  program_.instructions.insert(program_.instructions.end(), instructions_.begin() + begin, instructions_.end());
  range.end = static_cast<uint32_t>(program_.instructions.size());
  instructions_.resize(static_cast<size_t>(begin));
  return range;
}

std::optional<uint32_t> BodyCompiler::FindSlot(std::string_view name) const {
  for (auto it = parameters_.rbegin(); it != parameters_.rend(); ++it) {
    if (it->first == name) return it->second;
  }
  auto it = slots_.find(ToAbsl(name));
  return it == slots_.end() ? std::nullopt : std::optional(it->second);
}

Instruction BodyCompiler::CompileOp(const Op& op) {
  Instruction instruction;
  if (const auto* term = std::get_if<Term>(&op.value)) {
    const auto* variable = term->As<Variable>();
    if (variable == nullptr) {
      std::optional<Value> value = values_.FromTerm(*term, program_.limits.max_nesting);
      // An array or map with a variable inside is a value that nothing can give.
      instruction.code = value.has_value() ? Instruction::Code::kConstant : Instruction::Code::kUnknownVariable;
      instruction.value = value.value_or(Value());
    } else if (std::optional<uint32_t> slot = FindSlot(variable->name)) {
      instruction.code = Instruction::Code::kSlot;
      instruction.operand = *slot;
      if (*slot < slots_.size()) reads_.Add(*slot);
    } else {
      instruction.code = Instruction::Code::kUnknownVariable;
    }
  } else if (const auto* unary = std::get_if<Unary>(&op.value)) {
    instruction.code = Instruction::Code::kUnary;
    instruction.kind = static_cast<uint8_t>(unary->kind);
    if (unary->kind == UnaryKind::kExtern) {
      instruction.operand = static_cast<uint32_t>(values_.TextId(unary->extern_name));
    }
  } else if (const auto* binary = std::get_if<Binary>(&op.value)) {
    instruction.code = Instruction::Code::kBinary;
    instruction.kind = static_cast<uint8_t>(binary->kind);
    if (binary->kind == BinaryKind::kExtern) {
      instruction.operand = static_cast<uint32_t>(values_.TextId(binary->extern_name));
    }
  } else {
    instruction.code = Instruction::Code::kClosure;
    instruction.operand = CompileClosure(std::get<Closure>(op.value));
  }
  return instruction;
}

uint32_t BodyCompiler::CompileClosure(const Closure& closure) {
  CompiledClosure compiled;
  compiled.parameter_count = static_cast<uint32_t>(closure.parameters.size());
  compiled.shadows =
      std::ranges::any_of(closure.parameters, [&](const std::string& name) { return FindSlot(name).has_value(); });
  // Only a closure of one parameter is ever called with one, so only that one needs a slot.
  bool has_slot = closure.parameters.size() == 1;
  if (has_slot) {
    compiled.slot = frame_size_++;
    parameters_.emplace_back(closure.parameters[0], compiled.slot);
  }
  compiled.instructions = CompileOps(closure.ops);
  if (has_slot) parameters_.pop_back();
  program_.closures.push_back(compiled);
  return static_cast<uint32_t>(program_.closures.size() - 1);
}

}  // namespace hardtack::engine

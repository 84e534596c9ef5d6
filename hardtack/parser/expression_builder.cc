// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Tested by tests/parser/expression_test.cc, a table from text to postfix operations.

#include "hardtack/parser/expression_builder.h"

#include <iterator>
#include <utility>

#include "hardtack/engine/ast_validate.h"

namespace hardtack::parser {

using engine::Binary;
using engine::BinaryKind;
using engine::Op;
using engine::Unary;
using engine::UnaryKind;

void ExpressionBuilder::Operand(engine::Term term) {
  start_ = ops().size();
  Append(engine::ValueOp(std::move(term)));
}

void ExpressionBuilder::OpenParenthesis(size_t offset) {
  nesting_.Enter(offset);
  parentheses_.push_back(ops().size());
}

void ExpressionBuilder::CloseParenthesis() {
  nesting_.Leave();
  Append(engine::UnaryOp(UnaryKind::kParens));
  start_ = parentheses_.back();
  parentheses_.pop_back();
}

void ExpressionBuilder::CloseNegation() {
  nesting_.Leave();
  Append(engine::UnaryOp(UnaryKind::kNegate));
}

void ExpressionBuilder::Infix(BinaryKind kind) { Push(Binary{kind, {}}, false); }

void ExpressionBuilder::LazyInfix(BinaryKind kind, size_t offset) {
  Call(kind, offset);
  OpenClosure({});
}

void ExpressionBuilder::Call(BinaryKind kind, size_t offset) {
  nesting_.Enter(offset);
  Push(Binary{kind, {}}, true);
}

void ExpressionBuilder::CallExtern(std::string name, size_t offset) {
  nesting_.Enter(offset);
  Push(Binary{BinaryKind::kExtern, std::move(name)}, true);
}

void ExpressionBuilder::CallTryOr(size_t offset) {
  auto first = ops().begin() + static_cast<ptrdiff_t>(start_);
  std::vector<Op> body(std::make_move_iterator(first), std::make_move_iterator(ops().end()));
  // `a.try_or(b).try_or(c)` nests closures without a bracket around them.
  nesting_.Require(offset, engine::NestingDepth(body) + 1);
  ops().erase(first, ops().end());
  Append(engine::ClosureOp({}, std::move(body)));
  Call(BinaryKind::kTryOr, offset);
}

void ExpressionBuilder::OpenClosure(std::vector<std::string> parameters) {
  pending_.back().closure = true;
  frames_.push_back({std::move(parameters), {}});
}

void ExpressionBuilder::Complete() {
  Pending pending = Pop();
  if (pending.closure) {
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    Append(engine::ClosureOp(std::move(frame.parameters), std::move(frame.ops)));
  }
  Append(Op{Op::Value(std::move(pending.op))});
}

void ExpressionBuilder::CompleteNullary() { Append(Op{Op::Value(Unary{UnaryKind::kExtern, Pop().op.extern_name})}); }

ExpressionBuilder::Pending ExpressionBuilder::Pop() {
  Pending pending = std::move(pending_.back());
  pending_.pop_back();
  if (pending.nested) nesting_.Leave();
  start_ = pending.start;
  return pending;
}

engine::Expression ExpressionBuilder::Take() { return engine::Expression{std::exchange(frames_.back().ops, {})}; }

void ExpressionBuilder::Reset() {
  frames_.assign(1, {});
  pending_.clear();
  parentheses_.clear();
}

}  // namespace hardtack::parser

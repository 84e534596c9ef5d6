// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// ExpressionBuilder turns infix text into postfix operations while the grammar matches it: operands are appended at
// once, an operator waits until its right side is complete. Closures collect their operations in a frame of their own.
//
// Biscuit specification, "Expressions: Execution".

#ifndef HARDTACK_PARSER_EXPRESSION_BUILDER_H_
#define HARDTACK_PARSER_EXPRESSION_BUILDER_H_

#include <cstddef>
#include <string>
#include <vector>

#include "hardtack/engine/ast.h"
#include "hardtack/parser/nesting.h"

namespace hardtack::parser {

class ExpressionBuilder {
 public:
  explicit ExpressionBuilder(Nesting& nesting) : nesting_(nesting) { Reset(); }

  void Operand(engine::Term term);

  void OpenParenthesis(size_t offset);
  void CloseParenthesis();

  void OpenNegation(size_t offset) { nesting_.Enter(offset); }
  void CloseNegation();

  // A method without an argument.
  void Method(engine::UnaryKind kind) { Append(engine::UnaryOp(kind)); }

  // An operator or method whose right side or argument comes next; Complete ends it.
  void Infix(engine::BinaryKind kind);
  void LazyInfix(engine::BinaryKind kind, size_t offset);  // && and ||: the right side becomes a closure
  void Call(engine::BinaryKind kind, size_t offset);
  void CallExtern(std::string name, size_t offset);
  void CallTryOr(size_t offset);                          // what it is called on becomes a closure
  void OpenClosure(std::vector<std::string> parameters);  // the argument of the open call is a closure
  void Complete();

  // Ends the open CallExtern as a method without an argument.
  void CompleteNullary();

  engine::Expression Take();
  void Reset();

 private:
  struct Pending {
    engine::Binary op;
    size_t start;          // of what a method is called on, so that another method can follow
    bool nested;           // counted as a level
    bool closure = false;  // its right side is the innermost frame
  };
  struct Frame {
    std::vector<std::string> parameters;
    std::vector<engine::Op> ops;
  };

  std::vector<engine::Op>& ops() { return frames_.back().ops; }
  void Append(engine::Op op) { ops().push_back(std::move(op)); }
  void Push(engine::Binary op, bool nested) { pending_.push_back({std::move(op), start_, nested}); }
  Pending Pop();

  Nesting& nesting_;
  std::vector<Frame> frames_;  // INVARIANT: the outermost is the expression's own
  std::vector<Pending> pending_;
  std::vector<size_t> parentheses_;  // where the operations inside each open parenthesis start
  size_t start_ = 0;                 // where the operations of the last operand start, in the innermost frame
};

}  // namespace hardtack::parser

#endif  // HARDTACK_PARSER_EXPRESSION_BUILDER_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// BodyCompiler turns the body of one rule or query into atoms, instructions and plans, appended to a program's arrays.

#ifndef HARDTACK_ENGINE_BODY_COMPILER_H_
#define HARDTACK_ENGINE_BODY_COMPILER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "hardtack/engine/ast.h"
#include "hardtack/engine/interner.h"
#include "hardtack/engine/plan.h"
#include "hardtack/engine/program.h"

namespace hardtack::engine {

class BodyCompiler {
 public:
  using RelationLookup = absl::FunctionRef<RelationId(RelationInfo)>;

  // Appends to `program`, interning into `values` (its own interner, or, for a query over a world, the world's).
  BodyCompiler(Program& program, Interner& values, RelationLookup find_relation)
      : program_(program), values_(values), find_relation_(find_relation), planner_(program) {}

  // Compiles the body of `rule` with the trust index `trust`. `defer_expressions` keeps all of them for the complete
  // binding, which `check all` needs to see the bindings that fail. Returns the body's index.
  uint32_t Compile(const Rule& rule, uint32_t trust, bool defer_expressions);

  // The terms of the rule's head, after Compile; its variables must be bound by the body (Validate). nullopt: a term
  // has a variable inside an array or map, which no binding can replace.
  std::optional<Range> CompileHead(const Predicate& head);

 private:
  std::optional<CompiledTerm> CompileTerm(const Term& term);
  Range CompileAtoms(const std::vector<Predicate>& predicates);
  Range CompileExpressions(const std::vector<Expression>& expressions);
  Range CompileOps(const std::vector<Op>& ops);
  Instruction CompileOp(const Op& op);
  uint32_t CompileClosure(const Closure& closure);
  std::optional<uint32_t> FindSlot(std::string_view name) const;

  Program& program_;
  Interner& values_;
  RelationLookup find_relation_;

  absl::flat_hash_map<absl::string_view, uint32_t> slots_;         // of the body's variables
  std::vector<std::pair<std::string_view, uint32_t>> parameters_;  // of the enclosing closures
  uint32_t frame_size_ = 0;
  ExpressionReads reads_;                  // of the body's expressions
  std::vector<Instruction> instructions_;  // of the operations being compiled and of those around them
  std::vector<Range> expressions_;         // of the body
  Planner planner_;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_BODY_COMPILER_H_

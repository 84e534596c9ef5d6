// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Facts, rules, checks, policies and scopes to bytes: what blocks and snapshots share. Internal to wire; throws
// CodecError.

#ifndef HARDTACK_WIRE_STATEMENT_ENCODER_H_
#define HARDTACK_WIRE_STATEMENT_ENCODER_H_

#include "hardtack/engine/ast.h"
#include "hardtack/wire/message.h"
#include "hardtack/wire/schema.h"
#include "hardtack/wire/symbols.h"
#include "hardtack/wire/term_encoder.h"

namespace hardtack::wire {

// Whether a Check message has any field: see AddMessage.
inline bool HasContent(const engine::Check& check) {
  return !check.queries.empty() || check.kind != engine::CheckKind::kIf;
}

// Each writes the content of one message and adds new symbols and keys to the tables, in the order in which they are
// met.
class StatementEncoder {
 public:
  explicit StatementEncoder(Tables& tables) : tables_(tables), terms_(tables.symbols) {}  // must outlive this

  void WriteFact(Builder<FactField>& message, const engine::Fact& fact);
  void WriteRule(Builder<RuleField>& message, const engine::Rule& rule);
  void WriteCheck(Builder<CheckField>& message, const engine::Check& check);
  void WritePolicy(Builder<PolicyField>& message, const engine::Policy& policy);
  void WriteScope(Builder<ScopeField>& message, const engine::Scope& scope);

 private:
  void WritePredicate(Builder<PredicateField>& message, const engine::Predicate& predicate);
  void WriteExpression(Builder<ExpressionField>& message, const engine::Expression& expression);
  void WriteOp(Builder<OpField>& message, const engine::Op& op);
  void WriteClosure(Builder<OpClosureField>& message, const engine::Closure& closure);

  Tables& tables_;
  TermEncoder terms_;
};

}  // namespace hardtack::wire

#endif  // HARDTACK_WIRE_STATEMENT_ENCODER_H_

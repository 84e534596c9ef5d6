// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Facts, rules, checks, policies and scopes to bytes. Tested by tests/wire/block_codec_test.cc.

#include "hardtack/wire/statement_encoder.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace hardtack::wire {
namespace {

// OpUnary and OpBinary have the same fields.
template <typename Operation>
void WriteOpKind(Builder<OpKindField>& message, const Operation& op, bool is_extern, TermEncoder& terms) {
  message.add_enum(OpKindField::kKind, static_cast<int32_t>(op.kind));
  if (is_extern) message.add_uint64(OpKindField::kFfiName, terms.WriteSymbol(op.extern_name));
}

}  // namespace

void StatementEncoder::WriteFact(Builder<FactField>& message, const engine::Fact& fact) {
  AddMessage<PredicateField>(message, FactField::kPredicate, true, [&](auto& m) { WritePredicate(m, fact.predicate); });
}

void StatementEncoder::WriteRule(Builder<RuleField>& message, const engine::Rule& rule) {
  AddMessage<PredicateField>(message, RuleField::kHead, true, [&](auto& m) { WritePredicate(m, rule.head); });
  for (const engine::Predicate& predicate : rule.body) {
    AddMessage<PredicateField>(message, RuleField::kBody, true, [&](auto& m) { WritePredicate(m, predicate); });
  }
  for (const engine::Expression& expression : rule.expressions) {
    AddMessage<ExpressionField>(message, RuleField::kExpressions, !expression.ops.empty(),
                                [&](auto& m) { WriteExpression(m, expression); });
  }
  for (const engine::Scope& scope : rule.scopes) {
    AddMessage<ScopeField>(message, RuleField::kScope, true, [&](auto& m) { WriteScope(m, scope); });
  }
}

void StatementEncoder::WriteCheck(Builder<CheckField>& message, const engine::Check& check) {
  for (const engine::Rule& query : check.queries) {
    AddMessage<RuleField>(message, CheckField::kQueries, true, [&](auto& m) { WriteRule(m, query); });
  }
  // `check if` has no kind on the wire: the field came with version 4.
  if (check.kind != engine::CheckKind::kIf) message.add_enum(CheckField::kKind, static_cast<int32_t>(check.kind));
}

void StatementEncoder::WritePolicy(Builder<PolicyField>& message, const engine::Policy& policy) {
  for (const engine::Rule& query : policy.queries) {
    AddMessage<RuleField>(message, PolicyField::kQueries, true, [&](auto& m) { WriteRule(m, query); });
  }
  message.add_enum(PolicyField::kKind, static_cast<int32_t>(policy.kind));
}

void StatementEncoder::WriteScope(Builder<ScopeField>& message, const engine::Scope& scope) {
  if (const auto* kind = std::get_if<engine::ScopeKind>(&scope)) {
    message.add_enum(ScopeField::kScopeType, static_cast<int32_t>(*kind));
  } else {
    const uint64_t index = tables_.keys.Insert(std::get<engine::PublicKey>(scope));
    message.add_int64(ScopeField::kPublicKey, static_cast<int64_t>(index));
  }
}

void StatementEncoder::WritePredicate(Builder<PredicateField>& message, const engine::Predicate& predicate) {
  message.add_uint64(PredicateField::kName, terms_.WriteSymbol(predicate.name));
  for (const engine::Term& term : predicate.terms) {
    AddMessage<TermField>(message, PredicateField::kTerms, true, [&](auto& m) { terms_.WriteTerm(m, term); });
  }
}

void StatementEncoder::WriteExpression(Builder<ExpressionField>& message, const engine::Expression& expression) {
  for (const engine::Op& op : expression.ops) {
    AddMessage<OpField>(message, ExpressionField::kOps, true, [&](auto& m) { WriteOp(m, op); });
  }
}

void StatementEncoder::WriteOp(Builder<OpField>& message, const engine::Op& op) {
  if (const auto* term = std::get_if<engine::Term>(&op.value)) {
    AddMessage<TermField>(message, OpField::kValue, true, [&](auto& m) { terms_.WriteTerm(m, *term); });
  } else if (const auto* unary = std::get_if<engine::Unary>(&op.value)) {
    AddMessage<OpKindField>(message, OpField::kUnary, true, [&](auto& m) {
      WriteOpKind(m, *unary, unary->kind == engine::UnaryKind::kExtern, terms_);
    });
  } else if (const auto* binary = std::get_if<engine::Binary>(&op.value)) {
    AddMessage<OpKindField>(message, OpField::kBinary, true, [&](auto& m) {
      WriteOpKind(m, *binary, binary->kind == engine::BinaryKind::kExtern, terms_);
    });
  } else {
    const auto& closure = std::get<engine::Closure>(op.value);
    AddMessage<OpClosureField>(message, OpField::kClosure, !closure.parameters.empty() || !closure.ops.empty(),
                               [&](auto& m) { WriteClosure(m, closure); });
  }
}

void StatementEncoder::WriteClosure(Builder<OpClosureField>& message, const engine::Closure& closure) {
  for (const std::string& parameter : closure.parameters) {
    message.add_uint32(OpClosureField::kParams, static_cast<uint32_t>(terms_.WriteSymbol(parameter)));
  }
  for (const engine::Op& op : closure.ops) {
    AddMessage<OpField>(message, OpClosureField::kOps, true, [&](auto& m) { WriteOp(m, op); });
  }
}

}  // namespace hardtack::wire

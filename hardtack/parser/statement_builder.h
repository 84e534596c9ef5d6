// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// StatementBuilder is what the actions talk to. It collects the parts of the statement being read and, when the
// statement is complete, appends it to the result. Rules that are about more than the shape of the text are kept here:
// facts hold no variables, heads are bound by bodies, policies stand in authorizers only.

#ifndef HARDTACK_PARSER_STATEMENT_BUILDER_H_
#define HARDTACK_PARSER_STATEMENT_BUILDER_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hardtack/engine/ast.h"
#include "hardtack/parser/expression_builder.h"
#include "hardtack/parser/failure.h"
#include "hardtack/parser/nesting.h"
#include "hardtack/parser/parameter_binder.h"
#include "hardtack/parser/source.h"
#include "hardtack/parser/term_builder.h"

namespace hardtack::parser {

// What may stand in a source.
struct Expectation {
  std::string_view text;  // completes "expected "
  bool policies = true;
};

class StatementBuilder {
 public:
  StatementBuilder(Source& source, const ParseOptions& options, ParameterBinder& parameters, Expectation expectation);

  size_t OffsetOf(const char* pointer) const { return source_.OffsetOf(pointer); }
  TermBuilder& terms() { return terms_; }
  ExpressionBuilder& expression() { return expression_; }
  engine::AuthorizerBlock& result() { return result_; }
  engine::Term& term() { return term_; }  // of CompleteTerm

  // Forgets what is left of an earlier statement and begins one at `offset`.
  void Begin(size_t offset);

  // What to say when no statement of the expected kind stands at `offset`.
  Failure Unexpected(size_t offset) const;

  // In what follows, `text` is the text of a rule as the grammar matched it and `offset` is where it stands.

  // Terms. A string comes without its quotes.
  void Variable(std::string_view text, size_t offset);
  void String(std::string_view text, size_t offset);
  void Integer(std::string_view text, size_t offset);
  void Date(std::string_view text, size_t offset);
  void Bytes(std::string_view text, size_t offset);
  void Boolean(bool value, size_t offset) { terms_.Push(engine::BoolTerm(value), offset); }
  void Null(size_t offset) { terms_.Push(engine::NullTerm(), offset); }
  void Parameter(std::string_view text, size_t offset);
  void Key(std::string_view text, size_t offset);
  void EmptySet(size_t offset);
  void CloseSet() { terms_.CloseSet(parameters_.AnyMissing()); }

  // Parts of expressions that need a term or a name.
  void Operand() { expression_.Operand(terms_.Pop()); }
  void ClosureParameter(std::string_view text, size_t offset);
  void ExternName(std::string_view text, size_t offset) { expression_.CallExtern(Name(text, offset), offset); }

  // Predicates, bodies and scopes.
  void PredicateName(std::string_view text, size_t offset) { predicate_.name = Name(text, offset); }
  void CompletePredicate();
  void Head();
  void BodyPredicate() { rule_.body.push_back(std::move(predicate_)); }
  void BodyExpression() { rule_.expressions.push_back(expression_.Take()); }
  void Scope(engine::ScopeKind kind) { rule_.scopes.emplace_back(kind); }
  void KeyAlgorithm(engine::Algorithm algorithm) { key_algorithm_ = algorithm; }
  void KeyDigits(std::string_view text, size_t offset);
  void ScopeParameter(std::string_view text, size_t offset);
  void CompleteQuery() { queries_.push_back(std::exchange(rule_, engine::QueryRule())); }

  // Statements.
  void CompleteFact();
  void CompleteRule();
  void SetCheckKind(engine::CheckKind kind) { check_kind_ = kind; }
  void CompleteCheck();
  void SetPolicyKind(engine::PolicyKind kind, size_t offset);
  void CompletePolicy();
  void CompleteBlockScopes();
  void CompleteTerm() { term_ = terms_.Pop(); }

 private:
  // `text` as a name; throws where it holds something above ASCII that is no letter.
  static std::string Name(std::string_view text, size_t offset);

  void Place(std::vector<Position> SourceMap::*positions);

  Source& source_;
  SourceMap* positions_;
  ParameterBinder& parameters_;
  Expectation expectation_;

  Nesting nesting_;
  TermBuilder terms_;
  ExpressionBuilder expression_;

  size_t statements_ = 0;  // begun so far
  size_t start_ = 0;       // of the current one
  engine::Predicate predicate_;
  std::vector<size_t> term_offsets_;  // of the terms of predicate_
  std::vector<size_t> head_offsets_;  // of the terms of rule_.head
  engine::Rule rule_;
  std::vector<engine::Rule> queries_;
  engine::Algorithm key_algorithm_ = engine::Algorithm::kEd25519;
  engine::CheckKind check_kind_ = engine::CheckKind::kIf;
  engine::PolicyKind policy_kind_ = engine::PolicyKind::kAllow;

  engine::AuthorizerBlock result_;
  engine::Term term_;
};

}  // namespace hardtack::parser

#endif  // HARDTACK_PARSER_STATEMENT_BUILDER_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Tested by tests/parser/parser_test.cc and, for each failure, tests/parser/errors_test.cc.

#include "hardtack/parser/statement_builder.h"

#include <optional>
#include <utility>

#include "hardtack/engine/ast_print.h"
#include "hardtack/engine/ast_validate.h"
#include "hardtack/engine/name.h"
#include "hardtack/parser/literals.h"

namespace hardtack::parser {

namespace {

// The name in `{name}`.
std::string_view Inner(std::string_view text) { return text.substr(1, text.size() - 2); }

Failure WrongKey(std::string_view text, size_t offset) {
  std::string name(Inner(text));
  return Failure{ErrorKind::kParameter, offset, "parameter is no integer or string, as a key must be: " + name, name};
}

}  // namespace

StatementBuilder::StatementBuilder(Source& source, const ParseOptions& options, ParameterBinder& parameters,
                                   Expectation expectation)
    : source_(source),
      positions_(options.positions),
      parameters_(parameters),
      expectation_(expectation),
      nesting_(options.limits.max_nesting),
      terms_(nesting_),
      expression_(nesting_) {}

void StatementBuilder::Begin(size_t offset) {
  ++statements_;
  start_ = offset;
  nesting_.Reset();
  terms_.Reset();
  expression_.Reset();
  rule_ = engine::QueryRule();
  queries_.clear();
}

Failure StatementBuilder::Unexpected(size_t offset) const {
  return SyntaxFailure(offset, "expected " + std::string(expectation_.text));
}

std::string StatementBuilder::Name(std::string_view text, size_t offset) {
  size_t prefix = engine::NamePrefix(text);
  if (prefix < text.size()) throw SyntaxFailure(offset + prefix, "a name holds letters, digits, '_' and ':' only");
  return std::string(text);
}

void StatementBuilder::Variable(std::string_view text, size_t offset) {
  terms_.Push(engine::VariableTerm(Name(text.substr(1), offset + 1)), offset);
}

void StatementBuilder::String(std::string_view text, size_t offset) {
  terms_.Push(engine::StringTerm(Unescape(text)), offset - 1);
}

void StatementBuilder::Integer(std::string_view text, size_t offset) {
  std::optional<int64_t> value = ParseInteger(text);
  if (!value.has_value()) throw SyntaxFailure(offset, "integer outside -9223372036854775808 to 9223372036854775807");
  terms_.Push(engine::IntegerTerm(*value), offset);
}

void StatementBuilder::Date(std::string_view text, size_t offset) {
  std::string why;
  std::optional<uint64_t> seconds = ParseDate(text, why);
  if (!seconds.has_value()) throw SyntaxFailure(offset, "invalid date, " + why);
  terms_.Push(engine::DateTerm(*seconds), offset);
}

void StatementBuilder::Bytes(std::string_view text, size_t offset) {
  terms_.Push(engine::BytesTerm(DecodeHex(text)), offset);
}

void StatementBuilder::Parameter(std::string_view text, size_t offset) {
  terms_.Push(parameters_.TermFor(Name(Inner(text), offset + 1), offset, nesting_), offset);
}

void StatementBuilder::Key(std::string_view text, size_t offset) {
  if (terms_.Key()) return;
  // Only a parameter can be anything else, and a missing one is null.
  if (!parameters_.AnyMissing()) throw WrongKey(text, offset);
  terms_.Push(engine::IntegerTerm(0), offset);
  terms_.Key();
}

void StatementBuilder::EmptySet(size_t offset) {
  terms_.Open(offset);
  CloseSet();
}

void StatementBuilder::ClosureParameter(std::string_view text, size_t offset) {
  expression_.OpenClosure({Name(text.substr(1), offset + 1)});
}

void StatementBuilder::CompletePredicate() {
  predicate_.terms.clear();
  term_offsets_.clear();
  for (PlacedTerm& placed : terms_.TakeAll()) {
    predicate_.terms.push_back(std::move(placed.term));
    term_offsets_.push_back(placed.offset);
  }
}

void StatementBuilder::Head() {
  rule_.head = std::move(predicate_);
  head_offsets_ = std::move(term_offsets_);
}

void StatementBuilder::KeyDigits(std::string_view text, size_t offset) {
  engine::PublicKey key{key_algorithm_, DecodeHex(text)};
  if (const char* fault = KeyLengthFault(key)) throw SyntaxFailure(offset, fault);
  rule_.scopes.emplace_back(std::move(key));
}

void StatementBuilder::ScopeParameter(std::string_view text, size_t offset) {
  parameters_.AppendScopes(Name(Inner(text), offset + 1), offset, rule_.scopes);
}

void StatementBuilder::Place(std::vector<Position> SourceMap::*positions) {
  if (positions_ != nullptr) (positions_->*positions).push_back(source_.Locate(start_));
}

void StatementBuilder::CompleteFact() {
  for (size_t i = 0; i < rule_.head.terms.size(); ++i) {
    if (!rule_.head.terms[i].Is<engine::Variable>()) continue;
    throw SyntaxFailure(head_offsets_[i], "a fact cannot hold a variable");
  }
  result_.block.facts.push_back(engine::Fact{std::move(rule_.head)});
  Place(&SourceMap::facts);
}

void StatementBuilder::CompleteRule() {
  if (std::optional<size_t> unbound = engine::UnboundHeadTerm(rule_)) {
    throw SyntaxFailure(head_offsets_[*unbound],
                        "rule head variable is not bound by the body: " + engine::ToString(rule_.head.terms[*unbound]));
  }
  result_.block.rules.push_back(std::move(rule_));
  Place(&SourceMap::rules);
}

void StatementBuilder::CompleteCheck() {
  result_.block.checks.push_back(engine::Check{check_kind_, std::move(queries_)});
  Place(&SourceMap::checks);
}

void StatementBuilder::SetPolicyKind(engine::PolicyKind kind, size_t offset) {
  if (!expectation_.policies) throw SyntaxFailure(offset, "policies stand in authorizers, not in blocks");
  policy_kind_ = kind;
}

void StatementBuilder::CompletePolicy() {
  result_.policies.push_back(engine::Policy{policy_kind_, std::move(queries_)});
  Place(&SourceMap::policies);
}

void StatementBuilder::CompleteBlockScopes() {
  if (statements_ > 1) throw SyntaxFailure(start_, "'trusting' for a whole block must be its first statement");
  result_.block.scopes = std::move(rule_.scopes);
}

}  // namespace hardtack::parser

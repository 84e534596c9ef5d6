// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Building and recognising. A statement is recognised by taking its variable and its literal, building the shape from
// them, and comparing the two by value: nothing can pass that building would not produce. Tested by
// tests/identity/shapes_test.cc.

#include "hardtack/identity/shapes.h"

#include <utility>
#include <vector>

#include "hardtack/identity/shape_parts.h"

namespace hardtack::identity {
namespace {

using engine::BinaryKind;
using engine::BinaryOp;
using engine::Check;
using engine::CheckKind;
using engine::Expression;
using engine::Op;
using engine::Predicate;
using engine::Rule;
using engine::StringTerm;
using engine::ValueOp;
using engine::VariableTerm;

std::vector<Op> Equals(const std::string& variable, const std::string& name) {
  return {ValueOp(VariableTerm(variable)), ValueOp(StringTerm(name)), BinaryOp(BinaryKind::kHeterogeneousEqual)};
}

// `$variable.starts_with(name + ":")`, or with the two joined to one literal.
std::vector<Op> StartsWith(const std::string& variable, const std::string& name, bool joined) {
  if (joined) {
    return {ValueOp(VariableTerm(variable)), ValueOp(StringTerm(name + ":")), BinaryOp(BinaryKind::kPrefix)};
  }
  return {ValueOp(VariableTerm(variable)), ValueOp(StringTerm(name)), ValueOp(StringTerm(":")),
          BinaryOp(BinaryKind::kAdd), BinaryOp(BinaryKind::kPrefix)};
}

Check LeafCheck(const std::string& variable, const std::string& name) {
  return CheckIf({{"actor", {VariableTerm(variable)}}}, {Expression{Equals(variable, name)}});
}

Check DelegatableCheck(const std::string& variable, const std::string& name, bool joined = false) {
  std::vector<Op> ops = Equals(variable, name);
  ops.push_back(engine::ClosureOp({}, StartsWith(variable, name, joined)));
  ops.push_back(BinaryOp(BinaryKind::kLazyOr));
  return CheckIf({{"actor", {VariableTerm(variable)}}}, {Expression{std::move(ops)}});
}

Check ExpiryCheck(const std::string& variable, int64_t seconds) {
  std::vector<Op> ops = {ValueOp(VariableTerm(variable)), ValueOp(engine::IntegerTerm(seconds)),
                         BinaryOp(BinaryKind::kLessThan)};
  return CheckIf({{"time", {VariableTerm(variable)}}}, {Expression{std::move(ops)}});
}

Rule DomainRule(const std::string& domain, const std::string& subject) {
  return Rule{{"subject", {VariableTerm(domain), VariableTerm(subject)}},
              {{"domain", {VariableTerm(domain)}}, {"subject", {VariableTerm(subject)}}},
              {},
              {}};
}

const std::string* VariableOf(const Predicate& predicate) {
  const auto* variable = OnlyTerm<engine::Variable>(predicate);
  return variable == nullptr ? nullptr : &variable->name;
}

// The literal that the only expression of a check pushes second, `NAME` or `SECONDS` in every shape that has one.
template <typename T>
const T* SecondLiteral(const Check& check) {
  const auto& expressions = check.queries[0].expressions;
  if (expressions.size() != 1 || expressions[0].ops.size() < 2) return nullptr;
  const auto* term = std::get_if<engine::Term>(&expressions[0].ops[1].value);
  return term == nullptr ? nullptr : term->As<T>();
}

}  // namespace

engine::Fact SubjectFact(std::string_view subject) { return {{"subject", {Text(subject)}}}; }

Check BuildNameCheck(const NameCheck& check) {
  return check.delegatable ? DelegatableCheck("a", check.name) : LeafCheck("a", check.name);
}

Check BuildExpiryCheck(int64_t seconds) { return ExpiryCheck("time", seconds); }

Check BuildDomainCheck(std::string_view domain) { return CheckIf({{"domain", {Text(domain)}}}); }

Rule BuildDomainRule() { return DomainRule("d", "s"); }

std::optional<NameCheck> ReadNameCheck(const Check& check) {
  const Predicate* predicate = OnlyPredicate(check);
  if (predicate == nullptr) return std::nullopt;
  const std::string* variable = VariableOf(*predicate);
  const auto* name = SecondLiteral<std::string>(check);
  if (variable == nullptr || name == nullptr) return std::nullopt;
  if (check == LeafCheck(*variable, *name)) return NameCheck{*name, false};
  if (check == DelegatableCheck(*variable, *name) || check == DelegatableCheck(*variable, *name, true)) {
    return NameCheck{*name, true};
  }
  return std::nullopt;
}

std::optional<int64_t> ReadExpiryCheck(const Check& check) {
  const Predicate* predicate = OnlyPredicate(check);
  if (predicate == nullptr) return std::nullopt;
  const std::string* variable = VariableOf(*predicate);
  const auto* seconds = SecondLiteral<int64_t>(check);
  if (variable == nullptr || seconds == nullptr || check != ExpiryCheck(*variable, *seconds)) return std::nullopt;
  return *seconds;
}

std::optional<std::string> ReadDomainCheck(const Check& check) {
  const Predicate* predicate = OnlyPredicate(check);
  if (predicate == nullptr) return std::nullopt;
  const auto* domain = OnlyTerm<std::string>(*predicate);
  if (domain == nullptr || check != BuildDomainCheck(*domain)) return std::nullopt;
  return *domain;
}

std::optional<std::string> ReadSubjectFact(const engine::Fact& fact) {
  if (fact.predicate.name != "subject") return std::nullopt;
  const auto* subject = OnlyTerm<std::string>(fact.predicate);
  if (subject == nullptr) return std::nullopt;
  return *subject;
}

bool IsDomainRule(const Rule& rule) {
  if (rule.head.terms.size() != 2) return false;
  const auto* domain = rule.head.terms[0].As<engine::Variable>();
  const auto* subject = rule.head.terms[1].As<engine::Variable>();
  // With one variable for both it would be a different rule.
  if (domain == nullptr || subject == nullptr || domain->name == subject->name) return false;
  return rule == DomainRule(domain->name, subject->name);
}

}  // namespace hardtack::identity

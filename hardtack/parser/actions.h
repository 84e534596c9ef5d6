// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What the rules of the grammar mean: each action forwards to one function of the builder. Actions run as their rule
// matches and are never taken back, which is right because the grammar only backtracks under at<>, where none runs, or
// over rules that have none.

#ifndef HARDTACK_PARSER_ACTIONS_H_
#define HARDTACK_PARSER_ACTIONS_H_

#include <cstddef>
#include <string_view>
#include <type_traits>

#include "hardtack/grammar/datalog.h"
#include "hardtack/parser/statement_builder.h"

namespace hardtack::parser {

template <typename Rule>
struct Action : tao::pegtl::nothing<Rule> {};

// The builder itself, or the part of it that has the function to call.
template <typename Part>
Part& PartOf(StatementBuilder& builder) {
  if constexpr (std::is_same_v<Part, TermBuilder>) {
    return builder.terms();
  } else if constexpr (std::is_same_v<Part, ExpressionBuilder>) {
    return builder.expression();
  } else {
    return builder;
  }
}

// Calls `kFunction`, with the matched text and its offset as far as it takes them.
template <auto kFunction>
struct To;

template <typename Part, void (Part::*kFunction)()>
struct To<kFunction> {
  static void apply0(StatementBuilder& builder) { (PartOf<Part>(builder).*kFunction)(); }
};

template <typename Part, void (Part::*kFunction)(size_t)>
struct To<kFunction> {
  template <typename Input>
  static void apply(const Input& in, StatementBuilder& builder) {
    (PartOf<Part>(builder).*kFunction)(builder.OffsetOf(in.begin()));
  }
};

template <typename Part, void (Part::*kFunction)(std::string_view, size_t)>
struct To<kFunction> {
  template <typename Input>
  static void apply(const Input& in, StatementBuilder& builder) {
    (PartOf<Part>(builder).*kFunction)(in.string_view(), builder.OffsetOf(in.begin()));
  }
};

// Calls `kFunction` with `kKind` and, if it takes one, the offset.
template <auto kFunction, auto kKind>
struct ToKind;

template <typename Part, typename Kind, void (Part::*kFunction)(Kind), Kind kKind>
struct ToKind<kFunction, kKind> {
  static void apply0(StatementBuilder& builder) { (PartOf<Part>(builder).*kFunction)(kKind); }
};

template <typename Part, typename Kind, void (Part::*kFunction)(Kind, size_t), Kind kKind>
struct ToKind<kFunction, kKind> {
  template <typename Input>
  static void apply(const Input& in, StatementBuilder& builder) {
    (PartOf<Part>(builder).*kFunction)(kKind, builder.OffsetOf(in.begin()));
  }
};

using B = StatementBuilder;
using E = ExpressionBuilder;
using T = TermBuilder;
using engine::BinaryKind;
using engine::UnaryKind;

// clang-format off

// Literals and variables.
template <> struct Action<grammar::variable> : To<&B::Variable> {};
template <> struct Action<grammar::string_content> : To<&B::String> {};
template <> struct Action<grammar::number> : To<&B::Integer> {};
template <> struct Action<grammar::date> : To<&B::Date> {};
template <> struct Action<grammar::hex_digits> : To<&B::Bytes> {};
template <> struct Action<grammar::literal_true> : ToKind<&B::Boolean, true> {};
template <> struct Action<grammar::literal_false> : ToKind<&B::Boolean, false> {};
template <> struct Action<grammar::null> : To<&B::Null> {};
template <> struct Action<grammar::parameter> : To<&B::Parameter> {};

// Collections.
template <> struct Action<grammar::array_open> : To<&T::Open> {};
template <> struct Action<grammar::set_open> : To<&T::Open> {};
template <> struct Action<grammar::map_open> : To<&T::Open> {};
template <> struct Action<grammar::array_close> : To<&T::CloseArray> {};
template <> struct Action<grammar::set_close> : To<&B::CloseSet> {};
template <> struct Action<grammar::map_close> : To<&T::CloseMap> {};
template <> struct Action<grammar::map_key> : To<&B::Key> {};
template <> struct Action<grammar::empty_set> : To<&B::EmptySet> {};

// Operands and methods.
template <> struct Action<grammar::operand> : To<&B::Operand> {};
template <> struct Action<grammar::parenthesis_open> : To<&E::OpenParenthesis> {};
template <> struct Action<grammar::parenthesis_close> : To<&E::CloseParenthesis> {};
template <> struct Action<grammar::length> : ToKind<&E::Method, UnaryKind::kLength> {};
template <> struct Action<grammar::type> : ToKind<&E::Method, UnaryKind::kTypeOf> {};
template <> struct Action<grammar::contains> : ToKind<&E::Call, BinaryKind::kContains> {};
template <> struct Action<grammar::starts_with> : ToKind<&E::Call, BinaryKind::kPrefix> {};
template <> struct Action<grammar::ends_with> : ToKind<&E::Call, BinaryKind::kSuffix> {};
template <> struct Action<grammar::matches> : ToKind<&E::Call, BinaryKind::kRegex> {};
template <> struct Action<grammar::intersection> : ToKind<&E::Call, BinaryKind::kIntersection> {};
template <> struct Action<grammar::method_union> : ToKind<&E::Call, BinaryKind::kUnion> {};
template <> struct Action<grammar::get> : ToKind<&E::Call, BinaryKind::kGet> {};
template <> struct Action<grammar::eager_and> : ToKind<&E::Call, BinaryKind::kAnd> {};
template <> struct Action<grammar::eager_or> : ToKind<&E::Call, BinaryKind::kOr> {};
template <> struct Action<grammar::any_of> : ToKind<&E::Call, BinaryKind::kAny> {};
template <> struct Action<grammar::all_of> : ToKind<&E::Call, BinaryKind::kAll> {};
template <> struct Action<grammar::try_or> : To<&E::CallTryOr> {};
template <> struct Action<grammar::closure_parameter> : To<&B::ClosureParameter> {};
template <> struct Action<grammar::extern_name> : To<&B::ExternName> {};
template <> struct Action<grammar::extern_nullary> : To<&E::CompleteNullary> {};
template <> struct Action<grammar::unary_call> : To<&E::Complete> {};
template <> struct Action<grammar::closure_call> : To<&E::Complete> {};
template <> struct Action<grammar::extern_unary> : To<&E::Complete> {};

// Operators: the sign waits, the rest completes it.
template <> struct Action<grammar::negation_operator> : To<&E::OpenNegation> {};
template <> struct Action<grammar::negation> : To<&E::CloseNegation> {};
template <> struct Action<grammar::multiply> : ToKind<&E::Infix, BinaryKind::kMul> {};
template <> struct Action<grammar::divide> : ToKind<&E::Infix, BinaryKind::kDiv> {};
template <> struct Action<grammar::add> : ToKind<&E::Infix, BinaryKind::kAdd> {};
template <> struct Action<grammar::subtract> : ToKind<&E::Infix, BinaryKind::kSub> {};
template <> struct Action<grammar::bitwise_and> : ToKind<&E::Infix, BinaryKind::kBitwiseAnd> {};
template <> struct Action<grammar::bitwise_or> : ToKind<&E::Infix, BinaryKind::kBitwiseOr> {};
template <> struct Action<grammar::bitwise_xor> : ToKind<&E::Infix, BinaryKind::kBitwiseXor> {};
template <> struct Action<grammar::less_or_equal> : ToKind<&E::Infix, BinaryKind::kLessOrEqual> {};
template <> struct Action<grammar::greater_or_equal> : ToKind<&E::Infix, BinaryKind::kGreaterOrEqual> {};
template <> struct Action<grammar::less_than> : ToKind<&E::Infix, BinaryKind::kLessThan> {};
template <> struct Action<grammar::greater_than> : ToKind<&E::Infix, BinaryKind::kGreaterThan> {};
template <> struct Action<grammar::equal> : ToKind<&E::Infix, BinaryKind::kEqual> {};
template <> struct Action<grammar::not_equal> : ToKind<&E::Infix, BinaryKind::kNotEqual> {};
template <> struct Action<grammar::heterogeneous_equal> : ToKind<&E::Infix, BinaryKind::kHeterogeneousEqual> {};
template <> struct Action<grammar::heterogeneous_not_equal> : ToKind<&E::Infix, BinaryKind::kHeterogeneousNotEqual> {};
template <> struct Action<grammar::lazy_and> : ToKind<&E::LazyInfix, BinaryKind::kLazyAnd> {};
template <> struct Action<grammar::lazy_or> : ToKind<&E::LazyInfix, BinaryKind::kLazyOr> {};
template <> struct Action<grammar::product_rest> : To<&E::Complete> {};
template <> struct Action<grammar::sum_rest> : To<&E::Complete> {};
template <> struct Action<grammar::bitwise_and_rest> : To<&E::Complete> {};
template <> struct Action<grammar::bitwise_or_rest> : To<&E::Complete> {};
template <> struct Action<grammar::bitwise_xor_rest> : To<&E::Complete> {};
template <> struct Action<grammar::comparison_rest> : To<&E::Complete> {};
template <> struct Action<grammar::conjunction_rest> : To<&E::Complete> {};
template <> struct Action<grammar::disjunction_rest> : To<&E::Complete> {};

// Predicates, bodies and scopes.
template <> struct Action<grammar::predicate_name> : To<&B::PredicateName> {};
template <> struct Action<grammar::predicate> : To<&B::CompletePredicate> {};
template <> struct Action<grammar::head> : To<&B::Head> {};
template <> struct Action<grammar::body_predicate> : To<&B::BodyPredicate> {};
template <> struct Action<grammar::body_expression> : To<&B::BodyExpression> {};
template <> struct Action<grammar::scope_authority> : ToKind<&B::Scope, engine::ScopeKind::kAuthority> {};
template <> struct Action<grammar::scope_previous> : ToKind<&B::Scope, engine::ScopeKind::kPrevious> {};
template <> struct Action<grammar::ed25519_prefix> : ToKind<&B::KeyAlgorithm, engine::Algorithm::kEd25519> {};
template <> struct Action<grammar::secp256r1_prefix> : ToKind<&B::KeyAlgorithm, engine::Algorithm::kSecp256r1> {};
template <> struct Action<grammar::key_digits> : To<&B::KeyDigits> {};
template <> struct Action<grammar::scope_parameter> : To<&B::ScopeParameter> {};
template <> struct Action<grammar::query> : To<&B::CompleteQuery> {};

// Statements.
template <> struct Action<grammar::fact_rest> : To<&B::CompleteFact> {};
template <> struct Action<grammar::rule_rest> : To<&B::CompleteRule> {};
template <> struct Action<grammar::check_if> : ToKind<&B::SetCheckKind, engine::CheckKind::kIf> {};
template <> struct Action<grammar::check_all> : ToKind<&B::SetCheckKind, engine::CheckKind::kAll> {};
template <> struct Action<grammar::reject_if> : ToKind<&B::SetCheckKind, engine::CheckKind::kReject> {};
template <> struct Action<grammar::check> : To<&B::CompleteCheck> {};
template <> struct Action<grammar::allow_if> : ToKind<&B::SetPolicyKind, engine::PolicyKind::kAllow> {};
template <> struct Action<grammar::deny_if> : ToKind<&B::SetPolicyKind, engine::PolicyKind::kDeny> {};
template <> struct Action<grammar::policy> : To<&B::CompletePolicy> {};
template <> struct Action<grammar::block_origin> : To<&B::CompleteBlockScopes> {};
template <> struct Action<grammar::lone_term> : To<&B::CompleteTerm> {};

// clang-format on

}  // namespace hardtack::parser

#endif  // HARDTACK_PARSER_ACTIONS_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Expressions: one rule per rung of the precedence ladder, the loosest first. Every rung but `comparison` is left
// associative, and every rung ends with the white space behind it. `!` takes a whole sum: `!1 == 2` is `(!1) == 2`, and
// `!$a + $b` is `!($a + $b)`.
//
// Biscuit specification, "Grammar": <expression>, and the order of operations below it, which does not say where `!`
// stands; here it stands where the reference has it.

#ifndef HARDTACK_GRAMMAR_EXPRESSION_H_
#define HARDTACK_GRAMMAR_EXPRESSION_H_

#include "hardtack/grammar/term.h"

namespace hardtack::grammar {

// clang-format off

struct sum;
struct expression;

// <expression_term>
struct operand : term {};
struct parenthesis_open : one< '(' > {};
struct parenthesis_close : one< ')' > {};
struct parenthesized : seq< parenthesis_open, ws, must< expression >, must< parenthesis_close > > {};

// <expression_method>: the name decides what stands between the parentheses.
struct call_open : one< '(' > {};
struct call_close : one< ')' > {};
struct length : seq< TAO_PEGTL_STRING( "length" ), call_open > {};
struct type : seq< TAO_PEGTL_STRING( "type" ), call_open > {};
struct nullary_call : seq< sor< length, type >, ws, must< call_close > > {};

struct contains : seq< TAO_PEGTL_STRING( "contains" ), call_open > {};
struct starts_with : seq< TAO_PEGTL_STRING( "starts_with" ), call_open > {};
struct ends_with : seq< TAO_PEGTL_STRING( "ends_with" ), call_open > {};
struct matches : seq< TAO_PEGTL_STRING( "matches" ), call_open > {};
struct intersection : seq< TAO_PEGTL_STRING( "intersection" ), call_open > {};
struct method_union : seq< TAO_PEGTL_STRING( "union" ), call_open > {};
struct get : seq< TAO_PEGTL_STRING( "get" ), call_open > {};
struct eager_and : seq< TAO_PEGTL_STRING( "eager_and" ), call_open > {};
struct eager_or : seq< TAO_PEGTL_STRING( "eager_or" ), call_open > {};
struct try_or : seq< TAO_PEGTL_STRING( "try_or" ), call_open > {};
struct string_name : sor< contains, starts_with, ends_with, matches > {};
struct unary_name : sor< string_name, intersection, method_union, get, eager_and, eager_or, try_or > {};
struct unary_call : seq< unary_name, ws, must< expression >, must< call_close > > {};

struct any_of : seq< TAO_PEGTL_STRING( "any" ), call_open > {};
struct all_of : seq< TAO_PEGTL_STRING( "all" ), call_open > {};
struct closure_parameter : seq< one< '$' >, name > {};
struct closure_arrow : TAO_PEGTL_STRING( "->" ) {};
struct closure : seq< must< closure_parameter >, ws, must< closure_arrow >, ws, must< expression > > {};
struct closure_call : seq< sor< any_of, all_of >, ws, closure, must< call_close > > {};

struct extern_name : name {};
struct extern_open : one< '(' > {};
struct extern_nullary : seq< call_close > {};
struct extern_unary : seq< must< expression >, must< call_close > > {};
struct extern_prefix : TAO_PEGTL_STRING( "extern::" ) {};
struct extern_argument : sor< extern_nullary, extern_unary > {};
struct extern_call : seq< extern_prefix, must< extern_name >, must< extern_open >, ws, extern_argument > {};

struct method_call : sor< nullary_call, unary_call, closure_call, extern_call > {};
struct postfix : seq< sor< parenthesized, operand >, star< one< '.' >, must< method_call > >, ws > {};

// <expression_unary>
struct negation_operator : one< '!' > {};
struct negation : seq< negation_operator, ws, must< sum > > {};
struct factor : sor< negation, postfix > {};

// <operator>: the sign, then what it applies to.
struct multiply : one< '*' > {};
struct divide : one< '/' > {};
struct product_rest : seq< sor< multiply, divide >, ws, must< factor > > {};
struct product : seq< factor, star< product_rest > > {};

struct add : one< '+' > {};
struct subtract : one< '-' > {};
struct sum_rest : seq< sor< add, subtract >, ws, must< product > > {};
struct sum : seq< product, star< sum_rest > > {};

struct bitwise_and : seq< one< '&' >, not_at< one< '&' > > > {};
struct bitwise_and_rest : seq< bitwise_and, ws, must< sum > > {};
struct bitwise_conjunction : seq< sum, star< bitwise_and_rest > > {};

struct bitwise_or : seq< one< '|' >, not_at< one< '|' > > > {};
struct bitwise_or_rest : seq< bitwise_or, ws, must< bitwise_conjunction > > {};
struct bitwise_disjunction : seq< bitwise_conjunction, star< bitwise_or_rest > > {};

struct bitwise_xor : one< '^' > {};
struct bitwise_xor_rest : seq< bitwise_xor, ws, must< bitwise_disjunction > > {};
struct bitwise_exclusion : seq< bitwise_disjunction, star< bitwise_xor_rest > > {};

struct less_or_equal : TAO_PEGTL_STRING( "<=" ) {};
struct greater_or_equal : TAO_PEGTL_STRING( ">=" ) {};
struct less_than : one< '<' > {};
struct greater_than : one< '>' > {};
struct equal : TAO_PEGTL_STRING( "===" ) {};
struct not_equal : TAO_PEGTL_STRING( "!==" ) {};
struct heterogeneous_equal : TAO_PEGTL_STRING( "==" ) {};
struct heterogeneous_not_equal : TAO_PEGTL_STRING( "!=" ) {};
struct order : sor< less_or_equal, greater_or_equal, less_than, greater_than > {};
struct equality : sor< equal, not_equal, heterogeneous_equal, heterogeneous_not_equal > {};
struct comparison_operator : sor< order, equality > {};
struct no_comparison : not_at< sor< one< '<', '>' >, heterogeneous_equal, heterogeneous_not_equal > > {};
struct comparison_rest : seq< comparison_operator, ws, must< bitwise_exclusion > > {};
struct comparison : seq< bitwise_exclusion, opt< comparison_rest, must< no_comparison > > > {};

struct lazy_and : TAO_PEGTL_STRING( "&&" ) {};
struct conjunction_rest : seq< lazy_and, ws, must< comparison > > {};
struct conjunction : seq< comparison, star< conjunction_rest > > {};

struct lazy_or : TAO_PEGTL_STRING( "||" ) {};
struct disjunction_rest : seq< lazy_or, ws, must< conjunction > > {};
struct expression : seq< conjunction, star< disjunction_rest > > {};

// clang-format on

}  // namespace hardtack::grammar

#endif  // HARDTACK_GRAMMAR_EXPRESSION_H_

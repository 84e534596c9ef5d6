// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What is said when a rule under must<> does not match. The position comes first and the line below (diagnostics.h). A
// rule that can raise and has no message here does not compile. tests/parser/errors_test.cc shows every one.

#ifndef HARDTACK_PARSER_MESSAGES_H_
#define HARDTACK_PARSER_MESSAGES_H_

#include "hardtack/grammar/datalog.h"

namespace hardtack::parser {

template <typename Rule>
inline constexpr const char* kMessage = nullptr;

// clang-format off

// White space, literals, names.
template <> inline constexpr auto kMessage<grammar::comment_close> = "comment without an end, expected '*/'";
template <> inline constexpr auto kMessage<grammar::string_close> = "string without an end, expected '\"'";
template <> inline constexpr auto kMessage<grammar::escape> = "expected '\\\\', '\\\"' or '\\n' as an escape";
template <> inline constexpr auto kMessage<grammar::full_time> =
    "expected a time as in 2030-12-31T23:59:59Z or 2030-12-31T23:59:59.5+01:00";
template <> inline constexpr auto kMessage<grammar::hex_digits> = "expected hexadecimal digits, two for each byte";
template <> inline constexpr auto kMessage<grammar::variable_name> = "expected the name of a variable";

// Terms.
template <> inline constexpr auto kMessage<grammar::term> = "expected a term";
template <> inline constexpr auto kMessage<grammar::predicate_term> = "expected a term";
template <> inline constexpr auto kMessage<grammar::ground_term> = "expected a term";
template <> inline constexpr auto kMessage<grammar::no_variable> = "sets, arrays and maps cannot hold variables";
template <> inline constexpr auto kMessage<grammar::set_close> = "expected ',' or '}'";
template <> inline constexpr auto kMessage<grammar::array_close> = "expected ',' or ']'";
template <> inline constexpr auto kMessage<grammar::map_key> = "expected an integer or a string as a key";
template <> inline constexpr auto kMessage<grammar::map_colon> = "expected ':' after the key";
template <> inline constexpr auto kMessage<grammar::map_close> = "expected ',' or '}'";

// Expressions: an operand of any rung is an expression to the reader.
template <> inline constexpr auto kMessage<grammar::expression> = "expected an expression";
template <> inline constexpr auto kMessage<grammar::conjunction> = "expected an expression";
template <> inline constexpr auto kMessage<grammar::comparison> = "expected an expression";
template <> inline constexpr auto kMessage<grammar::bitwise_exclusion> = "expected an expression";
template <> inline constexpr auto kMessage<grammar::bitwise_disjunction> = "expected an expression";
template <> inline constexpr auto kMessage<grammar::bitwise_conjunction> = "expected an expression";
template <> inline constexpr auto kMessage<grammar::sum> = "expected an expression";
template <> inline constexpr auto kMessage<grammar::product> = "expected an expression";
template <> inline constexpr auto kMessage<grammar::factor> = "expected an expression";
template <> inline constexpr auto kMessage<grammar::no_comparison> = "comparisons do not chain, put one in parentheses";
template <> inline constexpr auto kMessage<grammar::parenthesis_close> = "expected an operator or ')'";
template <> inline constexpr auto kMessage<grammar::method_call> =
    "expected a method: all, any, contains, eager_and, eager_or, ends_with, extern::NAME, get, intersection, length, "
    "matches, starts_with, try_or, type or union, and '(' behind it";
template <> inline constexpr auto kMessage<grammar::call_close> = "expected ')'";
template <> inline constexpr auto kMessage<grammar::closure_parameter> = "expected a variable and '->'";
template <> inline constexpr auto kMessage<grammar::closure_arrow> = "expected '->'";
template <> inline constexpr auto kMessage<grammar::extern_name> = "expected the name of a host function";
template <> inline constexpr auto kMessage<grammar::extern_open> = "expected '('";

// Statements.
template <> inline constexpr auto kMessage<grammar::predicate_close> = "expected ',' or ')'";
template <> inline constexpr auto kMessage<grammar::rule_body_element> = "expected a predicate or an expression";
template <> inline constexpr auto kMessage<grammar::origin_element> =
    "expected 'authority', 'previous', a public key or a parameter";
template <> inline constexpr auto kMessage<grammar::key_digits> = "expected hexadecimal digits, two for each byte";
template <> inline constexpr auto kMessage<grammar::fact_end> = "expected '<-' or ';'";
template <> inline constexpr auto kMessage<grammar::rule_end> = "expected ',', 'trusting' or ';'";
template <> inline constexpr auto kMessage<grammar::queries_end> = "expected ',', 'trusting', 'or' or ';'";
template <> inline constexpr auto kMessage<grammar::origin_end> = "expected ',' or ';'";
template <> inline constexpr auto kMessage<grammar::term_end> = "expected the end of the text";

// clang-format on

}  // namespace hardtack::parser

#endif  // HARDTACK_PARSER_MESSAGES_H_

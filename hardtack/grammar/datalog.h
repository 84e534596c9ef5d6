// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Statements of Biscuit Datalog in the specification's order. The two start rules are `statement`, one element of a
// block or authorizer with its semicolon, and `lone_term`. A source is read statement by statement, so that reading can
// go on behind one that is wrong; no rule matches a `;` outside strings and comments but as the end of a statement.
//
// Biscuit specification, "Grammar", with the differences that docs/language.md lists.

#ifndef HARDTACK_GRAMMAR_DATALOG_H_
#define HARDTACK_GRAMMAR_DATALOG_H_

#include "hardtack/grammar/expression.h"
#include "hardtack/grammar/term.h"

namespace hardtack::grammar {

// clang-format off

// Keywords are case-insensitive, with exactly one space inside.
struct trusting : seq< TAO_PEGTL_ISTRING( "trusting" ), word_end > {};
struct check_if : seq< TAO_PEGTL_ISTRING( "check if" ), word_end > {};
struct check_all : seq< TAO_PEGTL_ISTRING( "check all" ), word_end > {};
struct reject_if : seq< TAO_PEGTL_ISTRING( "reject if" ), word_end > {};
struct allow_if : seq< TAO_PEGTL_ISTRING( "allow if" ), word_end > {};
struct deny_if : seq< TAO_PEGTL_ISTRING( "deny if" ), word_end > {};
struct or_keyword : seq< TAO_PEGTL_ISTRING( "or" ), word_end > {};

// The end of a statement; which one it is tells what else could have stood there.
struct statement_end : sor< one< ';' >, eof > {};
struct fact_end : statement_end {};
struct rule_end : statement_end {};
struct queries_end : statement_end {};
struct origin_end : statement_end {};
struct term_end : statement_end {};

// <origin_clause>, <origin_element>
struct scope_authority : seq< TAO_PEGTL_ISTRING( "authority" ), word_end > {};
struct scope_previous : seq< TAO_PEGTL_ISTRING( "previous" ), word_end > {};
struct ed25519_prefix : TAO_PEGTL_STRING( "ed25519/" ) {};
struct secp256r1_prefix : TAO_PEGTL_STRING( "secp256r1/" ) {};
struct key_digits : hex_digits {};
struct ed25519_key : seq< ed25519_prefix, must< key_digits > > {};
struct secp256r1_key : seq< secp256r1_prefix, must< key_digits > > {};
struct scope_parameter : parameter {};
struct origin_element : sor< scope_authority, scope_previous, ed25519_key, secp256r1_key, scope_parameter > {};
struct origin_elements : seq< must< origin_element >, ws, star< one< ',' >, ws, must< origin_element >, ws > > {};
struct origin_clause : seq< trusting, ws, origin_elements > {};

// <predicate>: at least one term.
struct predicate_ahead : at< name, ws, one< '(' > > {};
struct predicate_name : name {};
struct predicate_open : one< '(' > {};
struct predicate_close : one< ')' > {};
struct predicate_term : term {};
struct predicate_terms : seq< must< predicate_term >, ws, star< one< ',' >, ws, must< predicate_term >, ws > > {};
struct predicate_arguments : seq< predicate_open, ws, predicate_terms, must< predicate_close > > {};
struct predicate : seq< predicate_ahead, predicate_name, ws, predicate_arguments > {};

// <rule_body>, <rule_body_element>
struct body_predicate : seq< predicate, ws > {};
struct body_expression : expression {};
struct rule_body_element : sor< body_predicate, body_expression > {};
struct rule_body_elements : seq< must< rule_body_element >, star< one< ',' >, ws, must< rule_body_element > > > {};
struct rule_body : seq< rule_body_elements, opt< origin_clause > > {};

// <fact>, <rule>: both begin with a predicate, and what follows it tells them apart.
struct head : seq< predicate, ws > {};
struct rule_arrow : TAO_PEGTL_STRING( "<-" ) {};
struct rule_rest : seq< rule_arrow, ws, rule_body, must< rule_end > > {};
struct fact_rest : must< fact_end > {};
struct fact_or_rule : seq< head, sor< rule_rest, fact_rest > > {};

// <check>, <policy>
struct query : rule_body {};
struct queries : seq< query, star< or_keyword, ws, query >, must< queries_end > > {};
struct check_kind : sor< check_if, check_all, reject_if > {};
struct check : seq< check_kind, ws, queries > {};
struct policy_kind : sor< allow_if, deny_if > {};
struct policy : seq< policy_kind, ws, queries > {};

// The <origin_clause> of a <block>.
struct block_origin : seq< origin_clause, must< origin_end > > {};

// <block_element>, <authorizer_element>
struct statement_body : sor< fact_or_rule, check, policy, block_origin > {};
struct statement : must< statement_body > {};

// <term>, alone.
struct lone_term : seq< ws, must< term >, ws, must< term_end > > {};

// clang-format on

}  // namespace hardtack::grammar

#endif  // HARDTACK_GRAMMAR_DATALOG_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// White space, names and terms of Biscuit Datalog. Rules only: what they mean is in parser/actions.h, what is said when
// a must<> fails in parser/messages.h. A rule starts at its first character and ends after its last; whoever puts rules
// in a row puts `ws` between them.
//
// Nothing backtracks over more than one token: alternatives differ in their first character, in a keyword, or in an
// at<> over bounded rules, under which no action runs.
//
// Biscuit specification, "Grammar", with the differences that docs/language.md lists.

#ifndef HARDTACK_GRAMMAR_TERM_H_
#define HARDTACK_GRAMMAR_TERM_H_

#include <tao/pegtl.hpp>

namespace hardtack::grammar {

using tao::pegtl::any;
using tao::pegtl::at;
using tao::pegtl::digit;
using tao::pegtl::eof;
using tao::pegtl::eolf;
using tao::pegtl::must;
using tao::pegtl::not_at;
using tao::pegtl::not_one;
using tao::pegtl::one;
using tao::pegtl::opt;
using tao::pegtl::plus;
using tao::pegtl::ranges;
using tao::pegtl::rep;
using tao::pegtl::seq;
using tao::pegtl::sor;
using tao::pegtl::star;
using tao::pegtl::until;
using tao::pegtl::xdigit;

// clang-format off

// <sp>, <comment>: wherever one may stand, the other may.
struct line_comment : seq< TAO_PEGTL_STRING( "//" ), until< eolf > > {};
struct comment_close : TAO_PEGTL_STRING( "*/" ) {};
struct block_comment : seq< TAO_PEGTL_STRING( "/*" ), star< not_at< comment_close >, any >, must< comment_close > > {};
struct space : one< ' ', '\t', '\r', '\n' > {};
struct ws : star< sor< space, line_comment, block_comment > > {};

// <name>: above ASCII any character here; the action on a name asks whether it is a letter.
struct non_ascii : tao::pegtl::utf8::range< 0x80, 0x10FFFF > {};
struct name_character : sor< ranges< 'a', 'z', 'A', 'Z', '0', '9', '_', '_', ':', ':' >, non_ascii > {};
struct name : plus< name_character > {};
struct word_end : not_at< name_character > {};

// <variable>
struct variable_name : name {};
struct variable : seq< one< '$' >, must< variable_name > > {};

// <string>
struct escape : one< '\\', '"', 'n' > {};
struct string_open : one< '"' > {};
struct string_content : star< sor< not_one< '"', '\\' >, seq< one< '\\' >, must< escape > > > > {};
struct string_close : one< '"' > {};
struct string : seq< string_open, string_content, must< string_close > > {};

// <number>
struct number : seq< opt< one< '-' > >, plus< digit > > {};

// <date>: RFC 3339. What starts like a date up to its T is one; `2019-12-04` alone is a subtraction.
struct two_digits : rep< 2, digit > {};
struct full_date : seq< rep< 4, digit >, one< '-' >, two_digits, one< '-' >, two_digits, one< 'T', 't' > > {};
struct fraction : seq< one< '.' >, plus< digit > > {};
struct partial_time : seq< two_digits, one< ':' >, two_digits, one< ':' >, two_digits, opt< fraction > > {};
struct time_offset : sor< one< 'Z', 'z' >, seq< one< '+', '-' >, two_digits, one< ':' >, two_digits > > {};
struct full_time : seq< partial_time, time_offset > {};
struct date : seq< full_date, must< full_time > > {};

// "hex:" <bytes>
struct hex_prefix : TAO_PEGTL_STRING( "hex:" ) {};
struct hex_digits : seq< star< xdigit, xdigit >, word_end > {};
struct bytes : seq< hex_prefix, must< hex_digits > > {};

// <boolean>, <null>
struct literal_true : seq< TAO_PEGTL_STRING( "true" ), word_end > {};
struct literal_false : seq< TAO_PEGTL_STRING( "false" ), word_end > {};
struct null : seq< TAO_PEGTL_STRING( "null" ), word_end > {};

// {name}: `{true}` and `{hex:00}` are sets.
struct reserved_name : sor< literal_true, literal_false, null, hex_prefix > {};
struct parameter_name : seq< not_at< sor< digit, one< '_', ':' >, reserved_name > >, name > {};
struct parameter : seq< one< '{' >, parameter_name, one< '}' > > {};

// What sets, arrays and maps hold: <fact_term>, <set_term>.
struct ground_term;
struct no_variable : not_at< one< '$' > > {};
struct element : seq< must< no_variable >, must< ground_term >, ws > {};
struct elements : seq< element, star< one< ',' >, ws, element > > {};

// <set>
struct empty_set : seq< one< '{' >, ws, one< ',' >, ws, one< '}' > > {};
struct set_open : one< '{' > {};
struct set_close : one< '}' > {};
struct set : seq< set_open, ws, elements, must< set_close > > {};

// <array>
struct array_open : one< '[' > {};
struct array_end : one< ']' > {};
struct array_close : one< ']' > {};
struct array : seq< array_open, ws, sor< at< array_end >, elements >, must< array_close > > {};

// <map>, <map_entry>: told from a set by what follows the brace.
struct map_key : sor< string, number, parameter > {};
struct map_ahead : at< one< '{' >, ws, sor< one< '}' >, seq< map_key, ws, one< ':' > > > > {};
struct map_colon : one< ':' > {};
struct map_entry : seq< must< map_key >, ws, must< map_colon >, ws, element > {};
struct map_entries : seq< map_entry, star< one< ',' >, ws, map_entry > > {};
struct map_open : one< '{' > {};
struct map_end : one< '}' > {};
struct map_close : one< '}' > {};
struct map : seq< map_ahead, map_open, ws, sor< at< map_end >, map_entries >, must< map_close > > {};

// <term>
struct braced : seq< at< one< '{' > >, sor< parameter, map, empty_set, set > > {};
struct ground_term : sor< string, date, number, literal_true, literal_false, null, bytes, braced, array > {};
struct term : sor< variable, ground_term > {};

// clang-format on

}  // namespace hardtack::grammar

#endif  // HARDTACK_GRAMMAR_TERM_H_

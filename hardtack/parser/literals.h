// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The values of literals whose text the grammar has already matched.
//
// Biscuit specification, "Grammar": <number>, <string>, <bytes>, <date>; RFC 3339, section 5.6.

#ifndef HARDTACK_PARSER_LITERALS_H_
#define HARDTACK_PARSER_LITERALS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hardtack::parser {

// `-`? digits; nullopt outside the range of an i64.
std::optional<int64_t> ParseInteger(std::string_view text);

// The content of a string literal without its quotes: `\\`, `\"` and `\n` become what they stand for.
std::string Unescape(std::string_view content);

// Two hexadecimal digits a byte.
std::string DecodeHex(std::string_view digits);

// A date as seconds since 1970: the offset applied, the fraction dropped. A leap second (23:59:60Z at the end of a
// month) is the second before it. On an impossible or too distant date nullopt, with the reason in `why`.
std::optional<uint64_t> ParseDate(std::string_view text, std::string& why);

}  // namespace hardtack::parser

#endif  // HARDTACK_PARSER_LITERALS_H_

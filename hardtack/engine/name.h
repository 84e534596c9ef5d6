// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Names (of predicates, variables, host functions) as the text language can write them: one or more letters of any
// script, ASCII digits, `_` and `:`. Names on the wire are any text, so the printer asks before it writes one; the
// parser asks so that both agree. Unicode 14.0 says what a letter is.
//
// The specification wants a letter first; the reference accepts an ASCII digit, `_` or `:` there too, and so do we.
// Biscuit specification, "Grammar": <name>.

#ifndef HARDTACK_ENGINE_NAME_H_
#define HARDTACK_ENGINE_NAME_H_

#include <cstddef>
#include <string_view>

namespace hardtack::engine {

// One code point at the start of a text; `length` is 0 where no well-formed UTF-8 sequence starts.
struct CodePoint {
  char32_t value = 0;
  size_t length = 0;  // in bytes
};

// Decodes the first code point of `text`. Surrogates, overlong forms and values above U+10FFFF are not well-formed.
CodePoint FirstCodePoint(std::string_view text);

// The length in bytes of the longest prefix of `text` that is well-formed UTF-8.
size_t WellFormedPrefix(std::string_view text);

// The length in bytes of the longest prefix of `text` that only holds characters of names.
size_t NamePrefix(std::string_view text);

inline bool IsName(std::string_view text) { return !text.empty() && NamePrefix(text) == text.size(); }

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_NAME_H_

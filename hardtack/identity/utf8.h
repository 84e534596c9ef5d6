// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Reading UTF-8 one code point at a time, strictly: overlong forms, surrogates and values beyond U+10FFFF are refused.
//
// RFC 3629, section 4.

#ifndef HARDTACK_IDENTITY_UTF8_H_
#define HARDTACK_IDENTITY_UTF8_H_

#include <optional>
#include <string_view>

namespace hardtack::identity {

// Takes the first code point off `text`, which is not empty; nullopt when it is malformed, and then takes one byte.
std::optional<char32_t> TakeCodePoint(std::string_view& text);

// Whether `code_point` is a control character: C0 (U+0000 to U+001F), DEL, or C1 (U+0080 to U+009F).
bool IsControl(char32_t code_point);

// Whether every character is a printable one of ASCII: valid and no control character, told in a fraction of the time.
bool IsPlain(std::string_view text);

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_UTF8_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Text from outside on its way to a terminal: what could move a cursor, change a colour or reorder what is read is
// shown as `\xHH` or `\u{HEX}` instead: control characters (C0, DEL, C1), bytes that are not UTF-8, and the
// bidirectional controls of Unicode. Linear.

#ifndef HARDTACK_REPORT_ESCAPE_H_
#define HARDTACK_REPORT_ESCAPE_H_

#include <string>
#include <string_view>

namespace hardtack::report {

// Whether a terminal may act on the character: a control character, one that reorders the text around it, a line break.
bool IsUnsafe(char32_t code_point);

// For one line: line breaks are escaped too.
std::string EscapeLine(std::string_view text);

// For text of several lines, such as a block or a parser's errors: line feeds stay.
std::string EscapeLines(std::string_view text);

}  // namespace hardtack::report

#endif  // HARDTACK_REPORT_ESCAPE_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Escaping for terminals. Tested by tests/report/escape_test.cc.

#include "hardtack/report/escape.h"

#include <fmt/format.h>

#include <iterator>

#include "hardtack/identity/utf8.h"

namespace hardtack::report {
namespace {

// U+061C, U+200E, U+200F and the embeddings, overrides and isolates: they reorder the text around them.
bool IsBidirectionalControl(char32_t code_point) {
  return code_point == 0x061C || code_point == 0x200E || code_point == 0x200F ||
         (code_point >= 0x202A && code_point <= 0x202E) || (code_point >= 0x2066 && code_point <= 0x2069);
}

// U+2028 and U+2029 break lines on some terminals.
bool IsLineBreak(char32_t code_point) { return code_point == 0x2028 || code_point == 0x2029; }

std::string Escape(std::string_view text, bool keep_line_feeds) {
  std::string escaped;
  escaped.reserve(text.size());
  while (!text.empty()) {
    const std::string_view before = text;
    const auto code_point = identity::TakeCodePoint(text);
    if (!code_point.has_value()) {
      fmt::format_to(std::back_inserter(escaped), "\\x{:02x}", static_cast<unsigned char>(before[0]));
    } else if (IsUnsafe(*code_point) && !(keep_line_feeds && *code_point == '\n')) {
      fmt::format_to(std::back_inserter(escaped), "\\u{{{:x}}}", static_cast<uint32_t>(*code_point));
    } else {
      escaped.append(before.substr(0, before.size() - text.size()));
    }
  }
  return escaped;
}

}  // namespace

bool IsUnsafe(char32_t code_point) {
  return identity::IsControl(code_point) || IsBidirectionalControl(code_point) || IsLineBreak(code_point);
}

std::string EscapeLine(std::string_view text) { return Escape(text, false); }

std::string EscapeLines(std::string_view text) { return Escape(text, true); }

}  // namespace hardtack::report

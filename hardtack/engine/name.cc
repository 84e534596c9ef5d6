// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// UTF-8 decoding after the table of the Unicode standard, section 3.9 (table 3-7), and the lookup of letters.
// Tested by tests/engine/ast_print_test.cc and tests/parser/name_test.cc.

#include "hardtack/engine/name.h"

#include <algorithm>
#include <iterator>

namespace hardtack::engine {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

constexpr Range kLetters[] = {
#include "hardtack/engine/unicode_letters.inc"
};

bool IsLetterAboveAscii(char32_t c) {
  const Range* range = std::lower_bound(std::begin(kLetters), std::end(kLetters), c,
                                        [](const Range& r, char32_t v) { return r.last < v; });
  return range != std::end(kLetters) && range->first <= c;
}

bool IsAsciiNameCharacter(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == ':';
}

bool IsNameCharacter(char32_t c) { return c < 0x80 ? IsAsciiNameCharacter(c) : IsLetterAboveAscii(c); }

// The length that a lead byte announces; 0 for a byte that leads nothing.
size_t AnnouncedLength(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;  // a continuation byte, or a lead of overlong forms only
  if (lead < 0xE0) return 2;
  if (lead < 0xF0) return 3;
  return lead < 0xF5 ? 4 : 0;
}

bool IsScalarOfLength(char32_t c, size_t length) {
  if (length == 3) return c >= 0x800 && (c < 0xD800 || c > 0xDFFF);
  if (length == 4) return c >= 0x10000 && c <= 0x10FFFF;
  return true;
}

}  // namespace

CodePoint FirstCodePoint(std::string_view text) {
  if (text.empty()) return {};
  unsigned char lead = static_cast<unsigned char>(text[0]);
  size_t length = AnnouncedLength(lead);
  if (length == 0 || length > text.size()) return {};
  if (length == 1) return {lead, 1};
  char32_t value = lead & (0xFFu >> (length + 1));
  for (size_t i = 1; i < length; ++i) {
    unsigned char byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0) != 0x80) return {};
    value = (value << 6) | (byte & 0x3Fu);
  }
  return IsScalarOfLength(value, length) ? CodePoint{value, length} : CodePoint{};
}

size_t WellFormedPrefix(std::string_view text) {
  size_t offset = 0;
  while (offset < text.size()) {
    if (static_cast<unsigned char>(text[offset]) < 0x80) {
      ++offset;
      continue;
    }
    size_t length = FirstCodePoint(text.substr(offset)).length;
    if (length == 0) break;
    offset += length;
  }
  return offset;
}

size_t NamePrefix(std::string_view text) {
  size_t offset = 0;
  while (offset < text.size()) {
    unsigned char byte = static_cast<unsigned char>(text[offset]);
    CodePoint c = byte < 0x80 ? CodePoint{byte, 1} : FirstCodePoint(text.substr(offset));
    if (c.length == 0 || !IsNameCharacter(c.value)) break;
    offset += c.length;
  }
  return offset;
}

}  // namespace hardtack::engine

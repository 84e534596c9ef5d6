// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Strict UTF-8. Tested by tests/identity/name_test.cc.

#include "hardtack/identity/utf8.h"

#include <cstddef>

namespace hardtack::identity {
namespace {

// What a leading byte says: how many bytes follow, its own bits, and the least code point of this length.
struct Lead {
  size_t following;
  char32_t bits;
  char32_t least;
};

std::optional<Lead> ReadLead(unsigned char byte) {
  if (byte < 0x80) return Lead{0, byte, 0};
  if ((byte & 0xE0) == 0xC0) return Lead{1, byte & 0x1Fu, 0x80};
  if ((byte & 0xF0) == 0xE0) return Lead{2, byte & 0x0Fu, 0x800};
  if ((byte & 0xF8) == 0xF0) return Lead{3, byte & 0x07u, 0x10000};
  return std::nullopt;
}

bool IsScalar(char32_t value) { return value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF); }

// The code point at the start of `text` and its length in bytes.
std::optional<char32_t> Read(std::string_view text, size_t& length) {
  const auto lead = ReadLead(static_cast<unsigned char>(text[0]));
  if (!lead.has_value() || text.size() <= lead->following) return std::nullopt;
  char32_t value = lead->bits;
  for (size_t i = 1; i <= lead->following; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0) != 0x80) return std::nullopt;
    value = value << 6 | (byte & 0x3Fu);
  }
  if (value < lead->least || !IsScalar(value)) return std::nullopt;
  length = lead->following + 1;
  return value;
}

}  // namespace

std::optional<char32_t> TakeCodePoint(std::string_view& text) {
  size_t length = 1;
  const auto value = Read(text, length);
  text.remove_prefix(length);
  return value;
}

bool IsPlain(std::string_view text) {
  bool plain = true;
  for (const char byte : text) plain &= byte >= 0x20 && byte < 0x7F;  // without a branch, so that it is vectorized
  return plain;
}

bool IsControl(char32_t code_point) { return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0); }

}  // namespace hardtack::identity

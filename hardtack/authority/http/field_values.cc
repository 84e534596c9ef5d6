// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Characters of header fields. Tested by tests/authority/http_text_test.cc.

#include "hardtack/authority/http/field_values.h"

#include <algorithm>

namespace hardtack::authority {
namespace {

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsAlphanumeric(char c) { return IsUpper(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }
bool IsTokenCharacter(char c) {
  return IsAlphanumeric(c) || (c != '\0' && std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos);
}
bool IsBlank(char c) { return c == ' ' || c == '\t'; }
bool IsValueCharacter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= 0x20 && byte != 0x7f) || c == '\t';
}
char Lower(char c) { return IsUpper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

bool IsToken(std::string_view text) { return !text.empty() && std::ranges::all_of(text, IsTokenCharacter); }

bool IsFieldName(std::string_view name) { return IsToken(name) && std::ranges::none_of(name, IsUpper); }

bool IsFieldValue(std::string_view value) {
  return std::ranges::all_of(value, IsValueCharacter) && Trimmed(value).size() == value.size();
}

std::string_view Trimmed(std::string_view value) {
  while (!value.empty() && IsBlank(value.front())) value.remove_prefix(1);
  while (!value.empty() && IsBlank(value.back())) value.remove_suffix(1);
  return value;
}

std::string LowerCase(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), Lower);
  return lower;
}

bool EqualIgnoringCase(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return Lower(x) == Lower(y); });
}

}  // namespace hardtack::authority

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Escapes of patterns. Tested by tests/engine/pattern_test.cc.

#include "hardtack/engine/pattern_escape.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "hardtack/engine/name.h"
#include "hardtack/engine/pattern_property.h"

namespace hardtack::engine {
namespace {

char32_t Take(std::string_view& rest) {
  const CodePoint next = FirstCodePoint(rest);
  rest.remove_prefix(next.length);
  return next.value;
}

bool IsScalar(uint64_t code) { return code <= kLastCodePoint && (code < 0xD800 || code > 0xDFFF); }

// \x41 \u0041 \U00000041, or any of them with braces around any number of digits.
std::optional<PatternAtom> TakeHex(std::string_view& rest, size_t digits) {
  const bool braced = rest.starts_with('{');
  if (braced) rest.remove_prefix(1);
  uint64_t code = 0;
  size_t count = 0;
  for (; !rest.empty() && (braced ? rest[0] != '}' : count < digits); ++count) {
    const char digit = absl::ascii_tolower(static_cast<unsigned char>(rest[0]));
    if (!absl::ascii_isxdigit(static_cast<unsigned char>(digit))) return std::nullopt;
    code = code * 16 + static_cast<uint64_t>(absl::ascii_isdigit(digit) ? digit - '0' : digit - 'a' + 10);
    if (code > kLastCodePoint) return std::nullopt;
    rest.remove_prefix(1);
  }
  if (braced ? rest.empty() || count == 0 : count < digits) return std::nullopt;
  if (braced) rest.remove_prefix(1);
  if (!IsScalar(code)) return std::nullopt;
  return PatternLiteral{static_cast<char32_t>(code), !braced && digits == 2};
}

std::optional<PatternAtom> Signed(std::optional<PatternClass> of, bool negated) {
  if (!of.has_value() || (negated && !of->Negate())) return std::nullopt;
  return *std::move(of);
}

// Without Unicode a negated class holds bytes that are no characters, which the reference refuses.
std::optional<PatternAtom> PerlClass(char letter, const PatternFlags& flags) {
  const bool negated = absl::ascii_isupper(static_cast<unsigned char>(letter));
  if (negated && !flags.unicode) return std::nullopt;
  switch (absl::ascii_tolower(static_cast<unsigned char>(letter))) {
    case 'd':
      return Signed(flags.unicode ? PatternClass::Digits() : PatternClass::AsciiDigits(), negated);
    case 'w':
      return Signed(flags.unicode ? PatternClass::Words() : PatternClass::AsciiWords(), negated);
    default:
      return Signed(flags.unicode ? PatternClass::Spaces() : PatternClass::AsciiSpaces(), negated);
  }
}

std::optional<PatternAtom> TakeProperty(std::string_view& rest, bool negated, const PatternFlags& flags) {
  if (rest.empty() || !flags.unicode) return std::nullopt;
  std::string_view name;
  if (rest.starts_with('{')) {
    const size_t end = rest.find('}');
    if (end == std::string_view::npos) return std::nullopt;
    name = rest.substr(1, end - 1);
    rest.remove_prefix(end + 1);
  } else {
    name = rest.substr(0, 1);
    Take(rest);
  }
  return Signed(FindProperty(name), negated);
}

// `\b{start}` and its like are half of a boundary, which RE2 has not.
std::optional<PatternAtom> WordBoundary(std::string_view rest, const PatternFlags&) {
  const bool is_special =
      rest.size() > 1 && rest[0] == '{' && (rest[1] == '-' || absl::ascii_isalpha(static_cast<unsigned char>(rest[1])));
  return is_special ? std::nullopt : std::optional<PatternAtom>(PatternAssertion{"\\b"});
}

std::optional<PatternAtom> TakeEscape(std::string_view& rest, const PatternFlags& flags) {
  if (rest.empty()) return std::nullopt;
  const char32_t letter = Take(rest);
  switch (letter) {
    case 'd':
    case 'D':
    case 'w':
    case 'W':
    case 's':
    case 'S':
      return PerlClass(static_cast<char>(letter), flags);
    case 'p':
    case 'P':
      return TakeProperty(rest, letter == 'P', flags);
    case 'x':
      return TakeHex(rest, 2);
    case 'u':
      return TakeHex(rest, 4);
    case 'U':
      return TakeHex(rest, 8);
    case 'a':
      return PatternLiteral{'\a'};
    case 'f':
      return PatternLiteral{'\f'};
    case 't':
      return PatternLiteral{'\t'};
    case 'n':
      return PatternLiteral{'\n'};
    case 'r':
      return PatternLiteral{'\r'};
    case 'v':
      return PatternLiteral{'\v'};
    case 'A':
      return PatternAssertion{"\\A"};
    case 'z':
      return PatternAssertion{"\\z"};
    case 'b':
      return WordBoundary(rest, flags);
    case 'B':
      return PatternAssertion{"\\B"};
    default:
      break;
  }
  // Other letters and digits, `<`, `>` and what is not ASCII stand for nothing, or for what RE2 has not.
  const bool stands_for_itself =
      letter < 0x80 && !absl::ascii_isalnum(static_cast<unsigned char>(letter)) && letter != '<' && letter != '>';
  return stands_for_itself ? std::optional<PatternAtom>(PatternLiteral{letter}) : std::nullopt;
}

}  // namespace

std::optional<PatternAtom> TakeAtom(std::string_view& rest, const PatternFlags& flags) {
  const char32_t code = Take(rest);
  return code == '\\' ? TakeEscape(rest, flags) : PatternLiteral{code};
}

}  // namespace hardtack::engine

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The characters of a pattern, and its escapes, which mean the same outside and inside brackets.

#ifndef HARDTACK_ENGINE_PATTERN_ESCAPE_H_
#define HARDTACK_ENGINE_PATTERN_ESCAPE_H_

#include <optional>
#include <string_view>
#include <variant>

#include "hardtack/engine/pattern_class.h"

namespace hardtack::engine {

// The flags in force that change what characters mean. The others are left to RE2.
struct PatternFlags {
  bool ignore_case = false;
  bool unicode = true;
};

// What a character or an escape stands for.
struct PatternAssertion {
  std::string_view re2;
};
struct PatternLiteral {
  char32_t code = 0;
  bool is_byte = false;  // \xFF: a byte where Unicode is off
};
using PatternAtom = std::variant<PatternLiteral, PatternClass, PatternAssertion>;

// Takes one from the front of `rest`, which is well-formed UTF-8 and not empty: an escape, or any character as it is.
// nullopt: the escape is refused.
std::optional<PatternAtom> TakeAtom(std::string_view& rest, const PatternFlags& flags);

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_PATTERN_ESCAPE_H_

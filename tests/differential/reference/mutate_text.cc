// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Texts as lists of words and signs.

#include <cctype>
#include <utility>
#include <vector>

#include "absl/strings/str_join.h"
#include "tests/differential/reference/mutate.h"

namespace hardtack::differential {
namespace {

const std::vector<std::string>& Words() {
  static const std::vector<std::string>* const kWords = new std::vector<std::string>{"check if ",
                                                                                     "check all ",
                                                                                     "reject if ",
                                                                                     "allow if ",
                                                                                     "deny if ",
                                                                                     " or ",
                                                                                     " trusting ",
                                                                                     "authority",
                                                                                     "previous",
                                                                                     " <- ",
                                                                                     " && ",
                                                                                     " || ",
                                                                                     " == ",
                                                                                     " != ",
                                                                                     " === ",
                                                                                     " !== ",
                                                                                     " < ",
                                                                                     " >= ",
                                                                                     " + ",
                                                                                     " - ",
                                                                                     " * ",
                                                                                     " / ",
                                                                                     " & ",
                                                                                     " | ",
                                                                                     " ^ ",
                                                                                     "!",
                                                                                     "(",
                                                                                     ")",
                                                                                     "[",
                                                                                     "]",
                                                                                     "{",
                                                                                     "}",
                                                                                     "{,}",
                                                                                     "{1, 2}",
                                                                                     "[1, 2]",
                                                                                     "{\"a\": 1}",
                                                                                     ".length()",
                                                                                     ".type()",
                                                                                     ".contains(1)",
                                                                                     ".starts_with(\"a\")",
                                                                                     ".any($p -> true)",
                                                                                     ".all($p -> false)",
                                                                                     ".get(0)",
                                                                                     ".try_or(true)",
                                                                                     ".extern::identity()",
                                                                                     ".union({1})",
                                                                                     "true",
                                                                                     "false",
                                                                                     "null",
                                                                                     "hex:0a",
                                                                                     "\"a\"",
                                                                                     "$x0",
                                                                                     "$",
                                                                                     "1",
                                                                                     "-1",
                                                                                     "0",
                                                                                     "01",
                                                                                     "9223372036854775807",
                                                                                     "-9223372036854775808",
                                                                                     "9223372036854775808",
                                                                                     "1970-01-01T00:00:00Z",
                                                                                     "2023-11-14T22:13:20.5+01:00",
                                                                                     ",",
                                                                                     ";",
                                                                                     " ",
                                                                                     "\n",
                                                                                     "\t",
                                                                                     ":",
                                                                                     "->",
                                                                                     "a(1)",
                                                                                     "a($x0)",
                                                                                     "a",
                                                                                     "Check If ",
                                                                                     "-",
                                                                                     "="};
  return *kWords;
}

// The bytes of a character above ASCII stay together: the reference takes UTF-8 alone.
bool IsAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }

bool IsWordCharacter(char c) {
  return !IsAscii(c) || std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$';
}

std::vector<std::string> Split(const std::string& text) {
  std::vector<std::string> parts;
  for (size_t at = 0; at < text.size();) {
    size_t end = at + 1;
    while (IsWordCharacter(text[at]) && end < text.size() && IsWordCharacter(text[end])) ++end;
    parts.push_back(text.substr(at, end - at));
    at = end;
  }
  return parts;
}

void MutateCharacter(std::string& text, Random& random) {
  const size_t at = random.Below(text.size());
  if (!IsAscii(text[at])) return;
  if (random.Percent(50)) {
    text.erase(at, 1);
  } else {
    text[at] = static_cast<char>(' ' + random.Below(95));
  }
}

}  // namespace

void MutateText(std::string& text, Random& random) {
  if (text.empty()) {
    text = random.OneOf(Words());
    return;
  }
  if (random.Percent(20)) return MutateCharacter(text, random);
  std::vector<std::string> parts = Split(text);
  const size_t at = random.Below(parts.size());
  switch (random.Below(6)) {
    case 0:
      parts.erase(parts.begin() + at);
      break;
    case 1:
      parts.insert(parts.begin() + at, std::string(parts[at]));
      break;
    case 2:
      parts[at] = random.OneOf(Words());
      break;
    case 3:
      parts[at] = parts[random.Below(parts.size())];
      break;
    case 4:
      std::swap(parts[at], parts[(at + 1) % parts.size()]);
      break;
    default:
      parts.insert(parts.begin() + at, random.OneOf(Words()));
  }
  text = absl::StrJoin(parts, "");
}

}  // namespace hardtack::differential

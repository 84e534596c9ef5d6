// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Source is the text being parsed as its reader sees it: lines, columns, and where a statement ends.

#ifndef HARDTACK_PARSER_SOURCE_H_
#define HARDTACK_PARSER_SOURCE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "hardtack/parser/parser.h"

namespace hardtack::parser {

class Source {
 public:
  explicit Source(std::string_view text) : text_(text) {}

  std::string_view text() const { return text_; }
  size_t OffsetOf(const char* pointer) const { return static_cast<size_t>(pointer - text_.data()); }

  // Linear in the distance from the last offset asked for when offsets ascend, else in `offset`.
  Position Locate(size_t offset);
  // "line L, column C" of `offset`.
  std::string Describe(size_t offset);

  // The line at `offset`, cut to a window around it, and a line with a caret below the column; each indented by two.
  std::string Excerpt(size_t offset) const;

  // The word at `offset`: up to the next white space, separator or closing bracket, at least one character.
  std::string_view WordAt(size_t offset) const;

  // Where the statement around `start` ends: behind its semicolon, or at the end of the text.
  struct StatementEnd {
    size_t offset = 0;
    std::optional<size_t> unterminated;  // where a string or comment opens that the text never closes
  };
  StatementEnd EndOfStatement(size_t start) const;

 private:
  std::string_view text_;
  Position cursor_;
};

}  // namespace hardtack::parser

#endif  // HARDTACK_PARSER_SOURCE_H_

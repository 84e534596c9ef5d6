// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Positions, excerpts and statement ends. Tested by tests/parser/errors_test.cc.

#include "hardtack/parser/source.h"

#include <algorithm>

#include "hardtack/engine/name.h"

namespace hardtack::parser {
namespace {

constexpr size_t kWindow = 60;  // bytes of a line shown on either side of an error
constexpr size_t kWord = 64;    // bytes of a word shown

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// `text` as a terminal may show it: characters that would move the cursor become spaces. A tab stays.
std::string Visible(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if ((static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F) c = ' ';
  }
  return out;
}

// As wide as `text`: a space per code point, tabs kept so that they align.
std::string Padding(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '\t') {
      out += '\t';
    } else if (!IsContinuation(c)) {
      out += ' ';
    }
  }
  return out;
}

// Where the string that opens at `offset` ends, npos if nowhere.
size_t EndOfString(std::string_view text, size_t offset) {
  for (size_t i = offset + 1; i < text.size(); ++i) {
    if (text[i] == '"') return i + 1;
    if (text[i] == '\\') ++i;
  }
  return std::string_view::npos;
}

// Where the comment that opens at `offset` ends, npos if nowhere.
size_t EndOfComment(std::string_view text, size_t offset) {
  if (text[offset + 1] == '/') return std::min(text.find('\n', offset), text.size());
  size_t close = text.find("*/", offset + 2);
  return close == std::string_view::npos ? close : close + 2;
}

}  // namespace

Position Source::Locate(size_t offset) {
  if (offset < cursor_.offset) cursor_ = Position{};
  std::string_view skipped = text_.substr(cursor_.offset, offset - cursor_.offset);
  cursor_.line += static_cast<size_t>(std::count(skipped.begin(), skipped.end(), '\n'));
  size_t newline = skipped.rfind('\n');
  cursor_.column = newline == std::string_view::npos ? cursor_.column + skipped.size() : skipped.size() - newline;
  cursor_.offset = offset;
  return cursor_;
}

std::string Source::Describe(size_t offset) {
  const Position position = Locate(offset);
  return "line " + std::to_string(position.line) + ", column " + std::to_string(position.column);
}

std::string Source::Excerpt(size_t offset) const {
  size_t newline = offset == 0 ? std::string_view::npos : text_.rfind('\n', offset - 1);
  size_t begin = newline == std::string_view::npos ? 0 : newline + 1;
  size_t end = std::min(text_.find('\n', offset), text_.size());
  if (offset - begin > kWindow) begin = offset - kWindow;
  if (end - offset > kWindow) end = offset + kWindow;
  while (begin < offset && IsContinuation(text_[begin])) ++begin;
  while (end > offset && end < text_.size() && IsContinuation(text_[end])) --end;
  std::string line = "  " + Visible(text_.substr(begin, end - begin));
  line.erase(line.find_last_not_of(" \t") + 1);
  return line + "\n  " + Padding(text_.substr(begin, offset - begin)) + "^";
}

std::string_view Source::WordAt(size_t offset) const {
  std::string_view rest = text_.substr(offset, kWord);
  if (rest.empty()) return rest;
  size_t first = std::max<size_t>(engine::FirstCodePoint(rest).length, 1);
  size_t end = std::min(rest.find_first_of(" \t\r\n,;()[]{}", first), rest.size());
  return rest.substr(0, end);
}

Source::StatementEnd Source::EndOfStatement(size_t start) const {
  size_t i = start;
  while (i < text_.size()) {
    size_t end = i + 1;
    if (text_[i] == ';') return {end, std::nullopt};
    if (text_[i] == '"') end = EndOfString(text_, i);
    if (text_[i] == '/' && i + 1 < text_.size() && (text_[i + 1] == '/' || text_[i + 1] == '*')) {
      end = EndOfComment(text_, i);
    }
    if (end == std::string_view::npos) return {text_.size(), i};
    i = end;
  }
  return {text_.size(), std::nullopt};
}

}  // namespace hardtack::parser

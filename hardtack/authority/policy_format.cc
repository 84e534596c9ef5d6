// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Laying out policy files. Tested by tests/authority/policy_format_test.cc.

#include "hardtack/authority/policy_format.h"

#include <algorithm>
#include <utility>

namespace hardtack::authority {
namespace {

constexpr std::string_view kSpace = " \t\r";

std::string_view WithoutEnd(std::string_view line) {
  return line.substr(0, line.find_last_not_of(kSpace) + 1);
}

std::string_view Trimmed(std::string_view line) {
  const std::string_view rest = WithoutEnd(line);
  return rest.substr(std::min(rest.find_first_not_of(kSpace), rest.size()));
}

// Where the reader is between lines: in a text of several lines, or in so many brackets.
class Scanner {
 public:
  bool in_text() const { return !text_end_.empty(); }
  bool in_brackets() const { return depth_ > 0; }

  void Take(std::string_view line) {
    while (!line.empty()) {
      const size_t taken = in_text() ? TakeText(line) : TakeToken(line);
      line.remove_prefix(taken);
    }
  }

 private:
  // Texts of several lines end with three quotes; of basic ones a backslash escapes the next character.
  size_t TakeText(std::string_view line) {
    if (line.starts_with(text_end_)) {
      const size_t length = text_end_.size();
      text_end_ = {};
      return length;
    }
    return text_end_ == kBasic && line.front() == '\\' ? std::min<size_t>(2, line.size()) : 1;
  }

  size_t TakeToken(std::string_view line) {
    for (const std::string_view quotes : {kBasic, kLiteral}) {
      if (!line.starts_with(quotes)) continue;
      text_end_ = quotes;
      return quotes.size();
    }
    const char first = line.front();
    if (first == '#') return line.size();
    if (first == '"' || first == '\'') return TakeQuoted(line);
    if (first == '[' || first == '{') ++depth_;
    if ((first == ']' || first == '}') && depth_ > 0) --depth_;
    return 1;
  }

  static size_t TakeQuoted(std::string_view line) {
    for (size_t i = 1; i < line.size(); ++i) {
      if (line[i] == line[0]) return i + 1;
      if (line[0] == '"' && line[i] == '\\') ++i;
    }
    return line.size();
  }

  static constexpr std::string_view kBasic = "\"\"\"";
  static constexpr std::string_view kLiteral = "'''";
  std::string_view text_end_;  // of the text that is open
  size_t depth_ = 0;
};

// Where the key of the line ends; npos: there is none.
size_t FindEquals(std::string_view line) {
  char quote = 0;
  for (size_t i = 0; i < line.size(); ++i) {
    if (quote != 0) {
      if (line[i] == quote) quote = 0;
    } else if (line[i] == '"' || line[i] == '\'') {
      quote = line[i];
    } else if (line[i] == '=') {
      return i;
    } else if (line[i] == '#') {
      break;
    }
  }
  return std::string_view::npos;
}

bool IsHeader(std::string_view line) { return line.starts_with('['); }
bool IsComment(std::string_view line) { return line.starts_with('#'); }

// Gathers lines, and sees to the empty ones between them.
class Lines {
 public:
  void Empty() { empty_ = !text_.empty(); }

  // A header has an empty line before it, and so have the comments that stand right above it.
  void Add(std::string_view line, bool is_header = false) {
    if (is_header) {
      if (!text_.empty() && !empty_ && comments_ == 0) empty_ = true;
      if (comments_ > 0 && !empty_ && before_comments_ > 0) SeparateComments();
    }
    if (empty_) text_ += '\n';
    if (IsComment(line)) {
      if (comments_ == 0 || empty_) before_comments_ = empty_ ? 0 : text_.size();
      comments_ = empty_ ? 1 : comments_ + 1;
    } else {
      comments_ = 0;
    }
    empty_ = false;
    text_ += line;
    text_ += '\n';
  }

  // As it is, with whatever it ends in.
  void AddVerbatim(std::string_view line) {
    comments_ = 0;
    empty_ = false;
    text_ += line;
    text_ += '\n';
  }

  std::string Take() { return std::move(text_); }

 private:
  void SeparateComments() { text_.insert(before_comments_, 1, '\n'); }

  std::string text_;
  bool empty_ = false;           // an empty line comes before the next one
  size_t comments_ = 0;          // lines of comments that came last
  size_t before_comments_ = 0;   // where they begin; 0: behind an empty line, or at the beginning
};

void AddTomlLine(std::string_view line, const Scanner& scanner, Lines& lines) {
  if (scanner.in_text()) return lines.AddVerbatim(line);
  if (scanner.in_brackets()) return lines.AddVerbatim(WithoutEnd(line));
  const std::string_view trimmed = Trimmed(line);
  if (trimmed.empty()) return lines.Empty();
  const size_t equals = IsHeader(trimmed) || IsComment(trimmed) ? std::string_view::npos : FindEquals(trimmed);
  if (equals == std::string_view::npos) return lines.Add(trimmed, IsHeader(trimmed));
  // What a text of several lines has behind its opening quotes is part of it.
  Scanner after = scanner;
  after.Take(line);
  std::string_view value = line.substr(line.find(trimmed) + equals + 1);
  value = value.substr(std::min(value.find_first_not_of(kSpace), value.size()));
  if (!after.in_text()) value = WithoutEnd(value);
  lines.Add(std::string(WithoutEnd(trimmed.substr(0, equals))) + " = " + std::string(value));
}

template <typename Visit>
void ForEachLine(std::string_view text, Visit visit) {
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    visit(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace

std::string FormatToml(std::string_view text) {
  Scanner scanner;
  Lines lines;
  ForEachLine(text, [&](std::string_view line) {
    AddTomlLine(line, scanner, lines);
    scanner.Take(line);
  });
  return lines.Take();
}

std::string FormatRules(std::string_view text) {
  Lines lines;
  ForEachLine(text, [&](std::string_view line) {
    const std::string_view kept = WithoutEnd(line);
    kept.empty() ? lines.Empty() : lines.Add(kept);
  });
  return lines.Take();
}

}  // namespace hardtack::authority

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Patterns over RE2, the only file that includes it. Tested by tests/engine/regex_test.cc.

#include "hardtack/engine/regex.h"

#include <re2/re2.h>

#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/budget.h"

namespace hardtack::engine {
namespace {

// The members of the Unicode classes, as they stand inside brackets. \s is White_Space, which RE2 lacks as a property;
// \w is Alphabetic, Mark, Decimal_Number, Connector_Punctuation and Join_Control (UTS #18, annex C), spelled with what
// it has.
constexpr std::string_view kDigit = "\\p{Nd}";
constexpr std::string_view kNotDigit = "\\P{Nd}";
constexpr std::string_view kSpace = "\\x{9}-\\x{d}\\x{85}\\p{Z}";
constexpr std::string_view kNotSpace =
    "\\x{0}-\\x{8}\\x{e}-\\x{1f}\\x{21}-\\x{84}\\x{86}-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}"
    "\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{10ffff}";
constexpr std::string_view kWord =
    "\\p{L}\\p{M}\\p{Nd}\\p{Nl}\\p{Pc}\\x{200c}\\x{200d}\\x{24b6}-\\x{24e9}\\x{1f130}-\\x{1f149}\\x{1f150}-\\x{1f169}"
    "\\x{1f170}-\\x{1f189}";

// An escape that RE2 refuses: a pattern with something that it would read in another sense than the reference matches
// nothing.
constexpr std::string_view kRefused = "\\y";

// Rewrites a pattern from left to right, knowing whether it is inside brackets.
class Translator {
 public:
  explicit Translator(std::string_view pattern) : rest_(pattern) {}

  std::string Run() {
    while (!rest_.empty()) in_brackets_ ? InBrackets() : Outside();
    return std::move(out_);
  }

 private:
  void Outside() {
    if (Escape()) return;
    if (rest_.starts_with("(?<")) return Replace(3, "(?P<");
    if (rest_[0] != '[') return Copy(1);
    in_brackets_ = true;
    Copy(1);
    if (rest_.starts_with('^')) Copy(1);
    if (rest_.starts_with(']')) Copy(1);  // a bracket right after the opening is a member
  }

  void InBrackets() {
    if (Escape()) return;
    if (rest_.starts_with("[:")) return Copy(std::min(rest_.find(":]"), rest_.size() - 2) + 2);
    // Nested classes and operations on classes, which RE2 would take for members.
    if (rest_[0] == '[') return Replace(1, kRefused);
    for (std::string_view operation : {"&&", "--", "~~"}) {
      if (rest_.starts_with(operation)) return Replace(2, kRefused);
    }
    if (rest_[0] == ']') in_brackets_ = false;
    Copy(1);
  }

  bool Escape() {
    if (rest_.size() < 2 || rest_[0] != '\\') return false;
    switch (rest_[1]) {
      case 'd':
        Class("[", kDigit);
        break;
      case 'D':
        Class("[", kNotDigit);
        break;
      case 's':
        Class("[", kSpace);
        break;
      case 'S':
        Class("[", kNotSpace);
        break;
      case 'w':
        Class("[", kWord);
        break;
      // Inside brackets \W cannot be spelled: it is no union of RE2's classes.
      case 'W':
        in_brackets_ ? Replace(2, kRefused) : Class("[^", kWord);
        break;
      default:
        IsForeign(rest_[1]) ? Replace(2, kRefused) : Copy(2);
    }
    return true;
  }

  // Escapes of RE2 that the reference has not: quoting, single bytes, octal numbers.
  static bool IsForeign(char letter) {
    return letter == 'Q' || letter == 'E' || letter == 'C' || (letter >= '0' && letter <= '9');
  }

  void Class(std::string_view open, std::string_view members) {
    rest_.remove_prefix(2);
    out_.append(in_brackets_ ? "" : open).append(members).append(in_brackets_ ? "" : "]");
  }
  void Replace(size_t count, std::string_view replacement) {
    rest_.remove_prefix(count);
    out_.append(replacement);
  }
  void Copy(size_t count) {
    out_.append(rest_.substr(0, count));
    rest_.remove_prefix(count);
  }

  std::string_view rest_;
  std::string out_;
  bool in_brackets_ = false;
};

RE2::Options MakeOptions(const StructureLimits& limits) {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(static_cast<int64_t>(limits.max_pattern_memory));
  return options;
}

// RE2 refuses repetitions that are too large and those like {2,1} by one code, with the repetition as the argument.
bool IsReversed(std::string_view repetition) {
  std::pair<absl::string_view, absl::string_view> bounds =
      absl::StrSplit(absl::StripSuffix(absl::StripPrefix(ToAbsl(repetition), "{"), "}"), ',');
  int least = 0, most = 0;
  return absl::SimpleAtoi(bounds.first, &least) && absl::SimpleAtoi(bounds.second, &most) && least > most;
}

absl::Status TooLarge(std::string_view what, std::string_view pattern) {
  return Error(ErrorKind::kPatternTooLarge, absl::StrCat("a regular expression is too large: ", ToAbsl(what)), pattern);
}

}  // namespace

std::string TranslatePattern(std::string_view pattern) { return Translator(pattern).Run(); }

Regex::Regex(std::unique_ptr<const re2::RE2> compiled) : compiled_(std::move(compiled)) {}
Regex::~Regex() = default;

absl::StatusOr<std::shared_ptr<const Regex>> Regex::Compile(std::string_view pattern, const StructureLimits& limits) {
  if (pattern.size() > limits.max_pattern_bytes) {
    return TooLarge(absl::StrCat(pattern.size(), " bytes, at most ", limits.max_pattern_bytes), pattern);
  }
  auto compiled = std::make_unique<re2::RE2>(TranslatePattern(pattern), MakeOptions(limits));
  switch (compiled->error_code()) {
    case re2::RE2::NoError:
      break;
    case re2::RE2::ErrorPatternTooLarge:
      return TooLarge("its compiled form", pattern);
    case re2::RE2::ErrorRepeatSize:
      if (!IsReversed(compiled->error_arg())) return TooLarge("a repetition", pattern);
      [[fallthrough]];
    default:
      compiled = nullptr;
  }
  return std::shared_ptr<const Regex>(new Regex(std::move(compiled)));
}

bool Regex::Matches(std::string_view text) const {
  return compiled_ != nullptr && re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *compiled_);
}

uint64_t Regex::StepsFor(size_t text_bytes) const {
  uint64_t stretches = std::max<uint64_t>(1, (text_bytes + kStretchBytes - 1) / kStretchBytes);
  return compiled_ == nullptr ? stretches : stretches * static_cast<uint64_t>(std::max(1, compiled_->ProgramSize()));
}

absl::StatusOr<std::shared_ptr<const Regex>> RegexCache::Get(std::string_view pattern) {
  std::string key(pattern);
  {
    std::lock_guard lock(mutex_);
    auto it = compiled_.find(key);
    if (it != compiled_.end()) return it->second;
  }
  ASSIGN_OR_RETURN(std::shared_ptr<const Regex> regex, Regex::Compile(pattern, limits_));
  std::lock_guard lock(mutex_);
  size_t most_patterns =
      std::max<size_t>(1, kMaxMemoryBytes / (limits_.max_pattern_memory + limits_.max_pattern_bytes));
  if (compiled_.size() >= most_patterns) compiled_.clear();
  compiled_.emplace(std::move(key), regex);
  return regex;
}

}  // namespace hardtack::engine

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Classes of patterns. Tested by tests/engine/pattern_test.cc, and against what the reference says of each pattern
// there.

#include "hardtack/engine/pattern_class.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"

namespace hardtack::engine {
namespace {

// Measured with RE2 of 2022-06-23, in steps of 0.1 microseconds: letters, the largest category, take up to 1000
// microseconds to compile and, in a class that has others, 20 to parse.
constexpr uint64_t kStepsToCompileProperty = 10'000;
constexpr uint64_t kStepsToCompileDigits = 600;
constexpr uint64_t kStepsToParseProperty = 200;
constexpr uint64_t kStepsToCompileRange = 8;  // beyond ASCII several byte sequences each
constexpr uint64_t kStepsToCompileAscii = 6;

constexpr std::string_view kDigits = "\\p{Nd}";

void AppendCode(std::string& out, char32_t code) { absl::StrAppend(&out, "\\x{", absl::Hex(uint32_t{code}), "}"); }

}  // namespace

PatternClass PatternClass::Digits() { return PatternClass({}, {std::string(kDigits)}); }

// Alphabetic, Mark, Decimal_Number, Connector_Punctuation and Join_Control (UTS #18, annex C), spelled with what RE2
// has: Alphabetic is letters, letter numbers, some marks and these circled letters.
PatternClass PatternClass::Words() {
  return PatternClass({{0x200C, 0x200D}, {0x24B6, 0x24E9}, {0x1F130, 0x1F149}, {0x1F150, 0x1F169}, {0x1F170, 0x1F189}},
                      {"\\p{L}", "\\p{M}", std::string(kDigits), "\\p{Nl}", "\\p{Pc}"});
}

// White_Space.
PatternClass PatternClass::Spaces() {
  return PatternClass({{0x9, 0xD},
                       {0x20, 0x20},
                       {0x85, 0x85},
                       {0xA0, 0xA0},
                       {0x1680, 0x1680},
                       {0x2000, 0x200A},
                       {0x2028, 0x2029},
                       {0x202F, 0x202F},
                       {0x205F, 0x205F},
                       {0x3000, 0x3000}});
}

PatternClass PatternClass::AsciiDigits() { return PatternClass(CodeSet{{'0', '9'}}); }
PatternClass PatternClass::AsciiWords() {
  return PatternClass(CodeSet{{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}});
}
PatternClass PatternClass::AsciiSpaces() { return PatternClass(CodeSet{{0x9, 0xD}, {0x20, 0x20}}); }

void PatternClass::Add(PatternClass other) {
  members_.codes.Add(other.members_.codes);
  std::ranges::move(other.members_.properties, std::back_inserter(members_.properties));
  std::ranges::move(other.complements_, std::back_inserter(complements_));
}

bool PatternClass::Negate() {
  if (complements_.empty() && members_.codes.empty() && members_.properties.size() == 1) {
    char& sign = members_.properties[0][1];  // so that one property stays one that others can stand beside
    sign = sign == 'p' ? 'P' : 'p';
    return true;
  }
  if (complements_.empty()) {
    complements_.push_back(std::exchange(members_, {}));
    return true;
  }
  if (complements_.size() > 1 || !members_.empty()) return false;
  members_ = std::move(complements_[0]);
  complements_.clear();
  return true;
}

std::optional<CodeSet> PatternClass::ToCodes() const {
  bool known = true;
  ForEachMembers([&](const Members& members) { known = known && members.properties.empty(); });
  if (!known) return std::nullopt;
  CodeSet codes = members_.codes;
  for (const Members& complement : complements_) codes.Add(complement.codes.Complement());
  return codes;
}

bool PatternClass::IsSmall() const {
  const std::span<const CodeRange> ranges = members_.codes.ranges();
  return complements_.empty() && members_.properties.empty() && ranges.size() <= 2 &&
         std::ranges::all_of(ranges, [](const CodeRange& range) { return range.last - range.first < 2; });
}

void PatternClass::Members::AppendTo(std::string& out) const {
  for (const CodeRange& range : codes.ranges()) {
    AppendCode(out, range.first);
    if (range.last == range.first) continue;
    out += '-';
    AppendCode(out, range.last);
  }
  for (const std::string& property : properties) out += property;
}

// RE2 has no empty brackets, so nothing is the complement of everything. A class with a negated part is an alternation:
// each side takes one character.
std::string PatternClass::ToPattern() const {
  std::string out;
  if (!members_.empty() || complements_.empty()) {
    out += members_.empty() ? "[^\\x{0}-\\x{10ffff}" : "[";
    members_.AppendTo(out);
    out += ']';
  }
  for (const Members& complement : complements_) {
    if (!out.empty()) out += '|';
    out += complement.empty() ? "[\\x{0}-\\x{10ffff}" : "[^";
    complement.AppendTo(out);
    out += ']';
  }
  return complements_.size() + (members_.empty() ? 0 : 1) > 1 ? absl::StrCat("(?:", out, ")") : out;
}

uint64_t PatternClass::parsing_steps() const {
  uint64_t steps = 0;
  ForEachMembers([&](const Members& members) { steps += kStepsToParseProperty * members.properties.size(); });
  return steps;
}

uint64_t PatternClass::compiling_steps() const {
  uint64_t steps = 0;
  auto has_only_digits = [](const Members& members) {
    return std::ranges::all_of(members.properties,
                               [](const std::string& name) { return name.ends_with(kDigits.substr(2)); });
  };
  ForEachMembers([&](const Members& members) {
    steps +=
        members.codes.IsAscii() ? kStepsToCompileAscii : kStepsToCompileRange * (1 + members.codes.ranges().size());
    if (members.properties.empty()) return;
    steps += has_only_digits(members) ? kStepsToCompileDigits : kStepsToCompileProperty;
  });
  return steps + kStepsToCompileRange * 2 * complements_.size();
}

}  // namespace hardtack::engine

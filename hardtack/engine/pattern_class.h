// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// PatternClass is a set of characters in a pattern, as far as RE2 can spell it: code points and Unicode properties, and
// whole such sets negated. Properties are names to it, since only RE2 has their members.

#ifndef HARDTACK_ENGINE_PATTERN_CLASS_H_
#define HARDTACK_ENGINE_PATTERN_CLASS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hardtack/engine/code_set.h"

namespace hardtack::engine {

class PatternClass {
 public:
  PatternClass() = default;
  explicit PatternClass(CodeSet codes) { members_.codes = std::move(codes); }
  // `properties` as RE2 writes them: "\p{Lu}", "\P{Greek}".
  PatternClass(CodeSet codes, std::vector<std::string> properties)
      : members_{std::move(codes), std::move(properties)} {}

  // \d, \w, \s: the Unicode classes, and those of ASCII alone.
  static PatternClass Digits();
  static PatternClass Words();
  static PatternClass Spaces();
  static PatternClass AsciiDigits();
  static PatternClass AsciiWords();
  static PatternClass AsciiSpaces();

  void Add(CodeRange range) { members_.codes.Add(range); }
  void Add(PatternClass other);
  // Whether it could be spelled; if not, the class is of no further use.
  [[nodiscard]] bool Negate();

  // The members if they are known: there is no property among them.
  std::optional<CodeSet> ToCodes() const;

  // Whether it may be no more than one letter in both cases, "[bB]".
  bool IsSmall() const;

  // In RE2's syntax, as one item that a repetition may follow.
  std::string ToPattern() const;
  // What RE2 spends on it, in steps: `parsing` it wherever it stands, and `compiling` it each time it is repeated.
  uint64_t parsing_steps() const;
  uint64_t compiling_steps() const;

 private:
  struct Members {
    CodeSet codes;
    std::vector<std::string> properties;
    bool empty() const { return codes.empty() && properties.empty(); }
    void AppendTo(std::string& out) const;
  };

  template <typename Visit>
  void ForEachMembers(Visit&& visit) const {
    visit(members_);
    for (const Members& complement : complements_) visit(complement);
  }

  Members members_;
  std::vector<Members> complements_;  // sets of which every character outside is in the class
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_PATTERN_CLASS_H_

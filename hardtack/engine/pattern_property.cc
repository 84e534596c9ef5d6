// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Names of properties. Unicode 15.0, PropertyValueAliases.txt. Tested by tests/engine/pattern_test.cc.

#include "hardtack/engine/pattern_property.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "hardtack/base/abseil.h"

namespace hardtack::engine {
namespace {

struct Category {
  std::string_view short_name;  // as RE2 has it
  std::string_view long_name;   // loosely, as below
};

constexpr Category kCategories[] = {
    {"L", "letter"},
    {"Lu", "uppercaseletter"},
    {"Ll", "lowercaseletter"},
    {"Lt", "titlecaseletter"},
    {"Lm", "modifierletter"},
    {"Lo", "otherletter"},
    {"M", "mark"},
    {"M", "combiningmark"},
    {"Mn", "nonspacingmark"},
    {"Mc", "spacingmark"},
    {"Me", "enclosingmark"},
    {"N", "number"},
    {"Nd", "decimalnumber"},
    {"Nd", "digit"},
    {"Nl", "letternumber"},
    {"No", "othernumber"},
    {"P", "punctuation"},
    {"P", "punct"},
    {"Pc", "connectorpunctuation"},
    {"Pd", "dashpunctuation"},
    {"Ps", "openpunctuation"},
    {"Pe", "closepunctuation"},
    {"Pi", "initialpunctuation"},
    {"Pf", "finalpunctuation"},
    {"Po", "otherpunctuation"},
    {"S", "symbol"},
    {"Sm", "mathsymbol"},
    {"Sc", "currencysymbol"},
    {"Sk", "modifiersymbol"},
    {"So", "othersymbol"},
    {"Z", "separator"},
    {"Zs", "spaceseparator"},
    {"Zl", "lineseparator"},
    {"Zp", "paragraphseparator"},
    {"Cc", "control"},
    {"Cc", "cntrl"},
    {"Cf", "format"},
    {"Co", "privateuse"},
};

// Without case, white space, `_` and `-`, and without a leading "is".
std::string Loose(std::string_view name) {
  std::string loose;
  for (char c : name) {
    if (c != '_' && c != '-' && !absl::ascii_isspace(static_cast<unsigned char>(c))) {
      loose += absl::ascii_tolower(static_cast<unsigned char>(c));
    }
  }
  // "isc" is a name of its own, of a property that is not here.
  if (loose.starts_with("is") && loose != "isc") loose.erase(0, 2);
  return loose;
}

PatternClass Property(std::string_view re2_name) {
  return PatternClass({}, {absl::StrCat("\\p{", ToAbsl(re2_name), "}")});
}

PatternClass Complement(PatternClass of) {
  if (!of.Negate()) return {};  // no class of this file has two parts
  return of;
}

std::optional<PatternClass> FindCategory(std::string_view name) {
  const std::string loose = Loose(name);
  if (loose == "any") return PatternClass(CodeSet{{0, kLastCodePoint}});
  if (loose == "ascii") return PatternClass(CodeSet{{0, 0x7F}});
  if (loose == "lc" || loose == "casedletter") return PatternClass({}, {"\\p{Lu}", "\\p{Ll}", "\\p{Lt}"});
  // RE2's C lacks what is not assigned, so it is the complement of the others.
  const PatternClass not_other({}, {"\\p{L}", "\\p{M}", "\\p{N}", "\\p{P}", "\\p{S}", "\\p{Z}"});
  if (loose == "c" || loose == "other") return Complement(not_other);
  PatternClass assigned({}, {"\\p{C}"});
  assigned.Add(not_other);
  if (loose == "assigned") return assigned;
  if (loose == "cn" || loose == "unassigned") return Complement(assigned);
  auto found = std::ranges::find_if(kCategories, [&](const Category& category) {
    return loose == category.long_name || loose == absl::AsciiStrToLower(ToAbsl(category.short_name));
  });
  return found == std::end(kCategories) ? std::nullopt : std::optional(Property(found->short_name));
}

// "Greek", "Old_Italic": words with an initial each.
bool LooksLikeScript(std::string_view name) {
  bool starts_word = true;
  for (char c : name) {
    if (starts_word ? !absl::ascii_isupper(c) : !(absl::ascii_islower(c) || c == '_')) return false;
    starts_word = c == '_';
  }
  return name.size() > 2 && !starts_word;
}

std::optional<PatternClass> FindScript(std::string_view name) {
  return LooksLikeScript(name) ? std::optional(Property(name)) : std::nullopt;
}

std::optional<PatternClass> FindValue(std::string_view property, std::string_view value) {
  const std::string loose = Loose(property);
  if (loose == "gc" || loose == "generalcategory") return FindCategory(value);
  if (loose == "sc" || loose == "script") return FindScript(value);
  return std::nullopt;
}

}  // namespace

std::optional<PatternClass> FindProperty(std::string_view name) {
  if (size_t at = name.find("!="); at != std::string_view::npos) {
    std::optional<PatternClass> found = FindValue(name.substr(0, at), name.substr(at + 2));
    return found.has_value() ? std::optional(Complement(*std::move(found))) : std::nullopt;
  }
  size_t at = name.find(':');
  if (at == std::string_view::npos) at = name.find('=');
  if (at != std::string_view::npos) return FindValue(name.substr(0, at), name.substr(at + 1));
  const std::string loose = Loose(name);
  if (loose == "whitespace" || loose == "wspace" || loose == "space") return PatternClass::Spaces();
  std::optional<PatternClass> category = FindCategory(name);
  return category.has_value() ? category : FindScript(name);
}

}  // namespace hardtack::engine

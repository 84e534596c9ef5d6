// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Bracketed classes, with unions, operations and ASCII classes. Recursion follows the nesting of brackets, which is
// bounded. Tested by tests/engine/pattern_test.cc.

#include "hardtack/engine/pattern_brackets.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace hardtack::engine {
namespace {

struct AsciiClass {
  std::string_view name;
  std::vector<CodeRange> ranges;
};

std::optional<CodeSet> FindAsciiClass(std::string_view name) {
  static const auto& classes = *new std::vector<AsciiClass>{
      {"alnum", {{'0', '9'}, {'A', 'Z'}, {'a', 'z'}}},
      {"alpha", {{'A', 'Z'}, {'a', 'z'}}},
      {"ascii", {{0, 0x7F}}},
      {"blank", {{'\t', '\t'}, {' ', ' '}}},
      {"cntrl", {{0, 0x1F}, {0x7F, 0x7F}}},
      {"digit", {{'0', '9'}}},
      {"graph", {{'!', '~'}}},
      {"lower", {{'a', 'z'}}},
      {"print", {{' ', '~'}}},
      {"punct", {{'!', '/'}, {':', '@'}, {'[', '`'}, {'{', '~'}}},
      {"space", {{'\t', '\r'}, {' ', ' '}}},
      {"upper", {{'A', 'Z'}}},
      {"word", {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}},
      {"xdigit", {{'0', '9'}, {'A', 'F'}, {'a', 'f'}}},
  };
  auto found = std::ranges::find(classes, name, &AsciiClass::name);
  if (found == classes.end()) return std::nullopt;
  CodeSet codes;
  codes.Add(found->ranges);
  return codes;
}

class Brackets {
 public:
  Brackets(std::string_view& rest, const PatternFlags& flags, bool& too_deep)
      : rest_(rest), flags_(flags), too_deep_(too_deep) {}

  // From the opening bracket to the closing one.
  std::optional<PatternClass> Take(size_t levels) {
    too_deep_ = levels == 0;
    if (too_deep_) return std::nullopt;
    rest_.remove_prefix(1);
    const bool negated = Skip("^");
    std::vector<CodeRange> codes;  // those that stand for themselves; added together, since adding one by one is slow
    while (Skip("-")) codes.push_back({'-', '-'});
    if (codes.empty() && Skip("]")) codes.push_back({']', ']'});
    std::optional<PatternClass> left;  // of `operation`
    PatternClass items;
    char operation = 0;
    while (!rest_.empty()) {
      if (const bool closes = Skip("]"); closes || IsOperation()) {
        items.Add(PatternClass(ToSet(std::exchange(codes, {}))));
        left = left.has_value() ? Combine(*left, operation, items) : std::optional(std::exchange(items, {}));
        if (!left.has_value()) return std::nullopt;
        if (closes) return Finish(*std::move(left), negated);
        items = {};
        operation = rest_[0];
        rest_.remove_prefix(2);
      } else if (rest_[0] != '[') {
        if (!TakeItem(items, codes)) return std::nullopt;
      } else {
        std::optional<PatternClass> nested = TakeAsciiClass();
        nested = nested.has_value() ? Finish(*std::move(nested), false) : Take(levels - 1);
        if (!nested.has_value()) return std::nullopt;
        items.Add(*std::move(nested));
      }
    }
    return std::nullopt;
  }

 private:
  static CodeSet ToSet(const std::vector<CodeRange>& ranges) {
    CodeSet set;
    set.Add(ranges);
    return set;
  }

  bool Skip(std::string_view text) {
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }

  bool IsOperation() const { return rest_.starts_with("&&") || rest_.starts_with("--") || rest_.starts_with("~~"); }

  // The members of both have to be known; and with (?i) they are only after folding, which is RE2's.
  std::optional<PatternClass> Combine(const PatternClass& left, char operation, const PatternClass& right) const {
    std::optional<CodeSet> a = left.ToCodes(), b = right.ToCodes();
    if (!a.has_value() || !b.has_value() || flags_.ignore_case) return std::nullopt;
    if (operation == '&') return PatternClass(a->Intersect(*b));
    CodeSet difference = a->Subtract(*b);
    if (operation == '~') difference.Add(b->Subtract(*a));
    return PatternClass(std::move(difference));
  }

  // Without Unicode a class that goes beyond ASCII holds bytes that are no characters.
  std::optional<PatternClass> Finish(PatternClass result, bool negated) const {
    if (negated && !result.Negate()) return std::nullopt;
    if (flags_.unicode) return result;
    std::optional<CodeSet> codes = result.ToCodes();
    return codes.has_value() && codes->IsAscii() ? std::optional(std::move(result)) : std::nullopt;
  }

  // `[:alpha:]` or `[:^alpha:]`; anything else that looks like it is a class in its own right.
  std::optional<PatternClass> TakeAsciiClass() {
    std::string_view rest = rest_;
    if (!rest.starts_with("[:")) return std::nullopt;
    rest.remove_prefix(2);
    const bool negated = rest.starts_with('^');
    if (negated) rest.remove_prefix(1);
    const size_t end = rest.find(':');
    if (end == std::string_view::npos || !rest.substr(end).starts_with(":]")) return std::nullopt;
    std::optional<CodeSet> codes = FindAsciiClass(rest.substr(0, end));
    if (!codes.has_value()) return std::nullopt;
    PatternClass found(*std::move(codes));
    if (negated && !found.Negate()) return std::nullopt;
    rest_ = rest.substr(end + 2);
    return found;
  }

  // A character, a range of them, or an escaped class.
  bool TakeItem(PatternClass& items, std::vector<CodeRange>& codes) {
    std::optional<PatternAtom> first = TakeAtom(rest_, flags_);
    if (!first.has_value() || std::holds_alternative<PatternAssertion>(*first)) return false;
    const bool is_range = rest_.starts_with('-') && !rest_.starts_with("-]") && !rest_.starts_with("--");
    if (auto* escaped = std::get_if<PatternClass>(&*first)) {
      if (!is_range) items.Add(std::move(*escaped));
      return !is_range;
    }
    CodeRange range{std::get<PatternLiteral>(*first).code, std::get<PatternLiteral>(*first).code};
    if (is_range) {
      rest_.remove_prefix(1);
      if (rest_.empty()) return false;
      std::optional<PatternAtom> last = TakeAtom(rest_, flags_);
      if (!last.has_value() || !std::holds_alternative<PatternLiteral>(*last)) return false;
      range.last = std::get<PatternLiteral>(*last).code;
    }
    codes.push_back(range);
    return range.first <= range.last && (flags_.unicode || range.last < 0x80);
  }

  std::string_view& rest_;
  const PatternFlags& flags_;
  bool& too_deep_;
};

}  // namespace

std::optional<PatternClass> TakeBrackets(std::string_view& rest, const PatternFlags& flags, size_t max_nesting,
                                         bool& too_deep) {
  return Brackets(rest, flags, too_deep).Take(max_nesting);
}

}  // namespace hardtack::engine

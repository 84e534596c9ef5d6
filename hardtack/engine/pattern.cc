// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The translation of patterns, in one pass with a stack of open groups. Nothing is to be captured, so groups are
// written as (?:...). Tested by tests/engine/pattern_test.cc, with what the reference says of each pattern there.

#include "hardtack/engine/pattern.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/name.h"
#include "hardtack/engine/pattern_brackets.h"
#include "hardtack/engine/pattern_escape.h"

namespace hardtack::engine {
namespace {

// How much longer a pattern may become: \w takes 104 bytes.
constexpr size_t kMaxGrowth = 16;
constexpr uint32_t kMaxRepetition = 1000;  // RE2's

// Measured with RE2 of 2022-06-23, in steps of 0.1 microseconds; bench/hostile.cc shows what the dearest take.
constexpr uint64_t kStepsPerPattern = 100;
constexpr uint64_t kStepsPerByte = 20;
constexpr uint64_t kStepsPerInstruction = 6;
constexpr uint64_t kOptionsSquaredPerStep = 30;  // "a{0,1000}a{0,1000}..."
constexpr uint64_t kStepsForAnyCharacter = 20;
constexpr uint64_t kMost = uint64_t{1} << 30;  // far above any budget; its square does not overflow

// What compiling a part of a pattern costs. Each of n options in a row, as in "a?b*c?", can lead to all behind it, so
// they cost n squared.
struct CompileCost {
  uint64_t steps = 0;
  uint64_t options = 0;

  CompileCost operator+(const CompileCost& other) const {
    return {std::min(kMost, steps + other.steps), std::min(kMost, options + other.options)};
  }
  CompileCost operator*(uint64_t times) const {
    return {std::min(kMost, steps * times), std::min(kMost, options * times)};
  }
  uint64_t Total() const { return steps + options * options / kOptionsSquaredPerStep; }
};

class Translator {
 public:
  Translator(std::string_view pattern, const StructureLimits& limits)
      : pattern_(pattern), rest_(pattern), limits_(limits), groups_(1) {}

  absl::StatusOr<TranslatedPattern> Run() {
    if (pattern_.size() > limits_.max_pattern_bytes) {
      return TooLarge(absl::StrCat(pattern_.size(), " bytes, at most ", limits_.max_pattern_bytes));
    }
    if (WellFormedPrefix(pattern_) != pattern_.size()) Refuse();
    while (!rest_.empty() && refusal_ == Refusal::kNone) {
      Next();
      if (out_.size() > kMaxGrowth * limits_.max_pattern_bytes) return TooLarge("its translation");
    }
    if (refusal_ == Refusal::kTooLarge) return TooLarge(what_);
    TranslatedPattern result;
    result.compile_steps = kStepsPerPattern + kStepsPerByte * pattern_.size();
    if (refusal_ != Refusal::kNone || groups_.size() > 1) return result;
    result.compile_steps += parsing_steps_ + groups_[0].Cost().Total();
    result.re2 = std::move(out_);
    return result;
  }

 private:
  enum class Refusal { kNone, kInvalid, kTooLarge };

  // A group that is open, or the pattern as a whole.
  struct Group {
    PatternFlags flags;
    // The last atom, which a repetition would be of.
    enum class Last { kNothing, kFlags, kAtom, kRepetition } last = Last::kNothing;
    size_t last_start = 0;   // in the output
    size_t repetitions = 0;  // of it, one around the other
    CompileCost last_cost;
    CompileCost cost;  // of what is before it

    CompileCost Cost() const { return cost + last_cost; }
    void Begin(Last kind, size_t start, CompileCost atom_cost) {
      cost = Cost();
      last = kind;
      last_start = start;
      repetitions = 0;
      last_cost = atom_cost;
    }
  };

  absl::Status TooLarge(std::string_view what) const {
    return Error(ErrorKind::kPatternTooLarge, absl::StrCat("a regular expression is too large: ", ToAbsl(what)),
                 pattern_);
  }
  void Refuse() { refusal_ = Refusal::kInvalid; }
  void RefuseAsTooLarge(std::string_view what) {
    refusal_ = Refusal::kTooLarge;
    what_ = what;
  }

  Group& group() { return groups_.back(); }
  void BeginAtom(uint64_t steps) { group().Begin(Group::Last::kAtom, out_.size(), {steps, 0}); }

  bool Skip(std::string_view text) {
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }

  void Next() {
    switch (rest_[0]) {
      case '(':
        return OpenGroup();
      case ')':
        return CloseGroup();
      case '|':
        group().Begin(Group::Last::kNothing, 0, {kStepsPerInstruction, 1});
        has_alternatives_ = true;
        return Copy();
      case '[':
        return Brackets();
      case '?':
      case '*':
      case '+':
        return Repeat();
      case '{':
        return RepeatCounted();
      case '^':
      case '$':
        BeginAtom(kStepsPerInstruction);
        return Copy();
      case '.':
        if (!group().flags.unicode) return Refuse();  // it would match bytes that are no characters
        BeginAtom(kStepsForAnyCharacter);
        return Copy();
      default:
        return Atom(TakeAtom(rest_, group().flags));
    }
  }

  void Copy() {
    out_ += rest_[0];
    rest_.remove_prefix(1);
  }

  void Atom(std::optional<PatternAtom> atom) {
    if (!atom.has_value()) return Refuse();
    if (auto* literal = std::get_if<PatternLiteral>(&*atom)) return Literal(*literal);
    if (auto* assertion = std::get_if<PatternAssertion>(&*atom)) {
      BeginAtom(kStepsPerInstruction);
      absl::StrAppend(&out_, ToAbsl(assertion->re2));
      return;
    }
    Class(std::get<PatternClass>(*std::move(atom)));
  }

  // Where case is ignored but Unicode is off only ASCII folds, which RE2 cannot say: to it "k" is also the Kelvin sign.
  bool FoldsInAsciiAlone() { return group().flags.ignore_case && !group().flags.unicode; }

  void Literal(const PatternLiteral& literal) {
    const char32_t code = literal.code;
    if (!group().flags.unicode && literal.is_byte && code > 0x7F) return Refuse();
    const bool is_alphanumeric = code < 0x80 && absl::ascii_isalnum(static_cast<unsigned char>(code));
    if (FoldsInAsciiAlone() && (is_alphanumeric || code > 0x7F)) return Refuse();
    BeginAtom(kStepsPerInstruction * (code < 0x80 ? 1 : 4));
    if (is_alphanumeric) {
      Write(std::string(1, static_cast<char>(code)), group().flags.ignore_case);
    } else {
      absl::StrAppend(&out_, "\\x{", absl::Hex(uint32_t{code}), "}");
    }
  }

  // RE2 joins alternatives of one character to a class, and loses the other case of a letter if an alternative before
  // had only this one: "b|[bB]" and "b|(?i:b)" do not match "B". It does not look into a group that captures.
  void Write(const std::string& re2, bool folds) {
    const bool is_lost = folds && has_alternatives_ && (has_exact_atoms_ || !group().flags.ignore_case);
    absl::StrAppend(&out_, is_lost ? "(" : "", re2, is_lost ? ")" : "");
    has_exact_atoms_ = has_exact_atoms_ || !group().flags.ignore_case;
  }

  void Brackets() {
    bool too_deep = false;
    std::optional<PatternClass> members = TakeBrackets(rest_, group().flags, limits_.max_nesting, too_deep);
    too_deep ? RefuseAsTooLarge("its brackets nest too deeply") : Class(std::move(members));
  }

  void Class(std::optional<PatternClass> members) {
    if (!members.has_value() || FoldsInAsciiAlone()) return Refuse();
    BeginAtom(members->compiling_steps());
    parsing_steps_ += members->parsing_steps();
    Write(members->ToPattern(), members->IsSmall());
  }

  void OpenGroup() {
    rest_.remove_prefix(1);
    if (groups_.size() > limits_.max_nesting) return RefuseAsTooLarge("its groups nest too deeply");
    Group opened;
    opened.flags = group().flags;
    std::string_view re2 = "(?:";
    std::string flags;
    if (rest_.starts_with("?<=") || rest_.starts_with("?<!")) return Refuse();
    if (Skip("?P<") || Skip("?<")) {
      if (!TakeName()) return Refuse();
    } else if (Skip("?")) {
      if (!TakeFlags(opened.flags, flags)) return Refuse();
      if (Skip(")")) return SetFlags(opened.flags, flags);
      rest_.remove_prefix(1);  // the colon
      flags = absl::StrCat("(?", flags, ":");
      re2 = flags;
    }
    BeginAtom(0);
    absl::StrAppend(&out_, ToAbsl(re2));
    groups_.push_back(opened);
  }

  void CloseGroup() {
    if (groups_.size() == 1) return Refuse();
    const CompileCost cost = group().Cost();
    groups_.pop_back();
    group().last_cost = group().last_cost + cost;
    Copy();
  }

  // For the rest of the group.
  void SetFlags(const PatternFlags& flags, const std::string& re2) {
    group().Begin(Group::Last::kFlags, out_.size(), {});
    group().flags = flags;
    if (!re2.empty()) absl::StrAppend(&out_, "(?", re2, ")");
  }

  // A name: a letter or `_` first, then also digits, `.` and brackets; each name once.
  bool TakeName() {
    const size_t end = rest_.find('>');
    if (end == 0 || end == std::string_view::npos) return false;
    const std::string_view name = rest_.substr(0, end);
    for (size_t at = 0; at < name.size();) {
      const size_t length = FirstCodePoint(name.substr(at)).length;
      const bool is_later = at > 0 && (absl::ascii_isdigit(static_cast<unsigned char>(name[at])) || name[at] == '.' ||
                                       name[at] == '[' || name[at] == ']');
      const bool is_letter = name[at] != ':' && !absl::ascii_isdigit(static_cast<unsigned char>(name[at])) &&
                             NamePrefix(name.substr(at, length)) == length;
      if (!is_later && !is_letter) return false;
      at += length;
    }
    rest_.remove_prefix(end + 1);
    return names_.insert(name).second;
  }

  // Flags up to `:` or `)`, which stays. `re2` gets those that are left to RE2.
  bool TakeFlags(PatternFlags& flags, std::string& re2) {
    std::string seen;
    bool on = true;
    for (; !rest_.empty() && rest_[0] != ':' && rest_[0] != ')'; rest_.remove_prefix(1)) {
      const char flag = rest_[0];
      if (seen.find(flag) != std::string::npos) return false;
      seen += flag;
      switch (flag) {
        case '-':
          on = false;
          re2 += '-';
          break;
        case 'i':
          flags.ignore_case = on;
          [[fallthrough]];
        case 'm':
        case 's':
        case 'U':
          re2 += flag;
          break;
        case 'u':
          flags.unicode = on;
          break;
        case 'x':
        case 'R':
          if (on) return false;  // RE2 has neither
          break;
        default:
          return false;
      }
    }
    if (re2.ends_with('-')) re2.pop_back();
    // A group may have no flags, but a minus has to have one behind it, and nothing else may be empty.
    return !rest_.empty() && !seen.ends_with('-') && (rest_[0] == ':' || !seen.empty());
  }

  // Before a repetition: RE2 refuses one of a repetition, so that is put in a group.
  bool CanRepeat() {
    Group& within = group();
    if (within.last == Group::Last::kNothing || within.last == Group::Last::kFlags) {
      Refuse();
      return false;
    }
    if (within.last == Group::Last::kRepetition) {
      if (++within.repetitions > limits_.max_nesting) {
        RefuseAsTooLarge("its repetitions nest too deeply");
        return false;
      }
      out_.insert(within.last_start, "(?:");
      out_ += ')';
    }
    within.last = Group::Last::kRepetition;
    return true;
  }

  void Repeat() {
    if (!CanRepeat()) return;
    group().last_cost = group().last_cost + CompileCost{kStepsPerInstruction, 1};
    Copy();
    if (rest_.starts_with('?')) Copy();
  }

  // {n} {n,} {n,m}, with white space around the numbers.
  void RepeatCounted() {
    if (!CanRepeat()) return;
    rest_.remove_prefix(1);
    const std::optional<uint32_t> least = TakeNumber();
    if (!least.has_value()) return Refuse();
    std::optional<uint32_t> most = least;
    std::string bounds = absl::StrCat("{", *least);
    if (Skip(",")) {
      bounds += ',';
      if (!rest_.starts_with('}')) {
        most = TakeNumber();
        if (!most.has_value() || *least > *most) return Refuse();
        absl::StrAppend(&bounds, *most);
      }
    }
    if (!Skip("}")) return Refuse();
    if (*most > kMaxRepetition) return RefuseAsTooLarge("a repetition");
    absl::StrAppend(&out_, bounds, "}");
    const bool is_fixed = least == most && bounds.back() != ',';
    const uint64_t times = uint64_t{*most} + 1;  // one more where there is no end
    group().last_cost = (group().last_cost + CompileCost{kStepsPerInstruction, is_fixed ? 0u : 1u}) * times;
    if (rest_.starts_with('?')) Copy();
  }

  std::optional<uint32_t> TakeNumber() {
    SkipWhiteSpace();
    uint64_t number = 0;
    bool any = false;
    for (; !rest_.empty() && absl::ascii_isdigit(static_cast<unsigned char>(rest_[0])); rest_.remove_prefix(1)) {
      any = true;
      number = number * 10 + static_cast<uint64_t>(rest_[0] - '0');
      if (number > UINT32_MAX) return std::nullopt;
    }
    SkipWhiteSpace();
    return any ? std::optional(static_cast<uint32_t>(number)) : std::nullopt;
  }

  void SkipWhiteSpace() {
    static const CodeSet& spaces = *new CodeSet(*PatternClass::Spaces().ToCodes());
    while (!rest_.empty()) {
      const CodePoint next = FirstCodePoint(rest_);
      const CodeSet just{{next.value, next.value}};
      if (just.Intersect(spaces).empty()) return;
      rest_.remove_prefix(next.length);
    }
  }

  std::string_view pattern_;
  std::string_view rest_;
  const StructureLimits& limits_;
  std::vector<Group> groups_;
  std::set<std::string_view> names_;
  std::string out_;
  uint64_t parsing_steps_ = 0;
  bool has_alternatives_ = false;  // so far
  bool has_exact_atoms_ = false;   // likewise: some whose case is not ignored
  Refusal refusal_ = Refusal::kNone;
  std::string_view what_;
};

}  // namespace

absl::StatusOr<TranslatedPattern> TranslatePattern(std::string_view pattern, const StructureLimits& limits) {
  return Translator(pattern, limits).Run();
}

}  // namespace hardtack::engine

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Patterns over RE2, the only file that includes it. Tested by tests/engine/regex_test.cc.

#include "hardtack/engine/regex.h"

#include <re2/re2.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/budget.h"

namespace hardtack::engine {
namespace {

RE2::Options MakeOptions(const StructureLimits& limits) {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(static_cast<int64_t>(limits.max_pattern_memory));
  return options;
}

absl::Status TooLarge(std::string_view what, std::string_view pattern) {
  return Error(ErrorKind::kPatternTooLarge, absl::StrCat("a regular expression is too large: ", ToAbsl(what)), pattern);
}

}  // namespace

Regex::Regex(std::unique_ptr<const re2::RE2> compiled, uint64_t compile_steps)
    : compiled_(std::move(compiled)), compile_steps_(compile_steps) {}
Regex::~Regex() = default;

absl::StatusOr<std::shared_ptr<const Regex>> Regex::Compile(const TranslatedPattern& translated,
                                                            std::string_view pattern, const StructureLimits& limits) {
  std::unique_ptr<const re2::RE2> compiled;
  if (translated.re2.has_value()) compiled = std::make_unique<re2::RE2>(*translated.re2, MakeOptions(limits));
  if (compiled != nullptr) {
    switch (compiled->error_code()) {
      case re2::RE2::NoError:
        break;
      case re2::RE2::ErrorPatternTooLarge:
        return TooLarge("its compiled form", pattern);
      case re2::RE2::ErrorRepeatSize:
        return TooLarge("a repetition", pattern);
      default:
        compiled = nullptr;  // a script that RE2 does not know
    }
  }
  return std::shared_ptr<const Regex>(new Regex(std::move(compiled), translated.compile_steps));
}

bool Regex::Matches(std::string_view text) const {
  return compiled_ != nullptr && re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *compiled_);
}

uint64_t Regex::StepsFor(size_t text_bytes) const {
  uint64_t stretches = std::max<uint64_t>(1, (text_bytes + kStretchBytes - 1) / kStretchBytes);
  return compiled_ == nullptr ? stretches : stretches * static_cast<uint64_t>(std::max(1, compiled_->ProgramSize()));
}

std::shared_ptr<const Regex> RegexCache::Find(std::string_view pattern) {
  std::lock_guard lock(mutex_);
  auto it = compiled_.find(ToAbsl(pattern));
  return it != compiled_.end() ? it->second : nullptr;
}

void RegexCache::Keep(std::string_view pattern, std::shared_ptr<const Regex> regex) {
  std::lock_guard lock(mutex_);
  size_t most_patterns =
      std::max<size_t>(1, kMaxMemoryBytes / (limits_.max_pattern_memory + limits_.max_pattern_bytes));
  if (compiled_.size() >= most_patterns) compiled_.clear();
  compiled_[std::string(pattern)] = std::move(regex);
}

// A bound was reached, so nothing may go on as if it were an ordinary error.
std::shared_ptr<const Regex> EvaluationPatterns::Stop(const absl::Status& status) {
  budget_.Stop(status);
  return nullptr;
}

// Null: as Get.
std::shared_ptr<const Regex> EvaluationPatterns::Compile(std::string_view pattern) {
  const absl::StatusOr<TranslatedPattern> translated = TranslatePattern(pattern, limits_);
  if (!translated.ok()) return Stop(translated.status());
  if (!budget_.Charge(translated->compile_steps)) return nullptr;
  absl::StatusOr<std::shared_ptr<const Regex>> regex = Regex::Compile(*translated, pattern, limits_);
  if (!regex.ok()) return Stop(regex.status());
  cache_.Keep(pattern, *regex);
  return *std::move(regex);
}

std::shared_ptr<const Regex> EvaluationPatterns::Get(uint64_t text_id, std::string_view pattern) {
  auto kept = std::ranges::find(kept_, text_id, &Kept::text_id);
  if (kept != kept_.end()) return kept->regex;
  if (!budget_.ChargeBytes(pattern.size())) return nullptr;
  std::shared_ptr<const Regex> regex = cache_.Find(pattern);
  if (regex == nullptr) {
    regex = Compile(pattern);
  } else if (!budget_.Charge(regex->compile_steps())) {
    return nullptr;
  }
  if (regex != nullptr && kept_.size() < kMaxKept) kept_.push_back({text_id, regex});
  return regex;
}

}  // namespace hardtack::engine

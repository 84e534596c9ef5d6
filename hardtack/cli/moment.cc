// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Times as options carry them. Tested by tests/cli/time.txt.

#include "hardtack/cli/moment.h"

#include <charconv>
#include <chrono>
#include <limits>
#include <optional>
#include <string>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/identity/lifetime.h"
#include "hardtack/parser/parser.h"

namespace hardtack::cli {
namespace {

absl::Status NotA(std::string_view what, std::string_view text) {
  std::string message = "not a ";
  return Error(ErrorKind::kInvalidArgument, message.append(what).append(": ").append(text));
}

std::optional<int64_t> ParseInteger(std::string_view text) {
  int64_t value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// The seconds of the unit that `text` ends with, which is taken off.
int64_t TakeUnit(std::string_view& text) {
  if (text.empty()) return 1;
  int64_t seconds = 1;
  switch (text.back()) {
    case 's':
      break;
    case 'm':
      seconds = 60;
      break;
    case 'h':
      seconds = 3'600;
      break;
    case 'd':
      seconds = 86'400;
      break;
    default:
      return 1;
  }
  text.remove_suffix(1);
  return seconds;
}

// Seconds below zero, or a date of a year before 1970.
bool IsBeforeEpoch(std::string_view text) {
  const auto number = ParseInteger(text.substr(0, text.find('-', 1)));
  if (!number.has_value()) return false;
  const bool is_date = text.size() > 4 && text[4] == '-';
  return is_date ? *number < 1970 : *number < 0;
}

}  // namespace

int64_t Now() {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(since_epoch).count();
}

absl::StatusOr<int64_t> ParseLifetime(std::string_view text) {
  for (const identity::LifetimeTier& tier : identity::kLifetimeTiers) {
    if (text == tier.name) return tier.least;
  }
  std::string_view number = text;
  const int64_t unit = TakeUnit(number);
  const auto count = ParseInteger(number);
  if (!count.has_value() || *count < 1 || *count > std::numeric_limits<int64_t>::max() / unit) {
    return NotA("lifetime such as 3600, 30m, 8h, 1d, base, agent, sub-agent or worker", text);
  }
  return *count * unit;
}

absl::StatusOr<engine::Term> ParseTimeTerm(std::string_view text) {
  if (text == "now") return engine::DateTerm(static_cast<uint64_t>(Now()));
  if (const auto seconds = ParseInteger(text); seconds.has_value() && *seconds >= 0)
    return engine::IntegerTerm(*seconds);
  if (IsBeforeEpoch(text)) {
    return Error(ErrorKind::kInvalidArgument, "a time before 1970: " + std::string(text));
  }
  auto term = parser::ParseTerm(text);
  if (term.ok() && term->Is<engine::Date>()) return term;
  return NotA("time such as 1700000000, 2026-01-31T12:00:00Z or now", text);
}

absl::StatusOr<int64_t> ParseMoment(std::string_view text) {
  ASSIGN_OR_RETURN(const engine::Term term, ParseTimeTerm(text));
  if (const auto* seconds = term.As<int64_t>(); seconds != nullptr) return *seconds;
  return static_cast<int64_t>(term.As<engine::Date>()->seconds);
}

}  // namespace hardtack::cli

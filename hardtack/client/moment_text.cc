// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Reading moments. Tested by tests/client/moment_text_test.cc.

#include "hardtack/client/moment_text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace hardtack::client {
namespace {

constexpr std::chrono::seconds kLongestWait = std::chrono::hours(24);

// Takes from the front of a text, and knows whether all that was asked for was there.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  // A number of exactly so many digits.
  int Digits(size_t count) {
    int value = 0;
    const std::string_view digits = Take(count);
    const bool all_digits = std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
    if (!all_digits || std::from_chars(digits.data(), digits.data() + digits.size(), value).ec != std::errc()) Fail();
    return value;
  }
  void Literal(std::string_view text) {
    if (Take(text.size()) != text) Fail();
  }
  // One of these characters; the last one when there is another.
  char OneOf(std::string_view characters) {
    const std::string_view taken = Take(1);
    if (taken.empty() || characters.find(taken[0]) == std::string_view::npos) return Fail(), characters.back();
    return taken[0];
  }
  std::string_view Take(size_t count) {
    if (rest_.size() < count) Fail();
    const std::string_view taken = rest_.substr(0, std::min(count, rest_.size()));
    rest_.remove_prefix(taken.size());
    return taken;
  }
  void SkipFraction() {
    if (!rest_.starts_with('.')) return;
    const size_t end = rest_.find_first_not_of("0123456789", 1);
    if (end == 1 || rest_.size() == 1) Fail();
    rest_.remove_prefix(std::min(end, rest_.size()));
  }

  bool Failed() const { return failed_; }
  bool AtEnd() const { return !failed_ && rest_.empty(); }

 private:
  void Fail() { failed_ = true; }
  std::string_view rest_;
  bool failed_ = false;
};

struct Time {
  int hour = 0;
  int minute = 0;
  int second = 0;
};

Time ScanTime(Scanner& scan) {
  Time time;
  time.hour = scan.Digits(2);
  scan.Literal(":");
  time.minute = scan.Digits(2);
  scan.Literal(":");
  time.second = scan.Digits(2);
  return time;
}

// nullopt: there is no such day or time. A leap second is the second before it.
std::optional<int64_t> UtcSeconds(int year, unsigned month, unsigned day, Time time) {
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  if (!date.ok() || time.hour > 23 || time.minute > 59 || time.second > 60) return std::nullopt;
  const std::chrono::sys_seconds moment = std::chrono::sys_days(date) + std::chrono::hours(time.hour) +
                                          std::chrono::minutes(time.minute) +
                                          std::chrono::seconds(std::min(time.second, 59));
  return moment.time_since_epoch().count();
}

// Seconds that a zone is ahead of UTC.
std::optional<int> ScanOffset(Scanner& scan) {
  const char sign = scan.OneOf("Zz+-");
  if (sign == 'Z' || sign == 'z') return 0;
  const int hours = scan.Digits(2);
  scan.Literal(":");
  const int minutes = scan.Digits(2);
  if (hours > 23 || minutes > 59) return std::nullopt;
  return (sign == '-' ? -60 : 60) * (hours * 60 + minutes);
}

constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

}  // namespace

int64_t UtcNow() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

std::optional<int64_t> ParseRfc3339(std::string_view text) {
  Scanner scan(text);
  const int year = scan.Digits(4);
  scan.Literal("-");
  const int month = scan.Digits(2);
  scan.Literal("-");
  const int day = scan.Digits(2);
  scan.OneOf("Tt ");
  const Time time = ScanTime(scan);
  scan.SkipFraction();
  const auto offset = ScanOffset(scan);
  if (!scan.AtEnd() || !offset.has_value()) return std::nullopt;
  const auto local = UtcSeconds(year, static_cast<unsigned>(month), static_cast<unsigned>(day), time);
  if (!local.has_value()) return std::nullopt;
  return *local - *offset;
}

std::optional<int64_t> ParseHttpDate(std::string_view text) {
  Scanner scan(text);
  scan.Take(3);  // the day of the week follows from the date
  scan.Literal(", ");
  const int day = scan.Digits(2);
  scan.Literal(" ");
  const auto month = std::ranges::find(kMonths, scan.Take(3));
  scan.Literal(" ");
  const int year = scan.Digits(4);
  scan.Literal(" ");
  const Time time = ScanTime(scan);
  scan.Literal(" GMT");
  if (!scan.AtEnd() || month == kMonths.end()) return std::nullopt;
  return UtcSeconds(year, static_cast<unsigned>(month - kMonths.begin() + 1), static_cast<unsigned>(day), time);
}

std::optional<std::chrono::seconds> ParseRetryAfter(std::string_view text, int64_t now) {
  int64_t seconds = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  const bool is_number = !text.empty() && end == text.data() + text.size() && text[0] != '-';
  if (is_number && code == std::errc::result_out_of_range) return kLongestWait;
  if (!is_number || code != std::errc()) {
    const auto date = ParseHttpDate(text);
    if (!date.has_value()) return std::nullopt;
    seconds = *date - now;
  }
  return std::clamp(std::chrono::seconds(seconds), std::chrono::seconds(0), kLongestWait);
}

}  // namespace hardtack::client

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Tested by tests/parser/literals_test.cc.

#include "hardtack/parser/literals.h"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace hardtack::parser {
namespace {

unsigned HexDigit(char c) {
  if (c <= '9') return static_cast<unsigned>(c - '0');
  return static_cast<unsigned>((c | 0x20) - 'a') + 10;
}

// The number that the digits text[offset, offset + count) write.
int Digits(std::string_view text, size_t offset, size_t count) {
  int value = 0;
  for (char c : text.substr(offset, count)) value = value * 10 + (c - '0');
  return value;
}

// The parts of a date-time at their fixed columns: YYYY-MM-DDTHH:MM:SS, then a fraction, then Z or an offset.
struct DateParts {
  explicit DateParts(std::string_view text)
      : day(std::chrono::year(Digits(text, 0, 4)) / Digits(text, 5, 2) / Digits(text, 8, 2)),
        hour(Digits(text, 11, 2)),
        minute(Digits(text, 14, 2)),
        second(Digits(text, 17, 2)) {
    if (text.back() == 'Z' || text.back() == 'z') return;
    size_t sign = text.size() - 6;
    offset_hour = Digits(text, sign + 1, 2);
    offset_minute = Digits(text, sign + 4, 2);
    offset_sign = text[sign] == '-' ? -1 : 1;
  }

  const char* Fault() const {
    if (!day.ok()) return "no such day";
    if (hour > 23 || minute > 59 || second > 60) return "no such time of day";
    if (offset_hour > 23 || offset_minute > 59) return "no such offset from UTC";
    return nullptr;
  }

  std::chrono::sys_seconds Utc(int seconds) const {
    using std::chrono::hours;
    using std::chrono::minutes;
    auto offset = offset_sign * (hours(offset_hour) + minutes(offset_minute));
    return std::chrono::sys_days(day) + hours(hour) + minutes(minute) + std::chrono::seconds(seconds) - offset;
  }

  std::chrono::year_month_day day;
  int hour, minute, second;
  int offset_hour = 0, offset_minute = 0, offset_sign = 1;
};

// Whether `time` is the first second of a month, in UTC: where a leap second may stand before it.
bool StartsMonth(std::chrono::sys_seconds time) {
  std::chrono::sys_days midnight = std::chrono::floor<std::chrono::days>(time);
  return time == midnight && std::chrono::year_month_day(midnight).day() == std::chrono::day(1);
}

constexpr int64_t kEndOfDates = 253'402'300'800;  // 10000-01-01T00:00:00Z

}  // namespace

std::optional<int64_t> ParseInteger(std::string_view text) {
  int64_t value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc()) return std::nullopt;
  return value;
}

std::string Unescape(std::string_view content) {
  std::string out;
  out.reserve(content.size());
  while (!content.empty()) {
    size_t plain = std::min(content.find('\\'), content.size());
    out.append(content.substr(0, plain));
    content.remove_prefix(plain);
    if (content.empty()) break;
    out += content[1] == 'n' ? '\n' : content[1];
    content.remove_prefix(2);
  }
  return out;
}

std::string DecodeHex(std::string_view digits) {
  std::string out;
  out.reserve(digits.size() / 2);
  for (size_t i = 0; i + 1 < digits.size(); i += 2) {
    out += static_cast<char>(HexDigit(digits[i]) << 4 | HexDigit(digits[i + 1]));
  }
  return out;
}

std::optional<uint64_t> ParseDate(std::string_view text, std::string& why) {
  DateParts parts(text);
  if (const char* fault = parts.Fault()) {
    why = fault;
    return std::nullopt;
  }
  bool leap = parts.second == 60;
  if (leap && !StartsMonth(parts.Utc(60))) {
    why = "no leap second there";
    return std::nullopt;
  }
  int64_t seconds = parts.Utc(leap ? 59 : parts.second).time_since_epoch().count();
  if (seconds < 0 || seconds >= kEndOfDates) {
    why = "outside the years 1970 to 9999 in UTC";
    return std::nullopt;
  }
  return static_cast<uint64_t>(seconds);
}

}  // namespace hardtack::parser

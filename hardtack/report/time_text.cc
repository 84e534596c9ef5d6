// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Moments and lifetimes for people. Tested by tests/report/time_text_test.cc.

#include "hardtack/report/time_text.h"

#include <cstddef>
#include <iterator>

namespace hardtack::report {
namespace {

struct Unit {
  uint64_t seconds;
  const char* name;
};
constexpr Unit kUnits[] = {{86'400, "d"}, {3'600, "h"}, {60, "m"}, {1, "s"}};

// The largest unit that fits, and the one below it unless that is zero.
std::string DurationText(uint64_t seconds) {
  size_t i = 0;
  while (i + 1 < std::size(kUnits) && seconds < kUnits[i].seconds) ++i;
  std::string text = std::to_string(seconds / kUnits[i].seconds) + kUnits[i].name;
  if (i + 1 == std::size(kUnits)) return text;
  const uint64_t below = seconds % kUnits[i].seconds / kUnits[i + 1].seconds;
  return below == 0 ? text : text + ' ' + std::to_string(below) + kUnits[i + 1].name;
}

}  // namespace

std::string ExpiryText(std::optional<int64_t> expiry, int64_t now) {
  if (!expiry.has_value()) return "never";
  // Unsigned, since the distance of two int64_t may not fit one.
  if (*expiry > now) return "in " + DurationText(static_cast<uint64_t>(*expiry) - static_cast<uint64_t>(now));
  if (*expiry == now) return "expired just now";
  return "expired " + DurationText(static_cast<uint64_t>(now) - static_cast<uint64_t>(*expiry)) + " ago";
}

}  // namespace hardtack::report

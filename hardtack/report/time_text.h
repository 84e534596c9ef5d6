// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Moments and lifetimes for people.

#ifndef HARDTACK_REPORT_TIME_TEXT_H_
#define HARDTACK_REPORT_TIME_TEXT_H_

#include <cstdint>
#include <optional>
#include <string>

namespace hardtack::report {

// RFC 3339 in UTC, "2026-11-24T03:00:00Z"; outside the years 1970 to 9999 the number of seconds.
std::string TimeText(int64_t seconds);

// How `expiry` lies to `now`: "in 7h 59m", "expired 5s ago", "expired just now", "never". The two largest units.
std::string ExpiryText(std::optional<int64_t> expiry, int64_t now);

}  // namespace hardtack::report

#endif  // HARDTACK_REPORT_TIME_TEXT_H_

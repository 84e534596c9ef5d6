// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Moments and lifetimes for people.

#ifndef HARDTACK_REPORT_TIME_TEXT_H_
#define HARDTACK_REPORT_TIME_TEXT_H_

#include <cstdint>
#include <optional>
#include <string>

#include "hardtack/identity/time_text.h"

namespace hardtack::report {

using identity::TimeText;  // refusals tell moments too

// How `expiry` lies to `now`: "in 7h 59m", "expired 5s ago", "expired just now", "never". The two largest units.
std::string ExpiryText(std::optional<int64_t> expiry, int64_t now);

}  // namespace hardtack::report

#endif  // HARDTACK_REPORT_TIME_TEXT_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Moments for people. Functions without state: any thread.

#ifndef HARDTACK_IDENTITY_TIME_TEXT_H_
#define HARDTACK_IDENTITY_TIME_TEXT_H_

#include <cstdint>
#include <string>

namespace hardtack::identity {

// RFC 3339 in UTC, "2026-11-24T03:00:00Z"; outside the years 1970 to 9999 the number of seconds.
std::string TimeText(int64_t seconds);

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_TIME_TEXT_H_

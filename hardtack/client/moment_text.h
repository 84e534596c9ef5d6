// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Moments as HTTP and JSON write them, and the clock. Functions without state: any thread. Internal to client.

#ifndef HARDTACK_CLIENT_MOMENT_TEXT_H_
#define HARDTACK_CLIENT_MOMENT_TEXT_H_

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace hardtack::client {

// UTC seconds by the system's clock.
int64_t UtcNow();

// UTC seconds of "2026-01-31T12:00:00Z", or with fractions, which are cut off, and an offset such as +01:00. nullopt:
// anything else. RFC 3339.
std::optional<int64_t> ParseRfc3339(std::string_view text);

// UTC seconds of "Sun, 06 Nov 1994 08:49:37 GMT", the one form that servers still write. RFC 9110, 5.6.7.
std::optional<int64_t> ParseHttpDate(std::string_view text);

// How long a Retry-After field asks to wait: seconds, or a date, which is compared with `now` (UTC seconds). nullopt:
// neither. Never negative, at most a day. RFC 9110, 10.2.3.
std::optional<std::chrono::seconds> ParseRetryAfter(std::string_view text, int64_t now);

}  // namespace hardtack::client

#endif  // HARDTACK_CLIENT_MOMENT_TEXT_H_

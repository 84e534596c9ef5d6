// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Waiting that somebody else can end. Any thread. Internal to client and cli.

#ifndef HARDTACK_CLIENT_PAUSE_H_
#define HARDTACK_CLIENT_PAUSE_H_

#include <chrono>
#include <stop_token>

namespace hardtack::client {

// Waits for `time`, or until a stop is requested; whether it was not.
bool Pause(std::chrono::milliseconds time, const std::stop_token& stop);

// A time from half of `time` to all of it, at random: so that many clients do not come back in the same moment.
std::chrono::milliseconds Jitter(std::chrono::milliseconds time);

}  // namespace hardtack::client

#endif  // HARDTACK_CLIENT_PAUSE_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// ClockWatch notices that the machine's clock was set, by one that cannot be.

#ifndef HARDTACK_AUTHORITY_SERVER_CLOCK_WATCH_H_
#define HARDTACK_AUTHORITY_SERVER_CLOCK_WATCH_H_

#include <chrono>
#include <cstdint>
#include <optional>

namespace hardtack::authority {

// Not thread-safe.
class ClockWatch {
 public:
  using Steady = std::chrono::steady_clock::time_point;

  ClockWatch(int64_t clock, Steady steady) : clock_(clock), steady_(steady) {}

  // The seconds that the clock was set ahead by since the last call, below zero: back; nullopt: fewer than kSmallest,
  // which a clock that is kept right goes wrong by, and rounding makes. `clock` is UTC seconds.
  static constexpr int64_t kSmallest = 5;
  std::optional<int64_t> Step(int64_t clock, Steady steady) {
    const int64_t passed = std::chrono::round<std::chrono::seconds>(steady - steady_).count();
    const int64_t step = clock - clock_ - passed;
    clock_ = clock;
    steady_ = steady;
    if (-kSmallest < step && step < kSmallest) return std::nullopt;
    return step;
  }

 private:
  int64_t clock_;
  Steady steady_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_SERVER_CLOCK_WATCH_H_

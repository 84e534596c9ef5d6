// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// TokenBucket says how often something may happen: `burst` times at once, and from then on once in each `interval`. It
// remembers one time only, that at which it will be full again.

#ifndef HARDTACK_AUTHORITY_HTTP_TOKEN_BUCKET_H_
#define HARDTACK_AUTHORITY_HTTP_TOKEN_BUCKET_H_

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace hardtack::authority {

struct Rate {
  std::chrono::nanoseconds interval = std::chrono::seconds(1);  // until one more is there
  uint32_t burst = 1;                                           // as many are there at first; at least 1

  // `number` in each minute, all of which may come at once. At least 1.
  static Rate PerMinute(uint32_t number) {
    const uint32_t burst = std::max(number, uint32_t{1});
    return {std::chrono::nanoseconds(std::chrono::minutes(1)) / burst, burst};
  }
};

class TokenBucket {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // Takes one. Zero: there was one; else the time until there is, and nothing was taken.
  std::chrono::nanoseconds Take(const Rate& rate, Time now) {
    const Time full = std::max(full_at_, now) + rate.interval;
    const std::chrono::nanoseconds wait = full - now - rate.interval * rate.burst;
    if (wait > std::chrono::nanoseconds::zero()) return wait;
    full_at_ = full;
    return std::chrono::nanoseconds::zero();
  }

  // Puts `number` back, up to the burst.
  void Give(const Rate& rate, uint32_t number) { full_at_ -= rate.interval * number; }

  // Whether nothing would be lost by forgetting it.
  bool IsFull(Time now) const { return full_at_ <= now; }

 private:
  Time full_at_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_HTTP_TOKEN_BUCKET_H_

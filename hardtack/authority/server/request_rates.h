// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// RequestRates says whether a request comes too soon after others: of its address, and of its certificate wherever that is
// shown from.

#ifndef HARDTACK_AUTHORITY_SERVER_REQUEST_RATES_H_
#define HARDTACK_AUTHORITY_SERVER_REQUEST_RATES_H_

#include <chrono>
#include <cstdint>
#include <optional>

#include "hardtack/authority/http/message.h"
#include "hardtack/authority/http/rate_limiter.h"

namespace hardtack::authority {

// Thread-safe, and bounded in memory, as RateLimiter is.
class RequestRates {
 public:
  explicit RequestRates(uint32_t requests_per_minute) : rates_(Rate::PerMinute(requests_per_minute), kMostKeys) {}

  // nullopt: it may be answered; else the seconds to wait.
  std::optional<std::chrono::seconds> Take(const HttpRequest& request, RateLimiter::Time now) {
    std::optional<std::chrono::seconds> wait = rates_.Take("address " + request.address, now);
    if (!wait.has_value() && request.certificate.has_value()) wait = rates_.Take(*request.certificate, now);
    return wait;
  }

 private:
  static constexpr size_t kMostKeys = 100'000;
  RateLimiter rates_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_SERVER_REQUEST_RATES_H_

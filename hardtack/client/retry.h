// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Repeating an exchange that failed, where that can do no harm and may help: after a growing time, part of which is
// random, and not before a server's Retry-After. A request that the server may have acted on is repeated only if acting
// on it twice is the same as once.

#ifndef HARDTACK_CLIENT_RETRY_H_
#define HARDTACK_CLIENT_RETRY_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <stop_token>

#include "hardtack/client/transport.h"

namespace hardtack::client {

struct RetryPolicy {
  size_t attempts = 4;                         // in all; 1: nothing is repeated
  std::chrono::milliseconds first_delay{200};  // before the second attempt; doubled before each further one
  std::chrono::milliseconds longest_delay{5'000};
  std::chrono::milliseconds deadline{30'000};  // no attempt begins later than this after the first one
};

// When a request may be sent again.
enum class Repeat : uint8_t {
  kAlways,      // it changes nothing
  kUnlessSent,  // it leaves a trace: only if the server surely did not act on it
};

// The last result. Errors are those of `transport`; a reply is returned whatever its status. Thread-safe as far as
// `transport` is.
HttpResult SendRepeatedly(Transport& transport, const HttpCall& call, Repeat repeat, const RetryPolicy& policy,
                          const std::stop_token& stop = {});

}  // namespace hardtack::client

#endif  // HARDTACK_CLIENT_RETRY_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Repeating exchanges. Tested by tests/client/retry_test.cc.

#include "hardtack/client/retry.h"

#include <algorithm>
#include <optional>

#include "hardtack/client/moment_text.h"
#include "hardtack/client/pause.h"

namespace hardtack::client {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// Whether another attempt may be made, and what the server says about when.
struct Outlook {
  bool repeat = false;
  milliseconds not_before{0};
};

// RFC 9110, 15: 429 and a 503 that names a time say that nothing was done; after the others that is not known.
Outlook OutlookOf(const HttpReply& reply, Repeat repeat) {
  const auto asked = ParseRetryAfter(reply.retry_after, UtcNow());
  const milliseconds not_before = asked.value_or(std::chrono::seconds(0));
  switch (reply.status) {
    case 429:
      return {true, not_before};
    case 503:
      return {repeat == Repeat::kAlways || asked.has_value(), not_before};
    case 500:
    case 502:
    case 504:
      return {repeat == Repeat::kAlways, not_before};
    default:
      return {};
  }
}

Outlook OutlookOf(const HttpResult& result, Repeat repeat) {
  if (const auto* reply = std::get_if<HttpReply>(&result)) return OutlookOf(*reply, repeat);
  const auto& failure = std::get<HttpFailure>(result);
  return {failure.passing && (repeat == Repeat::kAlways || !failure.sent)};
}

}  // namespace

HttpResult SendRepeatedly(Transport& transport, const HttpCall& call, Repeat repeat, const RetryPolicy& policy,
                          const std::stop_token& stop) {
  const auto last_start = steady_clock::now() + policy.deadline;
  milliseconds delay = policy.first_delay;
  for (size_t attempt = 1;; ++attempt) {
    HttpResult result = transport.Send(call, stop);
    const Outlook outlook = OutlookOf(result, repeat);
    if (!outlook.repeat || attempt >= policy.attempts) return result;
    const milliseconds wait = std::max(Jitter(delay), outlook.not_before);
    if (steady_clock::now() + wait > last_start || !Pause(wait, stop)) return result;
    delay = std::min(2 * delay, policy.longest_delay);
  }
}

}  // namespace hardtack::client

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/client/retry.h"

#include <thread>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "hardtack/client/pause.h"

namespace hardtack::client {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// Gives results in turn, and the last one for ever.
class Results final : public Transport {
 public:
  explicit Results(std::vector<HttpResult> results) : results_(std::move(results)) {}
  HttpResult Send(const HttpCall&, std::stop_token) override {
    times_.push_back(steady_clock::now());
    return results_[std::min(times_.size(), results_.size()) - 1];
  }
  size_t calls() const { return times_.size(); }
  milliseconds between(size_t i) const {
    return std::chrono::duration_cast<milliseconds>(times_.at(i + 1) - times_.at(i));
  }

 private:
  std::vector<HttpResult> results_;
  std::vector<steady_clock::time_point> times_;
};

HttpFailure Failure(bool sent, bool passing) { return {Error(ErrorKind::kNetwork, "broken"), sent, passing}; }
HttpReply Reply(int status, std::string retry_after = {}) { return {status, {}, {}, std::move(retry_after)}; }

RetryPolicy Quick() {
  RetryPolicy policy;
  policy.attempts = 3;
  policy.first_delay = milliseconds(4);
  return policy;
}

size_t CallsFor(HttpResult result, Repeat repeat) {
  Results results({std::move(result)});
  SendRepeatedly(results, {}, repeat, Quick());
  return results.calls();
}

TEST_CASE("what passes is repeated, unless the server may have acted on what must not happen twice") {
  CHECK(CallsFor(Failure(false, true), Repeat::kAlways) == 3);
  CHECK(CallsFor(Failure(true, true), Repeat::kAlways) == 3);
  CHECK(CallsFor(Failure(false, true), Repeat::kUnlessSent) == 3);
  CHECK(CallsFor(Failure(true, true), Repeat::kUnlessSent) == 1);
  CHECK(CallsFor(Failure(false, false), Repeat::kAlways) == 1);
}

TEST_CASE("a server that is busy is asked again, one that broke down only where that can do no harm") {
  CHECK(CallsFor(Reply(429), Repeat::kUnlessSent) == 3);
  CHECK(CallsFor(Reply(503, "0"), Repeat::kUnlessSent) == 3);
  for (const int status : {500, 502, 503, 504}) {
    CAPTURE(status);
    CHECK(CallsFor(Reply(status), Repeat::kUnlessSent) == 1);
    CHECK(CallsFor(Reply(status), Repeat::kAlways) == 3);
  }
  for (const int status : {200, 201, 204, 301, 304, 400, 401, 403, 404, 413, 501}) {
    CAPTURE(status);
    CHECK(CallsFor(Reply(status), Repeat::kAlways) == 1);
  }
}

TEST_CASE("the first answer that is one ends it") {
  Results results({Failure(true, true), Reply(500), Reply(200)});
  const HttpResult result = SendRepeatedly(results, {}, Repeat::kAlways, Quick());
  REQUIRE(std::holds_alternative<HttpReply>(result));
  CHECK(std::get<HttpReply>(result).status == 200);
  CHECK(results.calls() == 3);
}

TEST_CASE("the time between attempts doubles up to a bound, and half of it is random") {
  RetryPolicy policy;
  policy.attempts = 5;
  policy.first_delay = milliseconds(20);
  policy.longest_delay = milliseconds(60);
  Results results({Reply(500)});
  SendRepeatedly(results, {}, Repeat::kAlways, policy);
  REQUIRE(results.calls() == 5);
  const int kLeast[] = {10, 20, 30, 30};
  for (size_t i = 0; i < 4; ++i) CHECK(results.between(i) >= milliseconds(kLeast[i]));
  for (int i = 0; i < 100; ++i) {
    const milliseconds time = Jitter(milliseconds(100));
    CHECK(time >= milliseconds(50));
    CHECK(time <= milliseconds(100));
  }
  CHECK(Jitter(milliseconds(0)) == milliseconds(0));
}

TEST_CASE("a server that asks to wait is not asked before, and not at all when it asks for longer than there is time") {
  Results waits({Reply(429, "1"), Reply(200)});
  SendRepeatedly(waits, {}, Repeat::kUnlessSent, Quick());
  REQUIRE(waits.calls() == 2);
  CHECK(waits.between(0) >= milliseconds(1000));

  Results busy({Reply(429, "3600")});
  const auto begin = steady_clock::now();
  const HttpResult result = SendRepeatedly(busy, {}, Repeat::kUnlessSent, Quick());
  CHECK(busy.calls() == 1);
  CHECK(steady_clock::now() - begin < milliseconds(500));
  CHECK(std::get<HttpReply>(result).retry_after == "3600");
}

TEST_CASE("waiting ends when a stop is requested") {
  RetryPolicy slow;
  slow.first_delay = milliseconds(20'000);
  slow.deadline = milliseconds(60'000);
  slow.longest_delay = milliseconds(20'000);
  Results results({Reply(500)});
  std::stop_source stop;
  const auto begin = steady_clock::now();
  std::thread stopper([&] {
    Pause(milliseconds(30), {});
    stop.request_stop();
  });
  SendRepeatedly(results, {}, Repeat::kAlways, slow, stop.get_token());
  stopper.join();
  CHECK(results.calls() == 1);
  CHECK(steady_clock::now() - begin < milliseconds(10'000));
  CHECK_FALSE(Pause(milliseconds(20'000), stop.get_token()));
}

}  // namespace
}  // namespace hardtack::client

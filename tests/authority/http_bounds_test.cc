// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/authority/http/admission.h"
#include "hardtack/authority/http/byte_budget.h"
#include "hardtack/authority/http/rate_limiter.h"
#include "hardtack/authority/http/token_bucket.h"
#include "hardtack/authority/http/worker_pool.h"

namespace hardtack::authority {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const TokenBucket::Time kStart = TokenBucket::Time() + std::chrono::hours(1);

TEST_CASE("a bucket gives its burst, and then one in each interval") {
  const Rate rate = {seconds(2), 3};
  TokenBucket bucket;
  for (int i = 0; i < 3; ++i) CHECK(bucket.Take(rate, kStart) == seconds(0));
  CHECK(bucket.Take(rate, kStart) == seconds(2));
  CHECK(bucket.Take(rate, kStart + milliseconds(500)) == milliseconds(1500));
  CHECK(bucket.Take(rate, kStart + seconds(2)) == seconds(0));
  CHECK(bucket.Take(rate, kStart + seconds(2)) == seconds(2));
  CHECK(!bucket.IsFull(kStart + seconds(7)));
  CHECK(bucket.IsFull(kStart + seconds(8)));
  // However long it waits, it never gives more than its burst.
  for (int i = 0; i < 3; ++i) CHECK(bucket.Take(rate, kStart + seconds(1000)) == seconds(0));
  CHECK(bucket.Take(rate, kStart + seconds(1000)) == seconds(2));
}

TEST_CASE("what is put back into a bucket is there again, up to the burst") {
  const Rate rate = Rate::PerMinute(2);
  TokenBucket bucket;
  bucket.Take(rate, kStart);
  bucket.Give(rate, 100);
  CHECK(bucket.Take(rate, kStart) == seconds(0));
  CHECK(bucket.Take(rate, kStart) == seconds(0));
  CHECK(bucket.Take(rate, kStart) == seconds(30));
  CHECK(Rate::PerMinute(0).burst == 1);
}

TEST_CASE("keys are limited apart, and told whole seconds to wait") {
  RateLimiter limiter({milliseconds(1500), 2}, 100);
  CHECK(!limiter.Take("a", kStart).has_value());
  CHECK(!limiter.Take("a", kStart).has_value());
  CHECK(limiter.Take("a", kStart) == seconds(2));
  CHECK(!limiter.Take("b", kStart).has_value());
  CHECK(limiter.Take("a", kStart + milliseconds(1000)) == seconds(1));
  CHECK(!limiter.Take("a", kStart + milliseconds(1500)).has_value());
}

TEST_CASE("a limiter keeps no more keys than it may, and no longer key than it may") {
  RateLimiter limiter({seconds(1), 1}, 320);
  for (int i = 0; i < 10'000; ++i) limiter.Take(std::to_string(i), kStart);
  CHECK(limiter.size() <= 320);
  CHECK(limiter.size() > 300);
  // The last ones are remembered, the first are forgotten.
  CHECK(limiter.Take("9999", kStart).has_value());
  CHECK(!limiter.Take("0", kStart).has_value());
  const std::string text(RateLimiter::kMaxKeyBytes, 'a');
  CHECK(!limiter.Take(text + "b", kStart).has_value());
  CHECK(limiter.Take(text + "c", kStart).has_value());
}

TEST_CASE("keys whose buckets are full again make room before others do") {
  RateLimiter limiter({seconds(1), 1}, 1600);
  for (int i = 0; i < 800; ++i) limiter.Take("old " + std::to_string(i), kStart);
  for (int i = 0; i < 400; ++i) limiter.Take("new " + std::to_string(i), kStart + seconds(10));
  CHECK(limiter.size() < 700);
}

TEST_CASE("threads share a limiter") {
  RateLimiter limiter({std::chrono::hours(1), 100}, 1000);
  std::atomic<int> taken = 0;
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < 1000; ++j) taken += limiter.Take(std::to_string(j % 10), kStart).has_value() ? 0 : 1;
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(taken == 1000);
}

TEST_CASE("there are as many connections as there may be, in all and of one network") {
  HttpLimits limits;
  limits.connections = 3;
  limits.connections_per_address = 2;
  Admission admission(limits);
  std::optional<Admission::Place> first = admission.Enter("a");
  const std::optional<Admission::Place> second = admission.Enter("a");
  CHECK(first.has_value());
  CHECK(second.has_value());
  CHECK(!admission.Enter("a").has_value());
  {
    const std::optional<Admission::Place> third = admission.Enter("b");
    CHECK(third.has_value());
    CHECK(!admission.Enter("c").has_value());
    CHECK(admission.size() == 3);
  }
  first.reset();
  CHECK(admission.Enter("a").has_value());
  CHECK(admission.size() == 1);
}

TEST_CASE("whoever waits for the last connection to go is woken by it") {
  Admission admission(HttpLimits{});
  CHECK(admission.WaitUntilEmpty(std::chrono::steady_clock::now()));
  std::optional<Admission::Place> place = admission.Enter("a");
  CHECK(!admission.WaitUntilEmpty(std::chrono::steady_clock::now() + milliseconds(10)));
  std::thread leaves([&] { place.reset(); });
  CHECK(admission.WaitUntilEmpty(std::chrono::steady_clock::time_point::max()));
  leaves.join();
}

TEST_CASE("a budget is taken by those who hold it, and given back") {
  ByteBudget budget(100);
  HeldBytes a(budget);
  CHECK(a.Hold(60));
  {
    HeldBytes b(budget);
    CHECK(!b.Hold(50));
    CHECK(b.Hold(40));
    CHECK(!a.Hold(61));
    CHECK(budget.used() == 100);
  }
  CHECK(a.Hold(100));
  HeldBytes c(std::move(a));
  CHECK(budget.used() == 100);
  CHECK(c.Hold(10));
  CHECK(budget.used() == 10);
  c = HeldBytes(budget);
  CHECK(budget.used() == 0);
}

TEST_CASE("a pool takes so much work and no more, and does it") {
  std::mutex mutex;
  std::condition_variable changed;
  bool go = false;
  std::atomic<int> begun = 0, done = 0;
  const auto work = [&] {
    ++begun;
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return go; });
    ++done;
  };
  WorkerPool pool(1, 2);
  CHECK(pool.Add(work));
  while (begun == 0) std::this_thread::yield();
  CHECK(pool.Add(work));
  CHECK(pool.Add(work));
  CHECK(!pool.Add(work));
  {
    const std::lock_guard lock(mutex);
    go = true;
  }
  changed.notify_all();
  while (done < 3) std::this_thread::yield();
  pool.Stop();
  CHECK(!pool.Add(work));
}

TEST_CASE("a pool that stops waits for what runs and drops what waits") {
  std::atomic<int> begun = 0, done = 0;
  std::atomic<bool> go = false;
  WorkerPool pool(1, 10);
  for (int i = 0; i < 3; ++i) {
    pool.Add([&] {
      ++begun;
      while (!go) std::this_thread::yield();
      ++done;
    });
  }
  while (begun == 0) std::this_thread::yield();
  std::thread stops([&] { pool.Stop(); });
  std::this_thread::sleep_for(milliseconds(20));
  CHECK(done == 0);
  go = true;
  stops.join();
  CHECK(done == 1);
}

}  // namespace
}  // namespace hardtack::authority

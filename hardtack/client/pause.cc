// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Waiting. Tested by tests/client/retry_test.cc.

#include "hardtack/client/pause.h"

#include <condition_variable>
#include <mutex>
#include <random>

namespace hardtack::client {

bool Pause(std::chrono::milliseconds time, const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any woken;
  std::unique_lock lock(mutex);  // cppcheck-suppress localMutex; nothing is shared, and only a stop wakes it
  woken.wait_for(lock, stop, time, [] { return false; });
  return !stop.stop_requested();
}

std::chrono::milliseconds Jitter(std::chrono::milliseconds time) {
  thread_local std::minstd_rand random{std::random_device{}()};
  return std::chrono::milliseconds(std::uniform_int_distribution<int64_t>(time.count() / 2, time.count())(random));
}

}  // namespace hardtack::client

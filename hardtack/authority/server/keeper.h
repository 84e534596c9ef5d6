// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Keeper does some things again and again, on a thread of its own.

#ifndef HARDTACK_AUTHORITY_SERVER_KEEPER_H_
#define HARDTACK_AUTHORITY_SERVER_KEEPER_H_

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace hardtack::authority {

// Thread-safe. Chores run one after the other, so that one that waits delays the rest.
class Keeper {
 public:
  Keeper();
  // Waits for the chore that runs.
  ~Keeper();
  Keeper(const Keeper&) = delete;
  Keeper& operator=(const Keeper&) = delete;

  // Does `chore` each time that `interval` has passed since it was done, the first time after one.
  void Every(std::chrono::milliseconds interval, std::function<void()> chore);

 private:
  using Time = std::chrono::steady_clock::time_point;
  struct Chore {
    std::chrono::milliseconds interval;
    std::function<void()> run;
    Time next;
  };
  void Run();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Chore> chores_;  // guarded by mutex_
  bool ends_ = false;          // guarded by mutex_
  std::thread thread_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_SERVER_KEEPER_H_

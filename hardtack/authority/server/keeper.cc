// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Chores. Tested by tests/authority/keeper_test.cc.

#include "hardtack/authority/server/keeper.h"

#include <algorithm>
#include <utility>

namespace hardtack::authority {

Keeper::Keeper() : thread_([this] { Run(); }) {}

Keeper::~Keeper() {
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void Keeper::Every(std::chrono::milliseconds interval, std::function<void()> chore) {
  {
    const std::lock_guard lock(mutex_);
    chores_.push_back({interval, std::move(chore), std::chrono::steady_clock::now() + interval});
  }
  changed_.notify_one();
}

void Keeper::Run() {
  std::unique_lock lock(mutex_);
  while (!ends_) {
    const auto next = std::ranges::min_element(chores_, {}, &Chore::next);
    if (next == chores_.end()) {
      changed_.wait(lock);
      continue;
    }
    // A copy: what is added meanwhile moves the chores.
    if (const Time due = next->next; std::chrono::steady_clock::now() < due) {
      changed_.wait_until(lock, due);
      continue;
    }
    const auto index = static_cast<size_t>(next - chores_.begin());
    auto run = std::move(next->run);
    lock.unlock();
    run();
    lock.lock();
    chores_[index].run = std::move(run);
    chores_[index].next = std::chrono::steady_clock::now() + chores_[index].interval;
  }
}

}  // namespace hardtack::authority

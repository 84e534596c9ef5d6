// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The pool. Tested by tests/authority/http_bounds_test.cc.

#include "hardtack/authority/http/worker_pool.h"

#include <algorithm>
#include <utility>

namespace hardtack::authority {

WorkerPool::WorkerPool(size_t threads, size_t most_waiting) : most_waiting_(most_waiting) {
  for (size_t i = 0; i < std::max(threads, size_t{1}); ++i) threads_.emplace_back([this] { Run(); });
}

bool WorkerPool::Add(Work work) {
  {
    const std::lock_guard lock(mutex_);
    if (ends_ || waiting_.size() >= most_waiting_) return false;
    waiting_.push_back(std::move(work));
  }
  changed_.notify_one();
  return true;
}

void WorkerPool::Stop() {
  std::deque<Work> dropped;
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
    dropped.swap(waiting_);
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void WorkerPool::Run() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return ends_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    Work work = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    work();
    work = nullptr;  // what it holds may take its time to go, or add work
    lock.lock();
  }
}

}  // namespace hardtack::authority

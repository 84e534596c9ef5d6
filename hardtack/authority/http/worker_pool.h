// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Threads for work that may wait and compute, with a bounded queue before them.

#ifndef HARDTACK_AUTHORITY_HTTP_WORKER_POOL_H_
#define HARDTACK_AUTHORITY_HTTP_WORKER_POOL_H_

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace hardtack::authority {

// Thread-safe.
class WorkerPool {
 public:
  using Work = std::function<void()>;

  WorkerPool(size_t threads, size_t most_waiting);
  // As Stop.
  ~WorkerPool() { Stop(); }
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // False: as much work waits as may, or the pool has stopped; `work` was not taken.
  bool Add(Work work);

  // Waits for the work that runs, and drops what waits. Not from a thread of its own.
  void Stop();

 private:
  void Run();

  const size_t most_waiting_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Work> waiting_;  // guarded by mutex_
  bool ends_ = false;         // guarded by mutex_
  std::vector<std::thread> threads_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_HTTP_WORKER_POOL_H_

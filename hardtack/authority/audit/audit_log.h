// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// AuditLog records events so that many who wait share one commit: while the store writes a batch, the next one gathers.
// Nothing that an authority gives away leaves it before its event is durable.

#ifndef HARDTACK_AUTHORITY_AUDIT_AUDIT_LOG_H_
#define HARDTACK_AUTHORITY_AUDIT_AUDIT_LOG_H_

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "hardtack/authority/audit/audit_row.h"
#include "hardtack/authority/store/store.h"

namespace hardtack::authority {

// Thread-safe.
class AuditLog {
 public:
  // Called once: OK once the event is durable, on the writer's thread; else why it is not, there or within Append.
  // Must not wait for the log.
  using Done = std::function<void(const absl::Status&)>;

  static constexpr size_t kMaxWaiting = 10'000;  // events; beyond them Append refuses
  static constexpr size_t kMaxBatch = 1'000;     // events in one commit

  // `store` must outlive it.
  explicit AuditLog(Store& store);
  // What waits is written first.
  ~AuditLog();
  AuditLog(const AuditLog&) = delete;
  AuditLog& operator=(const AuditLog&) = delete;

  //   Io                to `done`: the store does not take it, or more events wait than it may hold
  //   InvalidArgument   to `done`: CheckRecord refuses it
  void Append(AuditRecord record, Done done);

  // Events that are not durable yet: those that wait, and those that are being written.
  size_t waiting() const;
  // Whether the store took the last events that it was given, and why not.
  absl::Status status() const;

 private:
  struct Waiting {
    AuditRecord record;
    Done done;
  };
  void Run();
  absl::Status Write(std::vector<Waiting> batch);

  Store& store_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Waiting> waiting_;  // guarded by mutex_
  size_t writing_ = 0;            // guarded by mutex_
  absl::Status status_;           // guarded by mutex_
  bool ends_ = false;             // guarded by mutex_
  std::thread writer_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_AUDIT_AUDIT_LOG_H_

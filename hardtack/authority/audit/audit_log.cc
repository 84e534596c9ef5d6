// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The writer of the audit trail. Tested by tests/authority/audit_log_test.cc.

#include "hardtack/authority/audit/audit_log.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "hardtack/base/error.h"

namespace hardtack::authority {

AuditLog::AuditLog(Store& store) : store_(store), writer_([this] { Run(); }) {}

AuditLog::~AuditLog() {
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
  }
  changed_.notify_one();
  writer_.join();
}

void AuditLog::Append(AuditRecord record, Done done) {
  // Here, since a store would refuse the whole batch for its sake.
  if (const absl::Status status = CheckRecord(record); !status.ok()) {
    done(status);
    return;
  }
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() < kMaxWaiting) {
      waiting_.push_back({std::move(record), std::move(done)});
      changed_.notify_one();
      return;
    }
  }
  done(Error(ErrorKind::kIo, "the store is too slow: more events wait for it than are kept"));
}

size_t AuditLog::waiting() const {
  const std::lock_guard lock(mutex_);
  return waiting_.size() + writing_;
}

absl::Status AuditLog::status() const {
  const std::lock_guard lock(mutex_);
  return status_;
}

void AuditLog::Run() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return ends_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(std::min(waiting_.size(), kMaxBatch));
    std::vector<Waiting> batch(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(end));
    waiting_.erase(waiting_.begin(), end);
    writing_ = batch.size();
    lock.unlock();
    absl::Status status = Write(std::move(batch));
    lock.lock();
    status_ = std::move(status);
    writing_ = 0;
  }
}

absl::Status AuditLog::Write(std::vector<Waiting> batch) {
  std::vector<AuditRecord> records;
  records.reserve(batch.size());
  for (Waiting& waiting : batch) records.push_back(std::move(waiting.record));
  absl::Status status = store_.Append(records).status();
  for (const Waiting& waiting : batch) waiting.done(status);
  return status;
}

}  // namespace hardtack::authority

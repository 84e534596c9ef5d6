// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Copying the log, by SQLite's passive checkpoints, which hold up neither readers nor writers.
// Tested by tests/authority/sqlite_store_test.cc.

#include "hardtack/authority/store/sqlite_checkpointer.h"

#include <sqlite3.h>

#include <utility>

namespace hardtack::authority {

SqliteCheckpointer::SqliteCheckpointer(SqliteDatabase own, const SqliteDatabase& writer) : own_(std::move(own)) {
  thread_ = std::thread([this] { Run(); });
  sqlite3_wal_hook(writer.handle(), &AfterCommit, this);
}

SqliteCheckpointer::~SqliteCheckpointer() {
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

// SQLite takes any answer but SQLITE_OK for a failure of the commit, which has happened.
int SqliteCheckpointer::AfterCommit(void* self, sqlite3* writer, const char* database, int pages) {
  if (pages >= kMost) sqlite3_wal_checkpoint_v2(writer, database, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  static_cast<SqliteCheckpointer*>(self)->Note(pages);
  return SQLITE_OK;
}

void SqliteCheckpointer::Note(int pages) {
  {
    const std::lock_guard lock(mutex_);
    if (pages < copied_) copied_ = 0;  // the log has begun anew
    if (pages - copied_ < kWorthCopying) return;
    is_wanted_ = true;
  }
  changed_.notify_one();
}

void SqliteCheckpointer::Run() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return is_wanted_ || ends_; });
    if (ends_) return;
    is_wanted_ = false;
    lock.unlock();
    int copied = 0;
    const int code = sqlite3_wal_checkpoint_v2(own_.handle(), "main", SQLITE_CHECKPOINT_PASSIVE, nullptr, &copied);
    lock.lock();
    if (code == SQLITE_OK) copied_ = copied;
  }
}

}  // namespace hardtack::authority

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// SqliteCheckpointer copies what the write-ahead log of a store's file has gathered into the file, in a thread of its
// own, so that a commit does not wait for it: copying a thousand pages and syncing them takes some ten milliseconds.
// Internal to the SQLite store.

#ifndef HARDTACK_AUTHORITY_STORE_SQLITE_CHECKPOINTER_H_
#define HARDTACK_AUTHORITY_STORE_SQLITE_CHECKPOINTER_H_

#include <condition_variable>
#include <mutex>
#include <thread>

#include "hardtack/authority/store/sqlite_database.h"

namespace hardtack::authority {

// What fails is tried again with a later commit; whoever writes next learns what is wrong with the file.
class SqliteCheckpointer {
 public:
  // Pages in the log, of 4 KiB, that are worth a copying.
  static constexpr int kWorthCopying = 1000;
  // So many that a commit copies what is left itself, since the log begins anew only when it has been copied whole, which
  // it never is while commits follow each other closely: 64 MiB, as much as the file of the log keeps (journal_size_limit).
  static constexpr int kMost = 16 * 1024;

  // `own` is a connection for this alone; that of `writer` calls it after each commit, and must be closed first or not be
  // written through any more.
  SqliteCheckpointer(SqliteDatabase own, const SqliteDatabase& writer);
  SqliteCheckpointer(const SqliteCheckpointer&) = delete;
  SqliteCheckpointer& operator=(const SqliteCheckpointer&) = delete;
  ~SqliteCheckpointer();

 private:
  static int AfterCommit(void* self, sqlite3* writer, const char* database, int pages);
  void Note(int pages);
  void Run();

  SqliteDatabase own_;  // of thread_
  std::mutex mutex_;
  std::condition_variable changed_;
  int copied_ = 0;  // pages of the log; guarded by mutex_, as what follows
  bool is_wanted_ = false;
  bool ends_ = false;
  std::thread thread_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_STORE_SQLITE_CHECKPOINTER_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// SqliteDatabase is one connection to a store's file, and SqliteTransaction a change through it. Internal to the SQLite
// store.

#ifndef HARDTACK_AUTHORITY_STORE_SQLITE_DATABASE_H_
#define HARDTACK_AUTHORITY_STORE_SQLITE_DATABASE_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

struct sqlite3;

namespace hardtack::authority {

// One thread at a time.
class SqliteDatabase {
 public:
  // Opens the file, which PrepareSqliteFile made, to write: with its tables, migrated if they are older.
  //   Io                   it cannot be opened or written, is damaged, or is another program's
  //   UnsupportedVersion   a newer Hardtack made its tables
  static absl::StatusOr<SqliteDatabase> OpenToWrite(const std::string& path);
  // Opens a file that OpenToWrite has opened, to read.
  static absl::StatusOr<SqliteDatabase> OpenToRead(const std::string& path);

  // Runs statements with semicolons between.
  absl::Status Execute(const char* statements);

  // Io unless the file is still where it was opened: what is written elsewhere would be lost.
  absl::Status CheckPlace() const;

  sqlite3* handle() const { return handle_.get(); }
  const std::string& path() const { return path_; }

 private:
  struct Closer {
    void operator()(sqlite3* handle) const;
  };

  explicit SqliteDatabase(std::string path) : path_(std::move(path)) {}
  static absl::StatusOr<SqliteDatabase> Open(const std::string& path);
  absl::StatusOr<int64_t> Number(const char* query);
  absl::Status CheckOwner();
  absl::Status UseWriteAheadLog();
  absl::Status Migrate();

  std::string path_;
  std::unique_ptr<sqlite3, Closer> handle_;
};

// The one that writes, from Begin to Commit; without a Commit, nothing has happened.
class SqliteTransaction {
 public:
  // Waits for other processes that write.
  static absl::StatusOr<SqliteTransaction> Begin(SqliteDatabase& database);
  SqliteTransaction(SqliteTransaction&& other) noexcept;
  SqliteTransaction& operator=(SqliteTransaction&&) = delete;
  ~SqliteTransaction();

  // Durable from here on, if OK.
  absl::Status Commit();

 private:
  explicit SqliteTransaction(SqliteDatabase& database) : database_(&database) {}

  SqliteDatabase* database_;  // null: moved away
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_STORE_SQLITE_DATABASE_H_

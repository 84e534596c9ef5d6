// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Connections to a store's file. Tested by tests/authority/sqlite_store_test.cc.

#include "hardtack/authority/store/sqlite_database.h"

#include <sqlite3.h>

#include <cerrno>
#include <utility>

#include <fmt/format.h>

#include "hardtack/authority/store/migrations.h"
#include "hardtack/authority/store/sqlite_error.h"
#include "hardtack/authority/store/sqlite_statement.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"

namespace hardtack::authority {
namespace {

constexpr int kBusyMilliseconds = 5000;
constexpr int64_t kApplicationId = 0x48'74'41'31;  // "HtA1": what tells such a file from those of other programs

}  // namespace

void SqliteDatabase::Closer::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }

absl::StatusOr<SqliteDatabase> SqliteDatabase::Open(const std::string& path) {
  SqliteDatabase database(path);
  sqlite3* handle = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  errno = 0;
  const int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
  database.handle_.reset(handle);
  if (code != SQLITE_OK) return SqliteError(handle, code, errno, path);
  sqlite3_busy_timeout(handle, kBusyMilliseconds);
  // The file is not trusted to have no tricks in its schema.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  return database;
}

absl::StatusOr<SqliteDatabase> SqliteDatabase::OpenToWrite(const std::string& path) {
  ASSIGN_OR_RETURN(SqliteDatabase database, Open(path));
  RETURN_IF_ERROR(database.CheckOwner());
  RETURN_IF_ERROR(database.UseWriteAheadLog());
  RETURN_IF_ERROR(database.Migrate());
  return database;
}

absl::StatusOr<SqliteDatabase> SqliteDatabase::OpenToRead(const std::string& path) {
  ASSIGN_OR_RETURN(SqliteDatabase database, Open(path));
  RETURN_IF_ERROR(database.Execute("PRAGMA query_only = ON"));
  return database;
}

absl::Status SqliteDatabase::Execute(const char* statements) {
  errno = 0;
  const int code = sqlite3_exec(handle(), statements, nullptr, nullptr, nullptr);
  return code == SQLITE_OK ? absl::OkStatus() : SqliteError(handle(), code, errno, path_);
}

absl::Status SqliteDatabase::CheckPlace() const {
  int moved = 0;
  sqlite3_file_control(handle(), "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  if (moved == 0) return absl::OkStatus();
  return Error(
      ErrorKind::kIo,
      fmt::format("the store's file was moved, replaced or removed: put it back, with the files beside it whose "
                  "names go on with -wal and -shm, or restart with the new one: {}",
                  path_),
      path_);
}

absl::StatusOr<int64_t> SqliteDatabase::Number(const char* query) {
  SqliteStatement statement(*this, query);
  SqliteQuery number(statement);
  RETURN_IF_ERROR(number.Step().status());
  return number.IntegerAt(0);
}

// Before anything is changed.
absl::Status SqliteDatabase::CheckOwner() {
  ASSIGN_OR_RETURN(const int64_t application, Number("PRAGMA application_id"));
  if (application == kApplicationId) return absl::OkStatus();
  ASSIGN_OR_RETURN(const int64_t tables, Number("SELECT count(*) FROM sqlite_schema"));
  if (application == 0 && tables == 0) return absl::OkStatus();
  return Error(ErrorKind::kIo, fmt::format("the file is another program's database: name a new file: {}", path_),
               path_);
}

absl::Status SqliteDatabase::UseWriteAheadLog() {
  SqliteStatement statement(*this, "PRAGMA journal_mode = WAL");
  SqliteQuery mode(statement);
  RETURN_IF_ERROR(mode.Step().status());
  if (mode.BytesAt(0) != "wal") {
    return Error(
        ErrorKind::kIo,
        fmt::format("the store's file system cannot share memory between processes, as networks' cannot: use a "
                    "local disk: {}",
                    path_),
        path_);
  }
  // FULL syncs the log before a commit returns.
  return Execute("PRAGMA synchronous = FULL; PRAGMA cell_size_check = ON; PRAGMA journal_size_limit = 67108864");
}

absl::Status SqliteDatabase::Migrate() {
  ASSIGN_OR_RETURN(SqliteTransaction transaction, SqliteTransaction::Begin(*this));
  ASSIGN_OR_RETURN(const int64_t version, Number("PRAGMA user_version"));
  ASSIGN_OR_RETURN(const Migrations pending, PendingMigrations(SqliteMigrations(), version, path_));
  if (pending.empty()) return absl::OkStatus();
  for (const char* step : pending) RETURN_IF_ERROR(Execute(step));
  const std::string marks =
      fmt::format("PRAGMA user_version = {}; PRAGMA application_id = {}", SqliteMigrations().size(), kApplicationId);
  RETURN_IF_ERROR(Execute(marks.c_str()));
  return transaction.Commit();
}

absl::StatusOr<SqliteTransaction> SqliteTransaction::Begin(SqliteDatabase& database) {
  RETURN_IF_ERROR(database.Execute("BEGIN IMMEDIATE"));
  return SqliteTransaction(database);
}

SqliteTransaction::SqliteTransaction(SqliteTransaction&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)) {}

// After some errors SQLite has rolled back by itself.
SqliteTransaction::~SqliteTransaction() {
  if (database_ == nullptr || sqlite3_get_autocommit(database_->handle()) != 0) return;
  sqlite3_exec(database_->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

absl::Status SqliteTransaction::Commit() { return database_->Execute("COMMIT"); }

}  // namespace hardtack::authority

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Prepared statements. Tested by tests/authority/store_suite_test.cc.

#include "hardtack/authority/store/sqlite_statement.h"

#include <sqlite3.h>

#include <algorithm>
#include <cerrno>

#include "hardtack/authority/store/sqlite_error.h"
#include "hardtack/base/abseil.h"

namespace hardtack::authority {

SqliteStatement::SqliteStatement(const SqliteDatabase& database, std::string_view sql) : database_(database) {
  sqlite3_stmt* statement = nullptr;
  errno = 0;
  const int code = sqlite3_prepare_v3(database.handle(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  statement_.reset(statement);
  if (code != SQLITE_OK) prepared_ = SqliteError(database.handle(), code, errno, database.path());
}

void SqliteStatement::Finalizer::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

// A statement that is not reset keeps its view of the file, and the log from being cleared away.
SqliteQuery::~SqliteQuery() {
  if (statement_.statement_ == nullptr) return;
  sqlite3_reset(statement_.statement_.get());
  sqlite3_clear_bindings(statement_.statement_.get());
}

SqliteQuery& SqliteQuery::Integer(int64_t value) {
  Bound(sqlite3_bind_int64(statement_.statement_.get(), ++parameters_, value));
  return *this;
}

// Never a null pointer, which would bind NULL.
SqliteQuery& SqliteQuery::Text(std::string_view value) {
  const char* bytes = value.empty() ? "" : value.data();
  Bound(
      sqlite3_bind_text64(statement_.statement_.get(), ++parameters_, bytes, value.size(), SQLITE_STATIC, SQLITE_UTF8));
  return *this;
}

SqliteQuery& SqliteQuery::Blob(std::string_view value) {
  const char* bytes = value.empty() ? "" : value.data();
  Bound(sqlite3_bind_blob64(statement_.statement_.get(), ++parameters_, bytes, value.size(), SQLITE_STATIC));
  return *this;
}

void SqliteQuery::Bound(int code) {
  const SqliteDatabase& database = statement_.database_;
  if (code != SQLITE_OK && fault_.ok()) fault_ = SqliteError(database.handle(), code, 0, database.path());
}

absl::StatusOr<bool> SqliteQuery::Step() {
  RETURN_IF_ERROR(fault_);
  const SqliteDatabase& database = statement_.database_;
  errno = 0;
  switch (const int code = sqlite3_step(statement_.statement_.get())) {
    case SQLITE_ROW:
      return true;
    case SQLITE_DONE:
      return false;
    default:
      fault_ = SqliteError(database.handle(), code, errno, database.path());
      return fault_;
  }
}

absl::Status SqliteQuery::Run() { return Step().status(); }

int64_t SqliteQuery::IntegerAt(int column) const { return sqlite3_column_int64(statement_.statement_.get(), column); }

std::string_view SqliteQuery::BytesAt(int column) const {
  sqlite3_stmt* statement = statement_.statement_.get();
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, column));
  return {bytes, static_cast<size_t>(sqlite3_column_bytes(statement, column))};
}

absl::StatusOr<crypto::Digest> SqliteQuery::DigestAt(int column) const {
  const std::string_view bytes = BytesAt(column);
  crypto::Digest digest{};
  if (bytes.size() != digest.size()) {
    return SqliteDamaged("a hash of " + std::to_string(bytes.size()) + " bytes", statement_.database_.path());
  }
  std::ranges::copy(bytes, digest.begin());
  return digest;
}

}  // namespace hardtack::authority

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// SqliteStatement is a prepared statement, and SqliteQuery one run of it. Internal to the SQLite store.

#ifndef HARDTACK_AUTHORITY_STORE_SQLITE_STATEMENT_H_
#define HARDTACK_AUTHORITY_STORE_SQLITE_STATEMENT_H_

#include <cstdint>
#include <memory>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "hardtack/authority/store/sqlite_database.h"
#include "hardtack/crypto/digest.h"

struct sqlite3_stmt;

namespace hardtack::authority {

// One thread at a time, one query at a time.
class SqliteStatement {
 public:
  // `database` must outlive it. A statement that cannot be prepared says so when it is run.
  SqliteStatement(const SqliteDatabase& database, std::string_view sql);

 private:
  friend class SqliteQuery;
  struct Finalizer {
    void operator()(sqlite3_stmt* statement) const;
  };

  const SqliteDatabase& database_;
  absl::Status prepared_;
  std::unique_ptr<sqlite3_stmt, Finalizer> statement_;
};

// Parameters are bound in their order, then rows are read. What texts and blobs view must stay until it ends.
class SqliteQuery {
 public:
  explicit SqliteQuery(SqliteStatement& statement) : statement_(statement), fault_(statement.prepared_) {}
  SqliteQuery(const SqliteQuery&) = delete;
  SqliteQuery& operator=(const SqliteQuery&) = delete;
  ~SqliteQuery();

  SqliteQuery& Integer(int64_t value);
  SqliteQuery& Text(std::string_view value);
  SqliteQuery& Blob(std::string_view value);

  // Whether there is another row.
  absl::StatusOr<bool> Step();
  // Runs a statement that has no rows.
  absl::Status Run();

  // Columns of the row, from 0.
  int64_t IntegerAt(int column) const;
  // A view until the next step.
  std::string_view BytesAt(int column) const;
  //   Io   it is none: the file is damaged
  absl::StatusOr<crypto::Digest> DigestAt(int column) const;

 private:
  void Bound(int code);

  SqliteStatement& statement_;
  absl::Status fault_;
  int parameters_ = 0;  // bound so far
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_STORE_SQLITE_STATEMENT_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// SqliteReader reads a SQLite store: what was committed when a query begins. Internal to the SQLite store.

#ifndef HARDTACK_AUTHORITY_STORE_SQLITE_READER_H_
#define HARDTACK_AUTHORITY_STORE_SQLITE_READER_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "hardtack/authority/store/sqlite_database.h"
#include "hardtack/authority/store/sqlite_statement.h"
#include "hardtack/authority/store/store.h"

namespace hardtack::authority {

// What ReadHead runs.
inline constexpr std::string_view kSelectHead = "SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1";

//   Io   as Store
absl::StatusOr<AuditHead> ReadHead(SqliteStatement& select_head);

// One thread at a time. Functions and errors are those of Store.
class SqliteReader {
 public:
  // A database that OpenToRead has opened.
  explicit SqliteReader(SqliteDatabase database) : database_(std::move(database)) {}

  absl::StatusOr<AuditHead> Head() { return ReadHead(head_); }
  absl::StatusOr<std::vector<BanLine>> ReadBans(uint64_t after, size_t most);
  absl::StatusOr<std::vector<AuditCheckpoint>> ReadCheckpoints();
  absl::StatusOr<std::vector<AuditRow>> ReadAudit(const AuditQuery& query);

 private:
  // There are as many as there are combinations of conditions.
  SqliteStatement& StatementOf(const std::string& sql) { return audit_.try_emplace(sql, database_, sql).first->second; }

  SqliteDatabase database_;
  SqliteStatement head_{database_, kSelectHead};
  SqliteStatement bans_{database_, "SELECT number, line FROM bans WHERE number > ? ORDER BY number LIMIT ?"};
  SqliteStatement checkpoints_{
      database_, "SELECT number, time, hash, key, signature FROM checkpoints ORDER BY number, time, hash, key"};
  std::map<std::string, SqliteStatement, std::less<>> audit_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_STORE_SQLITE_READER_H_

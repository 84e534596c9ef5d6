// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// SqliteWriter makes the changes of a SQLite store. Each is a transaction, which reads where the logs end, since another
// process may have written. Internal to the SQLite store.

#ifndef HARDTACK_AUTHORITY_STORE_SQLITE_WRITER_H_
#define HARDTACK_AUTHORITY_STORE_SQLITE_WRITER_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "hardtack/authority/store/sqlite_database.h"
#include "hardtack/authority/store/sqlite_reader.h"
#include "hardtack/authority/store/sqlite_statement.h"
#include "hardtack/authority/store/store.h"

namespace hardtack::authority {

// One thread at a time. Functions and errors are those of Store.
class SqliteWriter {
 public:
  // A database that OpenToWrite has opened.
  explicit SqliteWriter(SqliteDatabase database) : database_(std::move(database)) {}

  absl::StatusOr<AuditHead> Append(std::span<const AuditRecord> records);
  absl::StatusOr<bool> AppendBan(const BanLine& ban, const AuditRecord& record);
  absl::Status AddCheckpoint(const AuditCheckpoint& checkpoint);
  absl::StatusOr<uint64_t> NumberGeneration(std::string_view hash, int64_t now);
  absl::Status Check();

 private:
  absl::StatusOr<SqliteTransaction> Begin();
  absl::StatusOr<uint64_t> LastBan();
  absl::StatusOr<AuditHead> AppendRows(std::span<const AuditRecord> records);

  SqliteDatabase database_;
  SqliteStatement head_{database_, kSelectHead};
  SqliteStatement append_{database_, "INSERT INTO audit (number, time, kind, actor, event, hash) VALUES (?,?,?,?,?,?)"};
  SqliteStatement last_ban_{database_, "SELECT coalesce(max(number), 0) FROM bans"};
  SqliteStatement append_ban_{database_, "INSERT INTO bans (number, line) VALUES (?, ?)"};
  SqliteStatement add_checkpoint_{
      database_, "INSERT OR IGNORE INTO checkpoints (number, time, hash, key, signature) VALUES (?, ?, ?, ?, ?)"};
  SqliteStatement last_generation_{database_, "SELECT number, hash FROM generations ORDER BY number DESC LIMIT 1"};
  SqliteStatement add_generation_{database_, "INSERT INTO generations (number, hash, time) VALUES (?, ?, ?)"};
  SqliteStatement probe_{database_, "UPDATE probe SET count = count + 1"};
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_STORE_SQLITE_WRITER_H_

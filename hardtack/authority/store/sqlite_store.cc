// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The store in SQLite: one connection writes, one reads, each for one thread at a time.
// Tested by tests/authority/store_suite_test.cc, tests/authority/sqlite_store_test.cc and
// tests/authority/store_kill_test.cc.

#include "hardtack/authority/store/sqlite_store.h"

#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <system_error>
#include <utility>
#include <variant>

#include "hardtack/authority/store/audit_selection.h"
#include "hardtack/authority/store/sqlite_database.h"
#include "hardtack/authority/store/sqlite_error.h"
#include "hardtack/authority/store/sqlite_file.h"
#include "hardtack/authority/store/sqlite_statement.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"

namespace hardtack::authority {
namespace {

constexpr std::string_view kHead = "SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1";

absl::StatusOr<AuditHead> ReadHead(SqliteStatement& statement) {
  SqliteQuery query(statement);
  ASSIGN_OR_RETURN(const bool found, query.Step());
  AuditHead head;
  if (!found) return head;
  head.number = static_cast<uint64_t>(query.IntegerAt(0));
  ASSIGN_OR_RETURN(head.hash, query.DigestAt(1));
  return head;
}

// The connection that writes. Each change is a transaction, which reads where the logs end, since another process may
// have written.
class Writer {
 public:
  explicit Writer(SqliteDatabase database) : database_(std::move(database)) {}

  absl::StatusOr<AuditHead> Append(std::span<const AuditRecord> records) {
    ASSIGN_OR_RETURN(SqliteTransaction change, Begin());
    ASSIGN_OR_RETURN(const AuditHead head, AppendRows(records));
    RETURN_IF_ERROR(change.Commit());
    return head;
  }

  absl::StatusOr<bool> AppendBan(const BanLine& ban, const AuditRecord& record) {
    ASSIGN_OR_RETURN(SqliteTransaction change, Begin());
    ASSIGN_OR_RETURN(const uint64_t last, LastBan());
    if (last + 1 != ban.number) return false;
    RETURN_IF_ERROR(SqliteQuery(append_ban_).Integer(DatabaseNumber(ban.number)).Text(ban.line).Run());
    RETURN_IF_ERROR(AppendRows({&record, 1}).status());
    RETURN_IF_ERROR(change.Commit());
    return true;
  }

  absl::Status AddCheckpoint(const AuditCheckpoint& checkpoint) {
    ASSIGN_OR_RETURN(SqliteTransaction change, Begin());
    RETURN_IF_ERROR(SqliteQuery(add_checkpoint_)
                        .Integer(DatabaseNumber(checkpoint.head.number))
                        .Integer(checkpoint.time)
                        .Blob(crypto::View(checkpoint.head.hash))
                        .Text(checkpoint.key)
                        .Blob(checkpoint.signature)
                        .Run());
    return change.Commit();
  }

  absl::StatusOr<uint64_t> NumberGeneration(std::string_view hash, int64_t now) {
    ASSIGN_OR_RETURN(SqliteTransaction change, Begin());
    int64_t number = 1;
    {
      SqliteQuery last(last_generation_);
      ASSIGN_OR_RETURN(const bool found, last.Step());
      if (found && last.BytesAt(1) == hash) return static_cast<uint64_t>(last.IntegerAt(0));
      if (found) number = last.IntegerAt(0) + 1;
    }
    RETURN_IF_ERROR(SqliteQuery(add_generation_).Integer(number).Text(hash).Integer(now).Run());
    RETURN_IF_ERROR(change.Commit());
    return static_cast<uint64_t>(number);
  }

  absl::Status Check() {
    ASSIGN_OR_RETURN(SqliteTransaction change, Begin());
    RETURN_IF_ERROR(SqliteQuery(probe_).Run());
    return change.Commit();
  }

 private:
  absl::StatusOr<SqliteTransaction> Begin() {
    RETURN_IF_ERROR(database_.CheckPlace());
    return SqliteTransaction::Begin(database_);
  }

  absl::StatusOr<uint64_t> LastBan() {
    SqliteQuery query(last_ban_);
    RETURN_IF_ERROR(query.Step().status());
    return static_cast<uint64_t>(query.IntegerAt(0));
  }

  absl::StatusOr<AuditHead> AppendRows(std::span<const AuditRecord> records) {
    ASSIGN_OR_RETURN(AuditHead head, ReadHead(head_));
    for (const AuditRecord& record : records) {
      head = Advance(head, record.event);
      RETURN_IF_ERROR(SqliteQuery(append_)
                          .Integer(DatabaseNumber(head.number))
                          .Integer(record.time)
                          .Text(record.kind)
                          .Text(record.actor)
                          .Text(record.event)
                          .Blob(crypto::View(head.hash))
                          .Run());
    }
    return head;
  }

  SqliteDatabase database_;
  SqliteStatement head_{database_, kHead};
  SqliteStatement append_{database_, "INSERT INTO audit (number, time, kind, actor, event, hash) VALUES (?,?,?,?,?,?)"};
  SqliteStatement last_ban_{database_, "SELECT coalesce(max(number), 0) FROM bans"};
  SqliteStatement append_ban_{database_, "INSERT INTO bans (number, line) VALUES (?, ?)"};
  SqliteStatement add_checkpoint_{
      database_, "INSERT OR IGNORE INTO checkpoints (number, time, hash, key, signature) VALUES (?, ?, ?, ?, ?)"};
  SqliteStatement last_generation_{database_, "SELECT number, hash FROM generations ORDER BY number DESC LIMIT 1"};
  SqliteStatement add_generation_{database_, "INSERT INTO generations (number, hash, time) VALUES (?, ?, ?)"};
  SqliteStatement probe_{database_, "UPDATE probe SET count = count + 1"};
};

absl::StatusOr<AuditRow> RowOf(const SqliteQuery& query) {
  AuditRow row;
  row.number = static_cast<uint64_t>(query.IntegerAt(0));
  row.record.time = query.IntegerAt(1);
  row.record.kind = query.BytesAt(2);
  row.record.actor = query.BytesAt(3);
  row.record.event = query.BytesAt(4);
  ASSIGN_OR_RETURN(row.hash, query.DigestAt(5));
  return row;
}

absl::StatusOr<BanLine> BanOf(const SqliteQuery& query) {
  return BanLine{static_cast<uint64_t>(query.IntegerAt(0)), std::string(query.BytesAt(1))};
}

absl::StatusOr<AuditCheckpoint> CheckpointOf(const SqliteQuery& query) {
  AuditCheckpoint checkpoint;
  checkpoint.head.number = static_cast<uint64_t>(query.IntegerAt(0));
  checkpoint.time = query.IntegerAt(1);
  ASSIGN_OR_RETURN(checkpoint.head.hash, query.DigestAt(2));
  checkpoint.key = query.BytesAt(3);
  checkpoint.signature = query.BytesAt(4);
  return checkpoint;
}

// All rows of `query`, each made by `read`.
template <typename T>
absl::StatusOr<std::vector<T>> Collect(SqliteQuery& query, absl::StatusOr<T> (*read)(const SqliteQuery&)) {
  std::vector<T> values;
  while (true) {
    ASSIGN_OR_RETURN(const bool found, query.Step());
    if (!found) return values;
    ASSIGN_OR_RETURN(T value, read(query));
    values.push_back(std::move(value));
  }
}

// The connection that reads: what was committed when a query begins.
class Reader {
 public:
  explicit Reader(SqliteDatabase database) : database_(std::move(database)) {}

  absl::StatusOr<AuditHead> Head() { return ReadHead(head_); }

  absl::StatusOr<std::vector<BanLine>> ReadBans(uint64_t after, size_t most) {
    SqliteQuery query(bans_);
    query.Integer(DatabaseNumber(after)).Integer(DatabaseNumber(most));
    return Collect(query, &BanOf);
  }

  absl::StatusOr<std::vector<AuditCheckpoint>> ReadCheckpoints() {
    SqliteQuery query(checkpoints_);
    return Collect(query, &CheckpointOf);
  }

  absl::StatusOr<std::vector<AuditRow>> ReadAudit(const AuditQuery& query) {
    const AuditSelection selection = Select(query);
    SqliteQuery rows(StatementOf(selection.sql));
    for (const auto& value : selection.parameters) {
      if (const auto* number = std::get_if<int64_t>(&value)) {
        rows.Integer(*number);
      } else {
        rows.Text(std::get<std::string>(value));
      }
    }
    return Collect(rows, &RowOf);
  }

 private:
  // There are as many as there are combinations of conditions.
  SqliteStatement& StatementOf(const std::string& sql) { return audit_.try_emplace(sql, database_, sql).first->second; }

  SqliteDatabase database_;
  SqliteStatement head_{database_, kHead};
  SqliteStatement bans_{database_, "SELECT number, line FROM bans WHERE number > ? ORDER BY number LIMIT ?"};
  SqliteStatement checkpoints_{
      database_, "SELECT number, time, hash, key, signature FROM checkpoints ORDER BY number, time, hash, key"};
  std::map<std::string, SqliteStatement, std::less<>> audit_;
};

class SqliteStore final : public Store {
 public:
  SqliteStore(std::string path, SqliteDatabase to_write, SqliteDatabase to_read)
      : path_(std::move(path)), writer_(std::move(to_write)), reader_(std::move(to_read)) {}

  absl::StatusOr<AuditHead> Append(std::span<const AuditRecord> records) override {
    if (records.empty()) return Head();
    for (const AuditRecord& record : records) RETURN_IF_ERROR(CheckRecord(record));
    const std::lock_guard lock(writing_);
    return writer_.Append(records);
  }

  absl::StatusOr<bool> AppendBan(const BanLine& ban, const AuditRecord& record) override {
    RETURN_IF_ERROR(CheckRecord(record));
    const std::lock_guard lock(writing_);
    return writer_.AppendBan(ban, record);
  }

  absl::StatusOr<std::vector<BanLine>> ReadBans(uint64_t after, size_t most) override {
    const std::lock_guard lock(reading_);
    return reader_.ReadBans(after, most);
  }

  absl::StatusOr<std::vector<AuditRow>> ReadAudit(const AuditQuery& query) override {
    const std::lock_guard lock(reading_);
    return reader_.ReadAudit(query);
  }

  absl::StatusOr<AuditHead> Head() override {
    const std::lock_guard lock(reading_);
    return reader_.Head();
  }

  absl::Status AddCheckpoint(const AuditCheckpoint& checkpoint) override {
    const std::lock_guard lock(writing_);
    return writer_.AddCheckpoint(checkpoint);
  }

  absl::StatusOr<std::vector<AuditCheckpoint>> ReadCheckpoints() override {
    const std::lock_guard lock(reading_);
    return reader_.ReadCheckpoints();
  }

  absl::StatusOr<uint64_t> NumberGeneration(std::string_view hash, int64_t now) override {
    const std::lock_guard lock(writing_);
    return writer_.NumberGeneration(hash, now);
  }

  absl::Status Check() override {
    const std::lock_guard lock(writing_);
    return writer_.Check();
  }

  void OnChange(std::function<void()>) override {}

  std::string Describe() const override { return "sqlite " + path_; }

 private:
  std::string path_;  // as it was given
  std::mutex writing_;
  Writer writer_;  // guarded by writing_
  std::mutex reading_;
  Reader reader_;  // guarded by reading_
};

}  // namespace

absl::StatusOr<std::unique_ptr<Store>> OpenSqliteStore(const std::string& path) {
  if (path.empty() || path.find('\0') != std::string::npos) {
    return Error(ErrorKind::kInvalidArgument, "no path of a store's file", path);
  }
  // SQLite takes some relative names for something else, such as ":memory:", and the folder may change under others.
  std::error_code error;
  const std::string file = std::filesystem::absolute(path, error).string();
  if (error) return Error(ErrorKind::kIo, "the current folder is not there: " + path, path);
  RETURN_IF_ERROR(PrepareSqliteFile(file));
  ASSIGN_OR_RETURN(SqliteDatabase to_write, SqliteDatabase::OpenToWrite(file));
  ASSIGN_OR_RETURN(SqliteDatabase to_read, SqliteDatabase::OpenToRead(file));
  auto store = std::make_unique<SqliteStore>(path, std::move(to_write), std::move(to_read));
  // A damaged file shows here rather than at the first request.
  RETURN_IF_ERROR(store->Head().status());
  RETURN_IF_ERROR(store->ReadBans(0, 1).status());
  return store;
}

}  // namespace hardtack::authority

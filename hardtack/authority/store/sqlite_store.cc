// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The store in SQLite: one connection writes, one reads, each for one thread at a time.
// Tested by tests/authority/store_suite_test.cc, tests/authority/sqlite_store_test.cc and
// tests/authority/store_kill_test.cc.

#include "hardtack/authority/store/sqlite_store.h"

#include <filesystem>
#include <mutex>
#include <system_error>
#include <utility>

#include "hardtack/authority/store/sqlite_database.h"
#include "hardtack/authority/store/sqlite_file.h"
#include "hardtack/authority/store/sqlite_reader.h"
#include "hardtack/authority/store/sqlite_writer.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"

namespace hardtack::authority {
namespace {

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
  SqliteWriter writer_;  // guarded by writing_
  std::mutex reading_;
  SqliteReader reader_;  // guarded by reading_
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

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Changes in SQLite. Tested by tests/authority/store_suite_test.cc, tests/authority/sqlite_store_test.cc and
// tests/authority/store_kill_test.cc.

#include "hardtack/authority/store/sqlite_writer.h"

#include "hardtack/authority/store/audit_selection.h"
#include "hardtack/base/abseil.h"

namespace hardtack::authority {

absl::StatusOr<AuditHead> SqliteWriter::Append(std::span<const AuditRecord> records) {
  ASSIGN_OR_RETURN(SqliteTransaction change, Begin());
  ASSIGN_OR_RETURN(const AuditHead head, AppendRows(records));
  RETURN_IF_ERROR(change.Commit());
  return head;
}

absl::StatusOr<bool> SqliteWriter::AppendBan(const BanLine& ban, const AuditRecord& record) {
  ASSIGN_OR_RETURN(SqliteTransaction change, Begin());
  ASSIGN_OR_RETURN(const uint64_t last, LastBan());
  if (last + 1 != ban.number) return false;
  RETURN_IF_ERROR(SqliteQuery(append_ban_).Integer(DatabaseNumber(ban.number)).Text(ban.line).Run());
  RETURN_IF_ERROR(AppendRows({&record, 1}).status());
  RETURN_IF_ERROR(change.Commit());
  return true;
}

absl::Status SqliteWriter::AddCheckpoint(const AuditCheckpoint& checkpoint) {
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

absl::StatusOr<uint64_t> SqliteWriter::NumberGeneration(std::string_view hash, int64_t now) {
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

absl::Status SqliteWriter::Check() {
  ASSIGN_OR_RETURN(SqliteTransaction change, Begin());
  RETURN_IF_ERROR(SqliteQuery(probe_).Run());
  return change.Commit();
}

absl::StatusOr<SqliteTransaction> SqliteWriter::Begin() {
  RETURN_IF_ERROR(database_.CheckPlace());
  return SqliteTransaction::Begin(database_);
}

absl::StatusOr<uint64_t> SqliteWriter::LastBan() {
  SqliteQuery query(last_ban_);
  RETURN_IF_ERROR(query.Step().status());
  return static_cast<uint64_t>(query.IntegerAt(0));
}

absl::StatusOr<AuditHead> SqliteWriter::AppendRows(std::span<const AuditRecord> records) {
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

}  // namespace hardtack::authority

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Reading from SQLite. Tested by tests/authority/store_suite_test.cc and tests/authority/audit_selection_test.cc.

#include "hardtack/authority/store/sqlite_reader.h"

#include <variant>

#include "hardtack/authority/store/audit_selection.h"
#include "hardtack/base/abseil.h"

namespace hardtack::authority {
namespace {

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

}  // namespace

absl::StatusOr<AuditHead> ReadHead(SqliteStatement& select_head) {
  SqliteQuery query(select_head);
  ASSIGN_OR_RETURN(const bool found, query.Step());
  AuditHead head;
  if (!found) return head;
  head.number = static_cast<uint64_t>(query.IntegerAt(0));
  ASSIGN_OR_RETURN(head.hash, query.DigestAt(1));
  return head;
}

absl::StatusOr<std::vector<BanLine>> SqliteReader::ReadBans(uint64_t after, size_t most) {
  SqliteQuery query(bans_);
  query.Integer(DatabaseNumber(after)).Integer(DatabaseNumber(most));
  return Collect(query, &BanOf);
}

absl::StatusOr<std::vector<AuditCheckpoint>> SqliteReader::ReadCheckpoints() {
  SqliteQuery query(checkpoints_);
  return Collect(query, &CheckpointOf);
}

absl::StatusOr<std::vector<AuditRow>> SqliteReader::ReadAudit(const AuditQuery& query) {
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

}  // namespace hardtack::authority

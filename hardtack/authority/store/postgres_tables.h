// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The tables of a PostgreSQL store: made, migrated, and the commands that write and read them. Internal to the
// PostgreSQL store.

#ifndef HARDTACK_AUTHORITY_STORE_POSTGRES_TABLES_H_
#define HARDTACK_AUTHORITY_STORE_POSTGRES_TABLES_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "hardtack/authority/store/postgres_connection.h"
#include "hardtack/authority/store/store.h"

namespace hardtack::authority {

// Makes a connection ready to write: with tables, migrated if they are older.
//   Io                   the server refuses, or does not sync what it commits
//   UnsupportedVersion   a newer Hardtack made its tables
absl::Status BeginToWrite(PostgresConnection& connection);

// A transaction that waits for those of all other authorities, and then sees what they have done.
PostgresCommand BeginChange();
PostgresCommand LockChanges();
PostgresCommand CommitChange();
PostgresCommand AbandonChange();
// Wakes the listeners, once the transaction is committed.
PostgresCommand NotifyChange();

PostgresCommand SelectHead();
PostgresCommand SelectHash(uint64_t number);
PostgresCommand SelectAudit(const AuditQuery& query);
PostgresCommand SelectLastBan();
PostgresCommand SelectBans(uint64_t after, size_t most);
PostgresCommand SelectCheckpoints();
PostgresCommand SelectLastGeneration();
PostgresCommand InsertRow(const AuditRow& row);  // on a connection that is ready to write
PostgresCommand InsertBan(const BanLine& ban);
PostgresCommand InsertCheckpoint(const AuditCheckpoint& checkpoint);
PostgresCommand InsertGeneration(uint64_t number, std::string_view hash, int64_t time);
PostgresCommand Probe();

// What they return. `store` is for errors.
//   Io   the tables hold something else
absl::StatusOr<AuditHead> HeadOf(const PostgresRows& rows, const std::string& store);
absl::StatusOr<std::vector<AuditRow>> AuditOf(const PostgresRows& rows, const std::string& store);
absl::StatusOr<std::vector<AuditCheckpoint>> CheckpointsOf(const PostgresRows& rows, const std::string& store);
std::vector<BanLine> BansOf(const PostgresRows& rows);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_STORE_POSTGRES_TABLES_H_

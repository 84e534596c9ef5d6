// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The tables of a PostgreSQL store. Tested by tests/authority/store_suite_test.cc and
// tests/authority/postgres_tables_test.cc.

#include "hardtack/authority/store/postgres_tables.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "hardtack/authority/store/audit_selection.h"
#include "hardtack/authority/store/migrations.h"
#include "hardtack/authority/store/postgres_error.h"
#include "hardtack/authority/store/postgres_listener.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"

namespace hardtack::authority {
namespace {

constexpr char kInsertRow[] = "hardtack_insert_row";

PostgresCommand Plain(const char* sql) { return {sql, {}}; }

PostgresValue Number(uint64_t number) { return PostgresValue::Integer(DatabaseNumber(number)); }

absl::Status CheckSync(PostgresConnection& connection) {
  ASSIGN_OR_RETURN(const PostgresRows rows, connection.Run(Plain("SELECT current_setting('fsync')")));
  if (rows.BytesAt(0, 0) != "off") return absl::OkStatus();
  return Error(ErrorKind::kIo,
               "the store's server has the setting fsync off, and may lose what it has confirmed: set it on: " +
                   connection.store(),
               connection.store());
}

// Whether a query returns rows. It has to read the catalog's tables: functions such as to_regclass answer from a cache,
// which a lock like ours does not renew, and would miss what another authority has made in the meantime.
absl::StatusOr<bool> IsThere(PostgresConnection& connection, const char* query) {
  ASSIGN_OR_RETURN(const PostgresRows rows, connection.Run(Plain(query)));
  return rows.size() > 0;
}

// The version of the tables; 0: there are none.
absl::StatusOr<int64_t> ReadVersion(PostgresConnection& connection) {
  ASSIGN_OR_RETURN(
      const bool has_tables,
      IsThere(connection,
              "SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
              " WHERE n.nspname = 'hardtack' AND c.relname = 'version'"));
  if (!has_tables) return 0;
  ASSIGN_OR_RETURN(const PostgresRows rows, connection.Run(Plain("SELECT max(number) FROM hardtack.version")));
  if (rows.BytesAt(0, 0).empty()) return PostgresDamaged("its tables have no version", connection.store());
  return rows.IntegerAt(0, 0);
}

// A schema may have been made for us beforehand.
absl::Status MakeSchema(PostgresConnection& connection) {
  ASSIGN_OR_RETURN(const bool has_schema,
                   IsThere(connection, "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = 'hardtack'"));
  if (!has_schema) RETURN_IF_ERROR(connection.Run(Plain("CREATE SCHEMA hardtack")).status());
  return connection.Run(Plain("CREATE TABLE hardtack.version (number bigint PRIMARY KEY)")).status();
}

// No statement has a semicolon within.
std::vector<PostgresCommand> StatementsOf(std::string_view step) {
  std::vector<PostgresCommand> statements;
  while (!step.empty()) {
    const size_t end = std::min(step.find(';'), step.size());
    statements.push_back({std::string(step.substr(0, end)), {}});
    step.remove_prefix(std::min(end + 1, step.size()));
  }
  return statements;
}

absl::Status TakeSteps(PostgresConnection& connection) {
  // Another authority may have taken them while this one waited for the lock.
  ASSIGN_OR_RETURN(const int64_t version, ReadVersion(connection));
  ASSIGN_OR_RETURN(const Migrations pending, PendingMigrations(PostgresMigrations(), version, connection.store()));
  if (version == 0) RETURN_IF_ERROR(MakeSchema(connection));
  for (const char* step : pending) RETURN_IF_ERROR(connection.Run(StatementsOf(step)).status());
  const auto known = static_cast<int64_t>(PostgresMigrations().size());
  const PostgresCommand insert{"INSERT INTO hardtack.version VALUES ($1)", {PostgresValue::Integer(known)}};
  if (!pending.empty()) RETURN_IF_ERROR(connection.Run(insert).status());
  return absl::OkStatus();
}

absl::Status Migrate(PostgresConnection& connection) {
  ASSIGN_OR_RETURN(const int64_t version, ReadVersion(connection));
  ASSIGN_OR_RETURN(const Migrations pending, PendingMigrations(PostgresMigrations(), version, connection.store()));
  if (pending.empty()) return absl::OkStatus();
  const PostgresCommand kBegin[] = {BeginChange(), LockChanges()};
  RETURN_IF_ERROR(connection.Run(kBegin).status());
  if (absl::Status status = TakeSteps(connection); !status.ok()) {
    // After a refusal it has been rolled back.
    connection.Run(AbandonChange()).IgnoreError();
    return status;
  }
  return connection.Run(CommitChange()).status();
}

absl::Status DamagedHash(uint64_t number, const std::string& store) {
  return PostgresDamaged(fmt::format("the hash of row {} has another length", number), store);
}

}  // namespace

absl::Status BeginToWrite(PostgresConnection& connection) {
  RETURN_IF_ERROR(CheckSync(connection));
  RETURN_IF_ERROR(Migrate(connection));
  return connection.Prepare(
      kInsertRow,
      "INSERT INTO hardtack.audit (number, time, kind, actor, event, hash) VALUES ($1, $2, $3, $4, $5, $6)");
}

// Each statement sees what was committed when it began: the one after the lock sees all changes so far.
PostgresCommand BeginChange() { return Plain("BEGIN ISOLATION LEVEL READ COMMITTED"); }
// The number is "hardtack", in ASCII.
PostgresCommand LockChanges() { return Plain("SELECT pg_advisory_xact_lock(7521418628460274539)"); }
PostgresCommand CommitChange() { return Plain("COMMIT"); }
PostgresCommand AbandonChange() { return Plain("ROLLBACK"); }
PostgresCommand NotifyChange() { return {std::string("NOTIFY ") + kPostgresChannel, {}}; }

PostgresCommand SelectHead() { return Plain("SELECT number, hash FROM hardtack.audit ORDER BY number DESC LIMIT 1"); }

PostgresCommand SelectHash(uint64_t number) {
  return {"SELECT number, hash FROM hardtack.audit WHERE number = $1", {Number(number)}};
}

// A condition whose parameter is NULL is none; the server drops it when it plans the query.
PostgresCommand SelectAudit(const AuditQuery& query) {
  std::optional<NamesBelow> below;
  if (query.actor.has_value()) below.emplace(*query.actor);
  const auto after = below.has_value() ? std::optional<std::string_view>(below->after) : std::nullopt;
  const auto before = below.has_value() ? std::optional<std::string_view>(below->before) : std::nullopt;
  return {
      "SELECT number, time, kind, actor, event, hash FROM hardtack.audit WHERE number > $1"
      " AND ($2 IS NULL OR actor = $2 OR (actor > $3 AND actor < $4))"
      " AND ($5 IS NULL OR kind = $5)"
      " AND ($6 IS NULL OR time >= $6)"
      " AND ($7 IS NULL OR time < $7)"
      " ORDER BY number LIMIT $8",
      {Number(query.after), PostgresValue::Bytes(query.actor), PostgresValue::Bytes(after),
       PostgresValue::Bytes(before), PostgresValue::Text(query.kind), PostgresValue::Integer(query.since),
       PostgresValue::Integer(query.until), Number(query.most)}};
}

PostgresCommand SelectLastBan() { return Plain("SELECT coalesce(max(number), 0)::bigint FROM hardtack.bans"); }

PostgresCommand SelectBans(uint64_t after, size_t most) {
  return {"SELECT number, line FROM hardtack.bans WHERE number > $1 ORDER BY number LIMIT $2",
          {Number(after), Number(most)}};
}

PostgresCommand SelectCheckpoints() {
  return Plain("SELECT number, time, hash, key, signature FROM hardtack.checkpoints ORDER BY number, time, hash, key");
}

PostgresCommand SelectLastGeneration() {
  return Plain("SELECT number, hash FROM hardtack.generations ORDER BY number DESC LIMIT 1");
}

PostgresCommand InsertRow(const AuditRow& row) {
  return {kInsertRow,
          {Number(row.number), PostgresValue::Integer(row.record.time), PostgresValue::Text(row.record.kind),
           PostgresValue::Bytes(row.record.actor), PostgresValue::Bytes(row.record.event),
           PostgresValue::Bytes(crypto::View(row.hash))},
          true};
}

PostgresCommand InsertBan(const BanLine& ban) {
  return {"INSERT INTO hardtack.bans (number, line) VALUES ($1, $2)",
          {Number(ban.number), PostgresValue::Bytes(ban.line)}};
}

PostgresCommand InsertCheckpoint(const AuditCheckpoint& checkpoint) {
  return {
      "INSERT INTO hardtack.checkpoints (number, time, hash, key, signature) VALUES ($1, $2, $3, $4, $5)"
      " ON CONFLICT DO NOTHING",
      {Number(checkpoint.head.number), PostgresValue::Integer(checkpoint.time),
       PostgresValue::Bytes(crypto::View(checkpoint.head.hash)), PostgresValue::Text(checkpoint.key),
       PostgresValue::Bytes(checkpoint.signature)}};
}

PostgresCommand InsertGeneration(uint64_t number, std::string_view hash, int64_t time) {
  return {"INSERT INTO hardtack.generations (number, hash, time) VALUES ($1, $2, $3)",
          {Number(number), PostgresValue::Text(hash), PostgresValue::Integer(time)}};
}

PostgresCommand Probe() { return Plain("UPDATE hardtack.probe SET count = count + 1"); }

absl::StatusOr<AuditHead> HeadOf(const PostgresRows& rows, const std::string& store) {
  AuditHead head;
  if (rows.size() == 0) return head;
  head.number = static_cast<uint64_t>(rows.IntegerAt(0, 0));
  const auto hash = rows.DigestAt(0, 1);
  if (!hash.has_value()) return DamagedHash(head.number, store);
  head.hash = *hash;
  return head;
}

absl::StatusOr<std::vector<AuditRow>> AuditOf(const PostgresRows& rows, const std::string& store) {
  std::vector<AuditRow> audit(static_cast<size_t>(rows.size()));
  for (int i = 0; i < rows.size(); ++i) {
    AuditRow& row = audit[static_cast<size_t>(i)];
    row.number = static_cast<uint64_t>(rows.IntegerAt(i, 0));
    row.record = {rows.IntegerAt(i, 1), std::string(rows.BytesAt(i, 2)), std::string(rows.BytesAt(i, 3)),
                  std::string(rows.BytesAt(i, 4))};
    const auto hash = rows.DigestAt(i, 5);
    if (!hash.has_value()) return DamagedHash(row.number, store);
    row.hash = *hash;
  }
  return audit;
}

absl::StatusOr<std::vector<AuditCheckpoint>> CheckpointsOf(const PostgresRows& rows, const std::string& store) {
  std::vector<AuditCheckpoint> checkpoints;
  for (int i = 0; i < rows.size(); ++i) {
    AuditCheckpoint checkpoint;
    checkpoint.head.number = static_cast<uint64_t>(rows.IntegerAt(i, 0));
    checkpoint.time = rows.IntegerAt(i, 1);
    const auto hash = rows.DigestAt(i, 2);
    if (!hash.has_value()) return DamagedHash(checkpoint.head.number, store);
    checkpoint.head.hash = *hash;
    checkpoint.key = rows.BytesAt(i, 3);
    checkpoint.signature = rows.BytesAt(i, 4);
    checkpoints.push_back(std::move(checkpoint));
  }
  return checkpoints;
}

std::vector<BanLine> BansOf(const PostgresRows& rows) {
  std::vector<BanLine> bans;
  bans.reserve(static_cast<size_t>(rows.size()));
  for (int i = 0; i < rows.size(); ++i) {
    bans.push_back({static_cast<uint64_t>(rows.IntegerAt(i, 0)), std::string(rows.BytesAt(i, 1))});
  }
  return bans;
}

}  // namespace hardtack::authority

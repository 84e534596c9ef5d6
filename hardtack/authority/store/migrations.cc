// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The tables of stores. Tested by tests/authority/store_suite_test.cc, tests/authority/sqlite_store_test.cc and
// tests/authority/postgres_tables_test.cc.

#include "hardtack/authority/store/migrations.h"

#include <cstddef>

#include <fmt/format.h>

#include "hardtack/base/error.h"

namespace hardtack::authority {
namespace {

// Numbers are rowids. Rows are looked up by what the indexes hold, without reading the rows themselves.
constexpr const char* kSqlite[] = {
    R"(CREATE TABLE audit (
         number INTEGER PRIMARY KEY,
         time INTEGER NOT NULL,
         kind TEXT NOT NULL,
         actor TEXT NOT NULL,
         event TEXT NOT NULL,
         hash BLOB NOT NULL) STRICT;
       CREATE INDEX audit_by_actor ON audit (actor, time, kind);
       CREATE INDEX audit_by_time ON audit (time, kind);
       CREATE TABLE bans (
         number INTEGER PRIMARY KEY,
         line TEXT NOT NULL) STRICT;
       CREATE TABLE checkpoints (
         number INTEGER NOT NULL,
         time INTEGER NOT NULL,
         hash BLOB NOT NULL,
         key TEXT NOT NULL,
         signature BLOB NOT NULL,
         PRIMARY KEY (number, time, hash, key, signature)) STRICT, WITHOUT ROWID;
       CREATE TABLE generations (
         number INTEGER PRIMARY KEY,
         hash TEXT NOT NULL,
         time INTEGER NOT NULL) STRICT;
       CREATE TABLE probe (count INTEGER NOT NULL) STRICT;
       INSERT INTO probe VALUES (0))",
    "CREATE INDEX audit_by_kind ON audit (kind)",
};

// Texts that people chose are bytes here: what is hashed stays as it is whatever the database's encoding, names are
// compared byte by byte whatever its collation, and no byte is refused.
constexpr const char* kPostgres[] = {
    R"(CREATE TABLE hardtack.audit (
         number bigint PRIMARY KEY,
         time bigint NOT NULL,
         kind text NOT NULL,
         actor bytea NOT NULL,
         event bytea NOT NULL,
         hash bytea NOT NULL);
       CREATE INDEX audit_by_actor ON hardtack.audit (actor);
       CREATE INDEX audit_by_time ON hardtack.audit (time);
       CREATE TABLE hardtack.bans (
         number bigint PRIMARY KEY,
         line bytea NOT NULL);
       CREATE TABLE hardtack.checkpoints (
         number bigint NOT NULL,
         time bigint NOT NULL,
         hash bytea NOT NULL,
         key text NOT NULL,
         signature bytea NOT NULL,
         PRIMARY KEY (number, time, hash, key, signature));
       CREATE TABLE hardtack.generations (
         number bigint PRIMARY KEY,
         hash text NOT NULL,
         time bigint NOT NULL);
       CREATE TABLE hardtack.probe (count bigint NOT NULL);
       INSERT INTO hardtack.probe VALUES (0))",
    "CREATE INDEX audit_by_kind ON hardtack.audit (kind, number)",
};

}  // namespace

Migrations SqliteMigrations() { return kSqlite; }
Migrations PostgresMigrations() { return kPostgres; }

absl::StatusOr<Migrations> PendingMigrations(Migrations all, int64_t version, const std::string& store) {
  const auto known = static_cast<int64_t>(all.size());
  if (version > known) {
    return Error(
        ErrorKind::kUnsupportedVersion,
        fmt::format("the store has tables of version {}, and this Hardtack knows those up to {}: use the newer "
                    "one that made them: {}",
                    version, known, store));
  }
  if (version < 0) {
    return Error(ErrorKind::kIo, fmt::format("the store is damaged, restore it from a backup; its tables have the "
                                             "version {}: {}",
                                             version, store));
  }
  return all.subspan(static_cast<size_t>(version));
}

}  // namespace hardtack::authority

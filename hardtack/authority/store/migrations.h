// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The tables of stores, as steps from each version to the next. Steps go forward only, and one that was released is
// never changed: tests/authority holds what they were.
// Internal to the stores.

#ifndef HARDTACK_AUTHORITY_STORE_MIGRATIONS_H_
#define HARDTACK_AUTHORITY_STORE_MIGRATIONS_H_

#include <cstdint>
#include <span>
#include <string>

#include "absl/status/statusor.h"

namespace hardtack::authority {

// At index i, the statements that lead from version i to i + 1, with semicolons between them and none within. Version 0
// has no tables.
using Migrations = std::span<const char* const>;

Migrations SqliteMigrations();
Migrations PostgresMigrations();

// Those that a store of `version` still needs. `store` is what to call it in an error.
//   UnsupportedVersion   more than there are
absl::StatusOr<Migrations> PendingMigrations(Migrations all, int64_t version, const std::string& store);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_STORE_MIGRATIONS_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What SQLite reports, as a Status that says what to do. Internal to the SQLite store.

#ifndef HARDTACK_AUTHORITY_STORE_SQLITE_ERROR_H_
#define HARDTACK_AUTHORITY_STORE_SQLITE_ERROR_H_

#include <string>

#include "absl/status/status.h"

struct sqlite3;

namespace hardtack::authority {

// Io for the extended result `code`, which is no success. `handle`, on which it happened, may be null; `system_error` is
// errno after the call, if it was 0 before: sqlite3_system_errno does not know what happens in a commit. `path` is the
// database's file.
absl::Status SqliteError(sqlite3* handle, int code, int system_error, const std::string& path);

// Io: something in the file is not what this program writes there.
absl::Status SqliteDamaged(const std::string& what, const std::string& path);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_STORE_SQLITE_ERROR_H_

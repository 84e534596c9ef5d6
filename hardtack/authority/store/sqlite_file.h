// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The file of a SQLite store, for its owner alone. Internal to the SQLite store.

#ifndef HARDTACK_AUTHORITY_STORE_SQLITE_FILE_H_
#define HARDTACK_AUTHORITY_STORE_SQLITE_FILE_H_

#include <string>

#include "absl/status/status.h"

namespace hardtack::authority {

// Makes the file, empty and durably in its folder, if there is none. SQLite gives those that it makes beside it the
// same mode.
//   Io   there is no such folder, it is no file, it or its folder may not be written, or others may read or write it
absl::Status PrepareSqliteFile(const std::string& path);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_STORE_SQLITE_FILE_H_

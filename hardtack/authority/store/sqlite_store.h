// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A store in one file of SQLite, for one authority; others on the same machine, such as the command, may read and write
// beside it. docs/stores.md

#ifndef HARDTACK_AUTHORITY_STORE_SQLITE_STORE_H_
#define HARDTACK_AUTHORITY_STORE_SQLITE_STORE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "hardtack/authority/store/store.h"

namespace hardtack::authority {

// Opens the file at `path`, or makes it, with mode 0600; its folder must be there.
//   InvalidArgument   `path` is no path: empty, or with a zero byte
absl::StatusOr<std::unique_ptr<Store>> OpenSqliteStore(const std::string& path);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_STORE_SQLITE_STORE_H_

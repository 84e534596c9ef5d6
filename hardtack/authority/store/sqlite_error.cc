// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Errors of SQLite. Tested by tests/authority/sqlite_store_test.cc.

#include "hardtack/authority/store/sqlite_error.h"

#include <sqlite3.h>

#include <cerrno>
#include <string_view>

#include <fmt/format.h>

#include "hardtack/base/error.h"

namespace hardtack::authority {
namespace {

absl::Status StoreError(std::string_view what_to_do, const std::string& path) {
  return Error(ErrorKind::kIo, fmt::format("the store {}: {}", what_to_do, path), path);
}

// A system that has no room says so in several ways, of which SQLite takes one for what it is.
bool IsFull(int code, int system_error) {
  if ((code & 0xff) == SQLITE_FULL) return true;
  return (code & 0xff) == SQLITE_IOERR && (system_error == EDQUOT || system_error == EFBIG || system_error == ENOSPC);
}

std::string_view ReasonOf(sqlite3* handle, int code) {
  return handle == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(handle);
}

}  // namespace

absl::Status SqliteDamaged(const std::string& what, const std::string& path) {
  return StoreError(fmt::format("is damaged ({}): keep the file for a look at it, and restore a backup", what), path);
}

absl::Status SqliteError(sqlite3* handle, int code, int system_error, const std::string& path) {
  if (IsFull(code, system_error))
    return StoreError("has no room left: free some on its disk, or raise its quota", path);
  switch (code & 0xff) {
    case SQLITE_READONLY:
      return StoreError(
          "cannot be written: see who owns its file and folder, and whether the disk is mounted read-only", path);
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_CANTOPEN:
      return StoreError(fmt::format("cannot be opened ({}): see who owns its file and folder", ReasonOf(handle, code)),
                        path);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR:  // no such table, say
    case SQLITE_FORMAT:
      return SqliteDamaged(std::string(ReasonOf(handle, code)), path);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return StoreError("is held by another process for too long: see which has its file open", path);
    case SQLITE_IOERR:
      return StoreError(fmt::format("cannot be read or written ({}): look for errors of the disk in the system's log",
                                    sqlite3_errstr(code)),
                        path);
    default:
      return StoreError(fmt::format("cannot be used ({})", ReasonOf(handle, code)), path);
  }
}

}  // namespace hardtack::authority

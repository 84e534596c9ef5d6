// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Opening a store by its place. Tested by tests/authority/open_store_test.cc.

#include "hardtack/authority/store/postgres_store.h"
#include "hardtack/authority/store/sqlite_store.h"
#include "hardtack/authority/store/store.h"
#include "hardtack/base/error.h"

namespace hardtack::authority {
namespace {

constexpr std::string_view kSqlite = "sqlite:";
constexpr std::string_view kPostgres[] = {"postgresql://", "postgres://"};

}  // namespace

absl::StatusOr<std::unique_ptr<Store>> OpenStore(std::string_view place) {
  if (place.starts_with(kSqlite)) return OpenSqliteStore(std::string(place.substr(kSqlite.size())));
  for (const std::string_view scheme : kPostgres) {
    if (place.starts_with(scheme)) return OpenPostgresStore(std::string(place));
  }
  // Not shown: it may hold a password.
  return Error(ErrorKind::kInvalidArgument, "a store's place begins with sqlite: or postgresql://");
}

}  // namespace hardtack::authority

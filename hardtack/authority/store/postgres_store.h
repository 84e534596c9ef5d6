// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A store in a PostgreSQL database, which several authorities may share. docs/stores.md

#ifndef HARDTACK_AUTHORITY_STORE_POSTGRES_STORE_H_
#define HARDTACK_AUTHORITY_STORE_POSTGRES_STORE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "hardtack/authority/store/postgres_options.h"
#include "hardtack/authority/store/store.h"

namespace hardtack::authority {

// Opens the store in the schema `hardtack` of the database that `uri` names, as libpq takes it: postgresql://...
//   InvalidArgument   libpq does not take it
absl::StatusOr<std::unique_ptr<Store>> OpenPostgresStore(std::string uri, const PostgresOptions& options = {});

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_STORE_POSTGRES_STORE_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What PostgreSQL reports, as a Status that says what to do. Internal to the PostgreSQL store.

#ifndef HARDTACK_AUTHORITY_STORE_POSTGRES_ERROR_H_
#define HARDTACK_AUTHORITY_STORE_POSTGRES_ERROR_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"

struct pg_result;

namespace hardtack::authority {

// All of these are Io; `store` is a PostgresPlace's description.

// The server refused a command: `result` is its error.
absl::Status PostgresRefusal(const pg_result* result, const std::string& store);

// There is no connection, for a `reason` that libpq gave: a sentence or several, with line feeds.
absl::Status PostgresUnreachable(std::string_view reason, const std::string& store);

// There was one, and it ended before all answers had come.
absl::Status PostgresLost(std::string_view reason, const std::string& store);

// A table holds what this program does not write there.
absl::Status PostgresDamaged(const std::string& what, const std::string& store);

// On one line, without spaces around.
std::string OneLine(std::string_view text);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_STORE_POSTGRES_ERROR_H_

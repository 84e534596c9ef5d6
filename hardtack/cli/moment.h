// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Times as options carry them, and the clock: the library never reads it.

#ifndef HARDTACK_CLI_MOMENT_H_
#define HARDTACK_CLI_MOMENT_H_

#include <cstdint>
#include <string_view>

#include "absl/status/statusor.h"
#include "hardtack/engine/ast.h"

namespace hardtack::cli {

// UTC seconds by the system's clock.
int64_t Now();

// A lifetime in seconds: "3600", with a unit "3600s", "60m", "8h", "1d", or the least of a tier (identity/lifetime.h):
// "base", "agent", "sub-agent", "worker".
//   InvalidArgument   anything else, and less than a second
absl::StatusOr<int64_t> ParseLifetime(std::string_view text);

// A moment in UTC seconds: "1700000000", an RFC 3339 date, or "now".
//   InvalidArgument   anything else
absl::StatusOr<int64_t> ParseMoment(std::string_view text);

// The same as the term of a time fact: an integer stays one, a date and "now" become a date.
absl::StatusOr<engine::Term> ParseTimeTerm(std::string_view text);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_MOMENT_H_

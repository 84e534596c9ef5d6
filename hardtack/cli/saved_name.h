// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The names under which tokens and keys are saved. They become names of files, so they can be nothing else.

#ifndef HARDTACK_CLI_SAVED_NAME_H_
#define HARDTACK_CLI_SAVED_NAME_H_

#include <cstddef>
#include <string_view>

#include "absl/status/status.h"

namespace hardtack::cli {

inline constexpr size_t kMaxSavedName = 64;

// 1 to 64 of A-Z, a-z, 0-9, ".", "_" and "-", the first not ".". Not "-" alone, which is a standard stream everywhere.
bool IsSavedName(std::string_view name);

//   InvalidArgument   it is none
absl::Status CheckSavedName(std::string_view name);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_SAVED_NAME_H_

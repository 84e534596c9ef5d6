// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Names of saved tokens and keys. Tested by tests/cli/store_test.cc.

#include "hardtack/cli/saved_name.h"

#include <algorithm>
#include <string>

#include "hardtack/base/error.h"

namespace hardtack::cli {
namespace {

// Not isalnum, which follows the locale.
bool IsNameCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

}  // namespace

bool IsSavedName(std::string_view name) {
  return !name.empty() && name.size() <= kMaxSavedName && name[0] != '.' && name != "-" &&
         std::ranges::all_of(name, IsNameCharacter);
}

absl::Status CheckSavedName(std::string_view name) {
  if (IsSavedName(name)) return absl::OkStatus();
  std::string message = "a saved name has 1 to 64 letters, digits, dots, underscores and dashes, no dot first: ";
  return Error(ErrorKind::kInvalidArgument, message.append(name), name);
}

}  // namespace hardtack::cli

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Sources as text, and what a permission allows. Tested by tests/authority/policy_test.cc, whose decisions name them.

#include "hardtack/authority/policy_tables.h"

#include <algorithm>

#include <fmt/format.h>

namespace hardtack::authority {

std::string TextOf(const Source& source) {
  return fmt::format("{}:{}:{}", source.file, source.place.line, source.place.column);
}

bool Allows(const Permission& permission, std::string_view resource, std::string_view operation) {
  return permission.resource == resource &&
         std::ranges::find(permission.operations, operation) != permission.operations.end();
}

}  // namespace hardtack::authority

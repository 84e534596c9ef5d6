// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Sources as text. Tested by tests/authority/policy_test.cc, whose decisions name them.

#include "hardtack/authority/policy_tables.h"

#include <fmt/format.h>

namespace hardtack::authority {

std::string TextOf(const Source& source) {
  return fmt::format("{}:{}:{}", source.file, source.place.line, source.place.column);
}

}  // namespace hardtack::authority

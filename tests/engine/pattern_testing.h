// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Patterns for tests, from text to their compiled form, outside an evaluation.

#ifndef HARDTACK_TESTS_ENGINE_PATTERN_TESTING_H_
#define HARDTACK_TESTS_ENGINE_PATTERN_TESTING_H_

#include <memory>
#include <string_view>

#include "hardtack/base/abseil.h"
#include "hardtack/engine/regex.h"

namespace hardtack::engine {

inline absl::StatusOr<std::shared_ptr<const Regex>> CompilePattern(std::string_view pattern) {
  ASSIGN_OR_RETURN(const TranslatedPattern translated, TranslatePattern(pattern, {}));
  return Regex::Compile(translated, pattern, {});
}

}  // namespace hardtack::engine

#endif  // HARDTACK_TESTS_ENGINE_PATTERN_TESTING_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Patterns as the reference writes them: the syntax of Rust's regex crate (docs.rs/regex, "Syntax"), translated to
// RE2's. What that syntax refuses is refused here, and so is what RE2 cannot express; docs/compatibility.md lists the
// latter.

#ifndef HARDTACK_ENGINE_PATTERN_H_
#define HARDTACK_ENGINE_PATTERN_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "hardtack/engine/limits.h"

namespace hardtack::engine {

struct TranslatedPattern {
  std::optional<std::string> re2;  // nullopt: refused; such a pattern matches nothing
  // What compiling it costs: at least the time that RE2 takes, in steps of a tenth of a microsecond. A pattern that is
  // refused costs what its bytes cost.
  uint64_t compile_steps = 0;
};

//   PatternTooLarge   its text, its translation, its nesting or a repetition exceeds its bound
absl::StatusOr<TranslatedPattern> TranslatePattern(std::string_view pattern, const StructureLimits& limits);

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_PATTERN_H_

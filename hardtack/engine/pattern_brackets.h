// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Bracketed classes of patterns: `[a-z&&[^aeiou]]`.

#ifndef HARDTACK_ENGINE_PATTERN_BRACKETS_H_
#define HARDTACK_ENGINE_PATTERN_BRACKETS_H_

#include <cstddef>
#include <optional>
#include <string_view>

#include "hardtack/engine/pattern_class.h"
#include "hardtack/engine/pattern_escape.h"

namespace hardtack::engine {

// Takes a bracketed class from the front of `rest`, which starts with its bracket. nullopt: refused, because the
// reference does, or because RE2 cannot spell it, or because brackets nest deeper than `max_nesting`: then `too_deep`.
std::optional<PatternClass> TakeBrackets(std::string_view& rest, const PatternFlags& flags, size_t max_nesting,
                                         bool& too_deep);

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_PATTERN_BRACKETS_H_

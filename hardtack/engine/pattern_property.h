// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The Unicode properties that patterns name as \p{...}.

#ifndef HARDTACK_ENGINE_PATTERN_PROPERTY_H_
#define HARDTACK_ENGINE_PATTERN_PROPERTY_H_

#include <optional>
#include <string_view>

#include "hardtack/engine/pattern_class.h"

namespace hardtack::engine {

// The class of what stands between the braces: a general category by its long or short name, the properties Any, ASCII
// and White_Space, or a script; also as gc=NAME, sc=NAME, with `:` or, for the complement, `!=`. Names of categories
// are matched loosely, as the reference does (UAX #44, UAX44-LM3); scripts have to be spelled as Unicode does, and
// whether there is such a script is left to RE2.
// nullopt: no such property, or one that RE2 has not.
std::optional<PatternClass> FindProperty(std::string_view name);

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_PATTERN_PROPERTY_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Whether a key stands twice in one object of a JSON text, which the parser's values no longer tell.

#ifndef HARDTACK_AUTHORITY_API_JSON_KEYS_H_
#define HARDTACK_AUTHORITY_API_JSON_KEYS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace hardtack::authority {

// The first key that stands a second time; nullopt: none does, or `json` is no JSON of at most `max_depth` levels.
// Log-linear. Any thread.
std::optional<std::string> FindRepeatedKey(std::string_view json, size_t max_depth);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_API_JSON_KEYS_H_

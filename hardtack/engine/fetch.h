// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Memory that will be needed soon is asked for at once, so that several places are waited for together and not one after
// the other. Internal to the engine.

#ifndef HARDTACK_ENGINE_FETCH_H_
#define HARDTACK_ENGINE_FETCH_H_

#include <algorithm>
#include <cstddef>

namespace hardtack::engine {

// An array of fewer bytes is in a cache that is near enough.
inline constexpr size_t kFarBytes = size_t{512} << 10;

// At most the first four cache lines.
inline void Fetch(const void* memory, size_t bytes) {
  const char* const first = static_cast<const char*>(memory);
  for (size_t i = 0; i < std::min<size_t>(bytes, 256); i += 64) __builtin_prefetch(first + i);
  if (bytes > 0) __builtin_prefetch(first + std::min<size_t>(bytes, 256) - 1);
}

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_FETCH_H_

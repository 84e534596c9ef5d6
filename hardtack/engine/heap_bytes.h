// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What standard containers have allocated, as near as their interfaces tell. Internal to the engine.

#ifndef HARDTACK_ENGINE_HEAP_BYTES_H_
#define HARDTACK_ENGINE_HEAP_BYTES_H_

#include <cstddef>
#include <string>

#include "absl/container/flat_hash_map.h"

namespace hardtack::engine {

inline size_t TextBytes(const std::string& text) {
  static const size_t kInPlace = std::string().capacity();
  return text.capacity() > kInPlace ? text.capacity() + 1 : 0;
}

// The table itself: a slot and a control byte for each place, and 16 control bytes more.
template <typename Key, typename Value>
size_t TableBytes(const absl::flat_hash_map<Key, Value>& table) {
  using Slot = typename absl::flat_hash_map<Key, Value>::value_type;
  return table.capacity() == 0 ? 0 : table.capacity() * (sizeof(Slot) + 1) + 16;
}

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_HEAP_BYTES_H_

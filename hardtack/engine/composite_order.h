// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The canonical order of the elements of sets and maps, by which equal ones have equal values, beside the order in which
// they were written. Internal to the engine.

#ifndef HARDTACK_ENGINE_COMPOSITE_ORDER_H_
#define HARDTACK_ENGINE_COMPOSITE_ORDER_H_

#include <memory_resource>
#include <span>
#include <vector>

#include "hardtack/engine/value.h"

namespace hardtack::engine {

struct OrderedElements {
  std::pmr::vector<Value> sorted;
  std::pmr::vector<Value> written;
};

// Members by word; of equal ones the first stays. O(n log n).
OrderedElements OrderSet(std::span<const Value> members, std::pmr::memory_resource* memory);

// Keys and values in turn, by the keys' words; of equal keys the last counts. O(n log n).
OrderedElements OrderMap(std::span<const Value> entries, std::pmr::memory_resource* memory);

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_COMPOSITE_ORDER_H_

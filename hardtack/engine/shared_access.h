// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// How a join step gets at shared facts: the indexes to look into when some columns are known, and how many facts to
// expect there. Both depend on what the facts are alone. Internal to the engine.

#ifndef HARDTACK_ENGINE_SHARED_ACCESS_H_
#define HARDTACK_ENGINE_SHARED_ACCESS_H_

#include <cstdint>
#include <span>
#include <vector>

#include "hardtack/engine/base_relation.h"
#include "hardtack/engine/program.h"

namespace hardtack::engine {

struct SharedAccess {
  std::vector<uint32_t> indexes;  // of BaseRelation::indexes(), best first; none: only a scan is possible
  uint32_t rows = 0;              // the facts that the best one is expected to find
};

// `known` are the columns that are constant or bound, ascending. Where no index has all of them there may be several
// that have some: then the one that finds the fewest facts is taken, each time anew.
SharedAccess AccessTo(const BaseRelation& relation, std::span<const ColumnTest> known);

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_SHARED_ACCESS_H_

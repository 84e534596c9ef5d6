// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// JoinSpace is where a world's joins, one after the other, keep the binding that they are at. Internal to the engine.

#ifndef HARDTACK_ENGINE_JOIN_SPACE_H_
#define HARDTACK_ENGINE_JOIN_SPACE_H_

#include <array>
#include <cstddef>
#include <memory_resource>
#include <span>
#include <vector>

#include "hardtack/engine/candidates.h"
#include "hardtack/engine/column_set.h"
#include "hardtack/engine/value.h"

namespace hardtack::engine {

class JoinSpace {
 public:
  explicit JoinSpace(std::pmr::memory_resource* memory) : frame_(memory), levels_(memory) {}

  // Cleared, and valid until the next call for the same.
  std::span<Value> Frame(size_t slots) {
    frame_.assign(slots, Value());
    return frame_;
  }
  std::span<Candidates> Levels(size_t count) {
    levels_.assign(count, Candidates());
    return levels_;
  }

  std::array<Value, ColumnSet::kMaxColumns> key;  // of the probe that is being made

 private:
  std::pmr::vector<Value> frame_;
  std::pmr::vector<Candidates> levels_;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_JOIN_SPACE_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// JoinSpace is where a world's joins, one after the other, keep the binding that they are at. Internal to the engine.

#ifndef HARDTACK_ENGINE_JOIN_SPACE_H_
#define HARDTACK_ENGINE_JOIN_SPACE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

#include "hardtack/engine/bit_candidates.h"
#include "hardtack/engine/candidates.h"
#include "hardtack/engine/column_set.h"
#include "hardtack/engine/value.h"

namespace hardtack::engine {

struct JoinStep;

// One step of a join: what it looks at, the same for the whole join, and the candidate that it is at.
struct JoinLevel {
  const JoinStep* step = nullptr;
  Relation* relation = nullptr;     // null: there are no facts
  const RowIndex* index = nullptr;  // null: the rows from `begin` on are scanned
  uint32_t begin = 0;
  uint32_t end = 0;         // rows from here on are of no stage that the step sees
  uint32_t first_test = 0;  // of the step's columns; those before it hold for all that the index gives
  BitCandidates::Stage bits_stage = BitCandidates::Stage::kAll;  // of facts that are bits
  bool ready = false;                                            // the fields above are set
  Candidates candidates;
};

class JoinSpace {
 public:
  explicit JoinSpace(std::pmr::memory_resource* memory) : frame_(memory), levels_(memory), bits_(memory) {}

  // Cleared, and valid until the next call for the same.
  std::span<Value> Frame(size_t slots) {
    frame_.assign(slots, Value());
    return frame_;
  }
  std::span<JoinLevel> Levels(size_t count) {
    levels_.assign(count, JoinLevel());
    return levels_;
  }
  // For a level of the current ones.
  BitCandidates& BitsAt(size_t level) {
    if (bits_.size() < levels_.size()) bits_.resize(levels_.size());
    return bits_[level];
  }

  std::array<Value, ColumnSet::kMaxColumns> key;  // of the probe that is being made

 private:
  std::pmr::vector<Value> frame_;
  std::pmr::vector<JoinLevel> levels_;
  std::pmr::vector<BitCandidates> bits_;  // none until a relation is held as bits
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_JOIN_SPACE_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// ValueNumbering numbers values densely from 0 in the order in which they are added, so that sets of pairs of them can
// be rows of bits. Internal to the engine.
//
// Not thread-safe; constant time.

#ifndef HARDTACK_ENGINE_VALUE_NUMBERING_H_
#define HARDTACK_ENGINE_VALUE_NUMBERING_H_

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "hardtack/engine/value.h"

namespace hardtack::engine {

class ValueNumbering {
 public:
  // With what its term counts for (Interner::TermBytes).
  void Add(Value value, uint64_t term_bytes) {
    if (!numbers_.try_emplace(value, size()).second) return;
    values_.push_back(value);
    most_term_bytes_ = std::max(most_term_bytes_, term_bytes);
  }
  std::optional<uint32_t> Find(Value value) const {
    auto found = numbers_.find(value);
    return found == numbers_.end() ? std::nullopt : std::optional(found->second);
  }

  uint32_t size() const { return static_cast<uint32_t>(values_.size()); }
  Value value(uint32_t number) const { return values_[number]; }
  // Of one value.
  uint64_t most_term_bytes() const { return most_term_bytes_; }

 private:
  absl::flat_hash_map<Value, uint32_t> numbers_;
  std::vector<Value> values_;
  uint64_t most_term_bytes_ = 0;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_VALUE_NUMBERING_H_

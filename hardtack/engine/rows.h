// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Rows are the tuples of a relation, one after the other in one array, each with its origin. Internal to the engine.
//
// Not thread-safe. Spans are valid until a row is added.

#ifndef HARDTACK_ENGINE_ROWS_H_
#define HARDTACK_ENGINE_ROWS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

#include "hardtack/engine/value.h"

namespace hardtack::engine {

using OriginKey = uint64_t;  // see OriginSpace

class Rows {
 public:
  Rows(uint32_t arity, std::pmr::memory_resource* memory) : arity_(arity), values_(memory), origins_(memory) {}

  void Add(std::span<const Value> values, OriginKey origin) {
    values_.insert(values_.end(), values.begin(), values.end());
    origins_.push_back(origin);
  }
  // Drops all rows but the first `size`.
  void Truncate(size_t size) {
    values_.resize(size * arity_);
    origins_.resize(size);
  }

  uint32_t arity() const { return arity_; }
  size_t size() const { return origins_.size(); }
  std::span<const Value> row(size_t index) const { return {values_.data() + index * arity_, arity_}; }
  OriginKey origin(size_t index) const { return origins_[index]; }
  bool Is(size_t index, std::span<const Value> values, OriginKey origin) const {
    return origins_[index] == origin && std::ranges::equal(row(index), values);
  }

 private:
  uint32_t arity_;
  std::pmr::vector<Value> values_;
  std::pmr::vector<OriginKey> origins_;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_ROWS_H_

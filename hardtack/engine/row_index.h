// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// RowIndex says which rows hold given values in a set of columns. Internal to the engine.
//
// Not thread-safe. Each call takes expected time linear in the columns.

#ifndef HARDTACK_ENGINE_ROW_INDEX_H_
#define HARDTACK_ENGINE_ROW_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

#include "hardtack/engine/column_set.h"
#include "hardtack/engine/id_table.h"
#include "hardtack/engine/rows.h"

namespace hardtack::engine {

// Rows that agree in the columns are a linked list, ascending.
class RowIndex {
 public:
  static constexpr uint32_t kEnd = UINT32_MAX;

  RowIndex(ColumnSet columns, std::pmr::memory_resource* memory)
      : columns_(columns), lists_(memory), next_(memory), list_ids_(memory) {}

  ColumnSet columns() const { return columns_; }
  size_t size() const { return next_.size(); }  // rows indexed so far, from the first on

  // Indexes the next of `rows`, which must be the same rows in each call.
  void Append(const Rows& rows);

  // The rows with the values of `key`, which has one for each column, ascending: how many, and the first of them.
  struct Matches {
    uint32_t count = 0;
    uint32_t first = kEnd;
  };
  Matches Find(const Rows& rows, std::span<const Value> key) const;
  // The row after `row` that agrees with it; kEnd: there is none.
  uint32_t Next(uint32_t row) const { return next_[row]; }

 private:
  struct List {
    uint32_t first = 0;
    uint32_t last = 0;
    uint32_t count = 0;
  };

  ColumnSet columns_;
  std::pmr::vector<List> lists_;
  std::pmr::vector<uint32_t> next_;  // by row
  IdTable list_ids_;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_ROW_INDEX_H_

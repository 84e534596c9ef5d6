// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A ColumnSet is a set of columns of a relation. Internal to the engine.

#ifndef HARDTACK_ENGINE_COLUMN_SET_H_
#define HARDTACK_ENGINE_COLUMN_SET_H_

#include <bit>
#include <cstdint>

namespace hardtack::engine {

// Columns from the 64th on are in no set: no index covers them.
class ColumnSet {
 public:
  static constexpr uint32_t kMaxColumns = 64;

  void Insert(uint32_t column) {
    if (column < kMaxColumns) bits_ |= uint64_t{1} << column;
  }
  bool empty() const { return bits_ == 0; }
  uint32_t size() const { return static_cast<uint32_t>(std::popcount(bits_)); }
  bool operator==(const ColumnSet&) const = default;

  // Calls `visit` for each column, ascending.
  template <typename Visit>
  void ForEach(Visit&& visit) const {
    for (uint64_t left = bits_; left != 0; left &= left - 1) visit(static_cast<uint32_t>(std::countr_zero(left)));
  }

  // Whether `holds` is true of each column; asked ascending, up to the first of which it is not.
  template <typename Holds>
  bool All(Holds&& holds) const {
    for (uint64_t left = bits_; left != 0; left &= left - 1) {
      if (!holds(static_cast<uint32_t>(std::countr_zero(left)))) return false;
    }
    return true;
  }

 private:
  uint64_t bits_ = 0;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_COLUMN_SET_H_

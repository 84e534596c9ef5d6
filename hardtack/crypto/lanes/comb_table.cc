// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// comb_table.h, computed by the compiler. Tested by tests/crypto/lanes_test.cc.

#include "hardtack/crypto/lanes/comb_table.h"

#include "hardtack/crypto/lanes/constant_point.h"

namespace hardtack::crypto::lanes {
namespace {

constexpr CombEntry ToCombEntry(const ConstantEntry& point) {
  const Constant two(2);
  CombEntry entry{};
  for (int i = 0; i < kLimbs; ++i) {
    entry.limb[i][0] = point.y_minus_x.limb[i];
    entry.limb[i][1] = point.y_plus_x.limb[i];
    entry.limb[i][2] = two.limb[i];
    entry.limb[i][3] = point.two_d_xy.limb[i];
  }
  return entry;
}

constexpr CombTable MakeCombTable() {
  ConstantPoint points[kCombRows * kCombMultiples];
  ConstantPoint unit = kBase;  // of the row
  for (int row = 0; row < kCombRows; ++row) {
    ConstantPoint multiple;
    for (int i = 0; i < kCombMultiples; ++i) points[row * kCombMultiples + i] = multiple = multiple + unit;
    for (int i = 0; i < 5; ++i) multiple = multiple + multiple;  // 8 times the unit becomes 256 times
    unit = multiple;
  }
  const auto entries = ToEntries(points);
  CombTable table{};
  for (int i = 0; i < kCombRows * kCombMultiples; ++i) {
    table.row[i / kCombMultiples].multiple[i % kCombMultiples] = ToCombEntry(entries.entry[i]);
  }
  return table;
}

}  // namespace

constexpr CombTable kCombTable = MakeCombTable();

}  // namespace hardtack::crypto::lanes

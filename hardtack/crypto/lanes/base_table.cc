// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// base_table.h, computed by the compiler. Tested by tests/crypto/lanes_test.cc.

#include "hardtack/crypto/lanes/base_table.h"

#include "hardtack/crypto/lanes/constant_point.h"

namespace hardtack::crypto::lanes {
namespace {

constexpr void Write(const Constant& number, uint64_t* words) {
  for (int i = 0; i < kLimbs; ++i) words[i] = number.limb[i];
}

constexpr BaseTable MakeBaseTable() {
  ConstantPoint multiples[kBaseMultiples];
  for (int i = 1; i < kBaseMultiples; ++i) multiples[i] = multiples[i - 1] + kBase;
  const auto entries = ToEntries(multiples);
  BaseTable table;
  for (int i = 0; i < kBaseMultiples; ++i) {
    const ConstantEntry& entry = entries.entry[i];
    Write(entry.y_plus_x, table.entry[i].word);
    Write(entry.y_minus_x, table.entry[i].word + kLimbs);
    Write(entry.two_d_xy, table.entry[i].word + 2 * kLimbs);
  }
  return table;
}

}  // namespace

constexpr BaseTable kBaseTable = MakeBaseTable();

}  // namespace hardtack::crypto::lanes

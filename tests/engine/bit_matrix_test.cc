// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/engine/bit_matrix.h"

#include <algorithm>
#include <random>
#include <set>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/engine/bit_transpose.h"

namespace hardtack::engine {
namespace {

using Pairs = std::set<std::pair<uint32_t, uint32_t>>;

Pairs PairsOf(const BitMatrix& matrix) {
  Pairs pairs;
  for (uint32_t row : matrix.used_rows()) {
    matrix.ForEachInRow(row, [&](uint32_t column) { pairs.emplace(row, column); });
  }
  return pairs;
}

// `count` pairs at most: clustered, so that some stretches are full and most are empty.
Pairs RandomPairs(std::mt19937& random, uint32_t width, size_t count) {
  Pairs pairs;
  while (pairs.size() < std::min<size_t>(count, 1 + size_t{width} * width / 4)) {
    uint32_t row = random() % width, column = random() % width;
    for (uint32_t i = 1 + random() % 100; i > 0 && column < width; --i) pairs.emplace(row, column++);
  }
  return pairs;
}

void AddAll(const Pairs& pairs, BitMatrix& matrix) {
  for (auto [row, column] : pairs) matrix.Set(row, column);
}

TEST_CASE("a pair is set once, and found again") {
  BitMatrix matrix(1500);
  CHECK(matrix.empty());
  for (bool is_new : {true, false}) {
    for (uint32_t column : {0, 63, 64, 511, 512, 1499}) CHECK(matrix.Set(1499, column) == is_new);
  }
  CHECK(PairsOf(matrix) == Pairs{{1499, 0}, {1499, 63}, {1499, 64}, {1499, 511}, {1499, 512}, {1499, 1499}});
  CHECK(matrix.Test(1499, 512));
  CHECK(!matrix.Test(1499, 513));
  CHECK(!matrix.Test(0, 0));
  CHECK(matrix.Count() == 6);
  CHECK(matrix.StretchesOf(1499) == 3);
  CHECK(matrix.StretchesOf(0) == 0);
}

TEST_CASE("matrices are added and subtracted as sets of pairs") {
  std::mt19937 random(1);
  for (uint32_t width : {1, 64, 513, 3000}) {
    for (size_t count : {1, 300, 20'000}) {
      const Pairs left = RandomPairs(random, width, count), right = RandomPairs(random, width, count);
      BitMatrix a(width), b(width);
      AddAll(left, a);
      AddAll(right, b);
      Pairs both = left, rest;
      both.insert(right.begin(), right.end());
      std::ranges::set_difference(left, right, std::inserter(rest, rest.end()));
      BitMatrix sum(width);
      sum.Add(a);
      CHECK(PairsOf(sum) == left);
      sum.Add(b);
      CHECK(PairsOf(sum) == both);
      CHECK(sum.Count() == both.size());
      a.Subtract(b);
      CHECK(PairsOf(a) == rest);
      CHECK(a.Count() == rest.size());
      for (uint32_t row : a.used_rows()) CHECK(a.IsUsed(row));
      sum.Subtract(sum);
      CHECK(sum.empty());
      CHECK(sum.stretches() == 0);

      BitMatrix all(width), fresh(width);
      AddAll(right, all);
      AddAll(left, fresh);
      CHECK(fresh.KeepNew(all) == rest.size());
      CHECK(PairsOf(fresh) == rest);
      CHECK(PairsOf(all) == both);
    }
  }
}

TEST_CASE("a cleared matrix is empty and can be filled again") {
  std::mt19937 random(2);
  BitMatrix matrix(2000);
  for (int repeat = 0; repeat < 3; ++repeat) {
    const Pairs pairs = RandomPairs(random, 2000, 5000);
    AddAll(pairs, matrix);
    CHECK(PairsOf(matrix) == pairs);
    matrix.Clear();
    CHECK(matrix.empty());
    CHECK(PairsOf(matrix).empty());
  }
}

TEST_CASE("a widened matrix has the same pairs and room for more") {
  std::mt19937 random(3);
  const Pairs pairs = RandomPairs(random, 600, 5000);
  BitMatrix matrix(600);
  AddAll(pairs, matrix);
  matrix.Widen(40'000);
  CHECK(PairsOf(matrix) == pairs);
  CHECK(matrix.Set(39'999, 39'999));
  CHECK(matrix.Set(0, 39'999));
  CHECK(matrix.Count() == pairs.size() + 2);
}

TEST_CASE("the next column of a row is found from any column") {
  std::mt19937 random(4);
  for (uint32_t width : {1, 100, 512, 40'000}) {
    BitMatrix matrix(width);
    std::set<uint32_t> columns;
    CHECK(!matrix.NextInRow(0, 0).has_value());
    for (int i = 0; i < 50; ++i) columns.insert(random() % width);
    for (uint32_t column : columns) matrix.Set(0, column);
    for (uint32_t from = 0; from <= width; from += 1 + width / 500) {
      CAPTURE(from);
      const auto expected = columns.lower_bound(from);
      CHECK(matrix.NextInRow(0, from) == (expected == columns.end() ? std::nullopt : std::optional(*expected)));
    }
  }
}

TEST_CASE("a transposed matrix has the pairs turned around, and steps are charged before") {
  std::mt19937 random(5);
  for (uint32_t width : {1, 64, 700, 2000}) {
    for (size_t count : {3, 400, 60'000}) {
      const Pairs pairs = RandomPairs(random, width, count);
      Pairs turned;
      for (auto [row, column] : pairs) turned.emplace(column, row);
      BitMatrix matrix(width), result(width);
      AddAll(pairs, matrix);
      RunOptions options;
      Budget budget(options);
      REQUIRE(AddTransposed(matrix, budget, result));
      CHECK(PairsOf(result) == turned);
      CHECK(budget.used() > 0);

      options.limits.max_steps = budget.used() - 1;
      Budget less(options);
      BitMatrix part(width);
      CHECK(!AddTransposed(matrix, less, part));
      CHECK(part.Count() < pairs.size());
    }
  }
}

}  // namespace
}  // namespace hardtack::engine

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/engine/path_product.h"

#include <deque>
#include <random>
#include <set>
#include <utility>
#include <vector>

#include "doctest/doctest.h"

namespace hardtack::engine {
namespace {

using Pairs = std::set<std::pair<uint32_t, uint32_t>>;

constexpr uint32_t kWidth = 700;

// Few pairs, or rows that are nearly full.
Pairs RandomPairs(std::mt19937& random) {
  Pairs pairs;
  const uint32_t rows = 1 + random() % 40, length = random() % 3 == 0 ? 300 : 2;
  for (uint32_t i = 0; i < rows; ++i) {
    const uint32_t row = random() % kWidth, column = random() % (kWidth - length);
    for (uint32_t j = 0; j < length; ++j) pairs.emplace(row, column + j);
  }
  return pairs;
}

Pairs Join(const Pairs& left, const Pairs& right) {
  Pairs product;
  for (auto [first, middle] : left) {
    for (auto it = right.lower_bound({middle, 0}); it != right.end() && it->first == middle; ++it) {
      product.emplace(first, it->second);
    }
  }
  return product;
}

// Factors in every form, and what they are the sets of.
class Factors {
 public:
  void Add(std::mt19937& random, bool is_bits) {
    const Pairs& pairs = pairs_.emplace_back(RandomPairs(random));
    const bool is_turned = random() % 2 == 0;
    PairSet set{nullptr, nullptr, PairEnd::kFirst, pairs.size()};
    if (is_bits) set.bits = &matrices_.emplace_back(kWidth);
    if (!is_bits) set.links = &links_.emplace_back();
    for (auto [first, second] : pairs) {
      if (is_turned) std::swap(first, second);
      if (is_bits) matrices_.back().Set(first, second);
      if (!is_bits) links_.back().Add(first, second);
    }
    sets_.push_back(is_turned ? set.Turned() : set);
  }

  const std::vector<PairSet>& sets() const { return sets_; }

  Pairs Product() const {
    Pairs product = pairs_[0];
    for (size_t i = 1; i < pairs_.size(); ++i) product = Join(product, pairs_[i]);
    return product;
  }

 private:
  std::vector<PairSet> sets_;
  std::vector<Pairs> pairs_;
  std::deque<BitMatrix> matrices_;
  std::deque<PairLinks> links_;
};

struct Computed {
  bool is_complete = false;
  Pairs pairs;
  uint64_t steps = 0;
};

Computed Run(const Factors& factors, size_t start, PairEnd rows_by, uint64_t max_steps) {
  RunOptions options;
  options.limits.max_steps = max_steps;
  Budget budget(options);
  BitMatrix product(kWidth);
  Computed computed;
  computed.is_complete = PathProduct(product, rows_by, budget).Run(factors.sets(), start);
  for (uint32_t row : product.used_rows()) {
    product.ForEachInRow(row, [&](uint32_t column) {
      computed.pairs.insert(rows_by == PairEnd::kFirst ? std::pair(row, column) : std::pair(column, row));
    });
  }
  computed.steps = budget.used();
  return computed;
}

TEST_CASE("a product is the same from whichever factor, and in whichever form the factors are") {
  std::mt19937 random(1);
  for (int repeat = 0; repeat < 500; ++repeat) {
    Factors factors;
    const size_t count = 1 + random() % 4, start = random() % count;
    for (size_t i = 0; i < count; ++i) factors.Add(random, i == start || random() % 2 == 0);
    const PairEnd rows_by = random() % 2 == 0 ? PairEnd::kFirst : PairEnd::kSecond;
    const Computed computed = Run(factors, start, rows_by, UINT64_MAX);
    REQUIRE(computed.is_complete);
    CHECK(computed.pairs == factors.Product());
  }
}

TEST_CASE("a product stops when the budget ends, wherever that is, and not before") {
  std::mt19937 random(2);
  for (int repeat = 0; repeat < 50; ++repeat) {
    Factors factors;
    for (size_t i = 0; i < 3; ++i) factors.Add(random, i == 1 || random() % 2 == 0);
    const uint64_t steps = Run(factors, 1, PairEnd::kFirst, UINT64_MAX).steps;
    CHECK(Run(factors, 1, PairEnd::kFirst, steps).is_complete);
    for (uint64_t less : {steps - 1, steps / 2, steps / 10}) {
      const Computed stopped = Run(factors, 1, PairEnd::kFirst, less);
      CHECK(!stopped.is_complete);
      CHECK(stopped.steps <= less);
    }
  }
}

// Of a pair from 1 to 2 with one from 2 to 3, which the matrix has by its rows.
uint64_t StepsToMultiply(const BitMatrix& matrix, PairEnd rows_by) {
  PairLinks links;
  links.Add(1, 2);
  const PairSet factors[] = {{nullptr, &links, PairEnd::kFirst, 1}, {&matrix, nullptr, rows_by, 1}};
  const RunOptions options;
  Budget budget(options);
  BitMatrix product(kWidth);
  REQUIRE(PathProduct(product, PairEnd::kFirst, budget).Run(factors, 1));
  CHECK(product.Test(1, 3));
  return budget.used();
}

TEST_CASE("the last multiplication adds to the result itself, and pays for no matrix in between") {
  BitMatrix bits(kWidth);
  bits.Set(2, 3);
  CHECK(StepsToMultiply(bits, PairEnd::kFirst) < BitMatrix::StepsToMake(kWidth));
}

TEST_CASE("a factor that must be turned is paid for as a matrix") {
  BitMatrix turned(kWidth);
  turned.Set(3, 2);
  CHECK(StepsToMultiply(turned, PairEnd::kSecond) > BitMatrix::StepsToMake(kWidth));
}

}  // namespace
}  // namespace hardtack::engine

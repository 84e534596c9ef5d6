// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/engine/path_product.h"

#include <deque>
#include <map>
#include <random>
#include <set>
#include <utility>
#include <vector>

#include "doctest/doctest.h"

namespace hardtack::engine {
namespace {

using Pairs = std::set<std::pair<uint32_t, uint32_t>>;
using PairsByOrigin = std::map<OriginKey, Pairs>;

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

PairsByOrigin Join(const PairsByOrigin& left, const PairsByOrigin& right) {
  PairsByOrigin product;
  for (const auto& [left_origin, left_pairs] : left) {
    for (const auto& [right_origin, right_pairs] : right) {
      for (auto [first, middle] : left_pairs) {
        for (auto it = right_pairs.lower_bound({middle, 0}); it != right_pairs.end() && it->first == middle; ++it) {
          product[left_origin | right_origin].emplace(first, it->second);
        }
      }
    }
  }
  return product;
}

// Factors in every form, and what they are the sets of.
class Factors {
 public:
  void Add(std::mt19937& random, bool is_bits) {
    PairSets& sets = sets_.emplace_back();
    PairsByOrigin& expected = pairs_.emplace_back();
    for (OriginKey origin = 1; origin <= 1 + random() % 2; ++origin) {
      const Pairs pairs = RandomPairs(random);
      const PairEnd rows_by = random() % 2 == 0 ? PairEnd::kFirst : PairEnd::kSecond;
      PairSet set{origin, nullptr, nullptr, rows_by, pairs.size(), 0};
      if (is_bits) set.bits = &matrices_.emplace_back(kWidth);
      if (!is_bits) set.links = &links_.emplace_back();
      for (auto [first, second] : pairs) {
        if (rows_by == PairEnd::kSecond) std::swap(first, second);
        if (is_bits) matrices_.back().Set(first, second);
        if (!is_bits) links_.back().Add(first, second);
      }
      if (is_bits) set.stretches = set.bits->stretches();
      sets.push_back(set);
      expected[origin] = pairs;
    }
  }

  const std::vector<PairSets>& sets() const { return sets_; }

  PairsByOrigin Product() const {
    PairsByOrigin product = pairs_[0];
    for (size_t i = 1; i < pairs_.size(); ++i) product = Join(product, pairs_[i]);
    std::erase_if(product, [](const auto& entry) { return entry.second.empty(); });
    return product;
  }

 private:
  std::vector<PairSets> sets_;
  std::vector<PairsByOrigin> pairs_;
  std::deque<BitMatrix> matrices_;
  std::deque<PairLinks> links_;
};

struct Computed {
  bool is_complete = false;
  PairsByOrigin pairs;
  uint64_t steps = 0;
};

Computed Run(const Factors& factors, size_t start, PairEnd rows_by, uint64_t max_steps) {
  OriginSpace origins(3);
  RunOptions options;
  options.limits.max_steps = max_steps;
  Budget budget(options);
  std::map<OriginKey, BitMatrix> targets;
  Computed computed;
  computed.is_complete =
      PathProduct(kWidth, rows_by, origins, budget).Run(factors.sets(), start, [&](OriginKey origin) -> BitMatrix& {
        return targets.try_emplace(origin, kWidth).first->second;
      });
  for (const auto& [origin, matrix] : targets) {
    for (uint32_t row : matrix.used_rows()) {
      matrix.ForEachInRow(row, [&](uint32_t column) {
        computed.pairs[origin].insert(rows_by == PairEnd::kFirst ? std::pair(row, column) : std::pair(column, row));
      });
    }
  }
  computed.steps = budget.used();
  return computed;
}

TEST_CASE("a product is the same from whichever factor, and in whichever form the factors are") {
  std::mt19937 random(1);
  for (int repeat = 0; repeat < 300; ++repeat) {
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

TEST_CASE("the origins of a product are the unions of those of its factors, up to a number of them") {
  OriginSpace origins(3);
  const auto sets = [](std::initializer_list<OriginKey> keys) {
    PairSets made;
    for (OriginKey key : keys) made.push_back({key, nullptr, nullptr, PairEnd::kFirst, 0, 0});
    return made;
  };
  const std::vector<PairSets> factors = {sets({1, 2}), sets({1, 4})};
  CHECK(OriginsOfProduct(factors, 8, 4, origins) == std::vector<OriginKey>{9, 13, 11, 14});
  CHECK(!OriginsOfProduct(factors, 8, 3, origins).has_value());
  CHECK(OriginsOfProduct(std::vector{sets({1}), sets({})}, 8, 4, origins) == std::vector<OriginKey>{});
}

}  // namespace
}  // namespace hardtack::engine

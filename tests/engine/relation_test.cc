// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/engine/relation.h"

#include <set>
#include <utility>
#include <vector>

#include "doctest/doctest.h"

namespace hardtack::engine {
namespace {

Value Number(uint64_t n) { return Value(ValueKind::kInteger, n); }
std::vector<Value> Row(uint64_t a, uint64_t b) { return {Number(a), Number(b)}; }

TEST_CASE("a row is kept once for each origin, in small and in large relations") {
  Relation relation(2);
  for (int repeat = 0; repeat < 2; ++repeat) {
    for (uint64_t i = 0; i < 500; ++i) {
      for (OriginKey origin : {1, 2}) CHECK(relation.Insert(Row(i % 50, i), origin) == (repeat == 0));
    }
  }
  CHECK(relation.size() == 1000);
  std::set<std::pair<uint64_t, OriginKey>> rows;
  for (size_t i = 0; i < relation.size(); ++i) rows.emplace(relation.row(i)[1].word(), relation.origin(i));
  CHECK(rows.size() == 1000);
}

TEST_CASE("rows are pending, then recent for one round, then stable") {
  Relation relation(2);
  relation.Insert(Row(1, 1), 1);
  CHECK(!relation.has_recent());
  CHECK(relation.Advance() == 1);
  CHECK(relation.has_recent());
  relation.Insert(Row(1, 2), 1);
  relation.Insert(Row(1, 1), 1);
  CHECK(relation.recent_end() == 1);
  CHECK(relation.Advance() == 1);
  CHECK(relation.stable_end() == 1);
  CHECK(relation.recent_end() == 2);
  CHECK(relation.Advance() == 0);
  CHECK(!relation.has_recent());
}

TEST_CASE("a column is indexed once it is worth it, and the index follows later rows") {
  Relation relation(2);
  for (uint64_t i = 0; i < Relation::kScanRows; ++i) relation.Insert(Row(i % 4, i), 1);
  CHECK(relation.Index(0) == nullptr);
  for (uint64_t i = Relation::kScanRows; i < 200; ++i) {
    relation.Insert(Row(i % 4, i), 1);
    const ColumnIndex* index = relation.Index(0);
    REQUIRE(index != nullptr);
    std::vector<uint32_t> found;
    for (uint32_t row = index->First(Number(3)); row != ColumnIndex::kEnd; row = index->Next(row)) found.push_back(row);
    REQUIRE(found.size() == (i + 1) / 4);
    CHECK(std::is_sorted(found.begin(), found.end()));
    CHECK(index->First(Number(4)) == ColumnIndex::kEnd);
  }
}

TEST_CASE("a relation without columns holds one row for each origin") {
  Relation relation(0);
  CHECK(relation.Insert({}, 1));
  CHECK(!relation.Insert({}, 1));
  CHECK(relation.Insert({}, 2));
}

}  // namespace
}  // namespace hardtack::engine

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/engine/relation.h"

#include <algorithm>
#include <initializer_list>
#include <set>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/engine/arena.h"

namespace hardtack::engine {
namespace {

Value Number(uint64_t n) { return Value(ValueKind::kInteger, n); }
std::vector<Value> Row(uint64_t a, uint64_t b) { return {Number(a), Number(b)}; }

TEST_CASE("a row is kept once for each origin, in small and in large relations") {
  Arena arena;
  Relation relation(2, &arena);
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
  Arena arena;
  Relation relation(2, &arena);
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

ColumnSet Columns(std::initializer_list<uint32_t> columns) {
  ColumnSet set;
  for (uint32_t column : columns) set.Insert(column);
  return set;
}

std::vector<uint32_t> RowsWith(const Relation& relation, const RowIndex& index, std::vector<Value> key) {
  const RowIndex::Matches matches = index.Find(relation.rows(), key);
  std::vector<uint32_t> found;
  for (uint32_t row = matches.first; row != RowIndex::kEnd; row = index.Next(row)) found.push_back(row);
  CHECK(found.size() == matches.count);
  return found;
}

TEST_CASE("columns are indexed once it is worth it, and the index follows later rows") {
  Arena arena;
  Relation relation(2, &arena);
  for (uint64_t i = 0; i < Relation::kScanRows; ++i) relation.Insert(Row(i % 4, i), 1);
  CHECK(relation.Index(Columns({0})) == nullptr);
  CHECK(relation.RowsToIndex(Columns({0})) == 0);
  for (uint64_t i = Relation::kScanRows; i < 200; ++i) {
    relation.Insert(Row(i % 4, i), 1);
    CHECK(relation.RowsToIndex(Columns({0})) == (i == Relation::kScanRows ? i + 1 : 1));
    const RowIndex* index = relation.Index(Columns({0}));
    REQUIRE(index != nullptr);
    CHECK(relation.RowsToIndex(Columns({0})) == 0);
    const std::vector<uint32_t> found = RowsWith(relation, *index, {Number(3)});
    REQUIRE(found.size() == (i + 1) / 4);
    CHECK(std::is_sorted(found.begin(), found.end()));
    CHECK(RowsWith(relation, *index, {Number(4)}).empty());
  }
}

TEST_CASE("an index of two columns finds the rows that agree in both, and lives beside one of a single column") {
  Arena arena;
  Relation relation(3, &arena);
  for (uint64_t i = 0; i < 300; ++i) relation.Insert(std::vector{Number(i % 3), Number(i), Number(i % 5)}, 1);
  const RowIndex* both = relation.Index(Columns({0, 2}));
  const RowIndex* last = relation.Index(Columns({2}));
  CHECK(relation.Index(Columns({0, 2})) == both);
  for (uint64_t a = 0; a < 3; ++a) {
    for (uint64_t b = 0; b < 5; ++b) {
      const std::vector<uint32_t> found = RowsWith(relation, *both, {Number(a), Number(b)});
      CHECK(found.size() == 20);
      for (uint32_t row : found) CHECK((row % 3 == a && row % 5 == b));
    }
  }
  CHECK(RowsWith(relation, *last, {Number(4)}).size() == 60);
  CHECK(RowsWith(relation, *both, {Number(3), Number(0)}).empty());
}

TEST_CASE("pending rows that are dropped are found no more, in small and in large relations") {
  for (uint64_t kept : {2, 100}) {
    Arena arena;
    Relation relation(2, &arena);
    for (uint64_t i = 0; i < kept; ++i) relation.Insert(Row(0, i), 1);
    relation.Advance();
    for (uint64_t i = kept; i < kept + 100; ++i) relation.Insert(Row(0, i), 1);
    relation.Index(Columns({1}));
    relation.DropPending();
    CHECK(relation.size() == kept);
    CHECK(relation.Find(Row(0, 0), 1) == 0);
    CHECK(!relation.Find(Row(0, kept), 1).has_value());
    CHECK(relation.Insert(Row(0, kept), 1));
    CHECK(!relation.Insert(Row(0, 0), 1));
  }
}

TEST_CASE("a relation without columns holds one row for each origin") {
  Arena arena;
  Relation relation(0, &arena);
  CHECK(relation.Insert({}, 1));
  CHECK(!relation.Insert({}, 1));
  CHECK(relation.Insert({}, 2));
}

}  // namespace
}  // namespace hardtack::engine

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/engine/base_relation.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <random>
#include <set>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/engine/base_relation_builder.h"

namespace hardtack::engine {
namespace {

constexpr SipKey kKey{5, 6};

Value Integer(int64_t value) { return Value(ValueKind::kInteger, static_cast<uint64_t>(value)); }
using Row = std::vector<Value>;

// A relation with its arrays.
class Built {
 public:
  Built(uint32_t arity, const std::vector<Row>& rows, const std::vector<std::vector<uint32_t>>& indexes = {}) {
    BaseRelationBuilder builder(0, arity);
    for (const Row& row : rows) builder.Add(row);
    for (const std::vector<uint32_t>& columns : indexes) builder.AddIndex(columns);
    std::move(builder).Finish(kKey, vectors_);
  }
  BaseRelation relation() const { return BaseRelation(SpansOf(vectors_), vectors_.relations.at(0), kKey); }

 private:
  SectionVectors vectors_;
};

Row RowAt(const BaseIndex& index, uint32_t number, uint32_t arity) {
  Row row;
  for (uint32_t column = 0; column < arity; ++column) row.push_back(index.At(number, column));
  return row;
}

std::vector<Row> RowsOf(const BaseIndex& index, BaseRows range, uint32_t arity) {
  std::vector<Row> rows;
  for (uint32_t i = 0; i < range.size; ++i) rows.push_back(RowAt(index, range.first + i, arity));
  return rows;
}

const BaseIndex& IndexOf(const BaseRelation& relation, const std::vector<uint32_t>& columns) {
  for (const BaseIndex& index : relation.indexes()) {
    if (std::ranges::equal(index.columns(), columns)) return index;
  }
  FAIL("there is no such index");
  return relation.indexes()[0];
}

// The rows that the index of `columns` finds.
std::vector<Row> Found(const BaseRelation& relation, const std::vector<uint32_t>& columns, const Row& key) {
  const BaseIndex& index = IndexOf(relation, columns);
  return RowsOf(index, index.Find(key), relation.arity());
}

TEST_CASE("an index has all rows, each once, and those that it finds ascend") {
  const Built built(
      2, {{Integer(2), Integer(1)}, {Integer(1), Integer(9)}, {Integer(2), Integer(1)}, {Integer(1), Integer(3)}});
  const BaseRelation relation = built.relation();
  CHECK(relation.size() == 3);
  for (const BaseIndex& index : relation.indexes()) {
    std::vector<Row> rows = RowsOf(index, {0, index.size()}, 2);
    std::ranges::sort(rows);
    CHECK(rows == std::vector<Row>{{Integer(1), Integer(3)}, {Integer(1), Integer(9)}, {Integer(2), Integer(1)}});
  }
  CHECK(Found(relation, {0}, {Integer(1)}) == std::vector<Row>{{Integer(1), Integer(3)}, {Integer(1), Integer(9)}});
  CHECK(relation.Contains(Row{Integer(1), Integer(9)}));
  CHECK(!relation.Contains(Row{Integer(9), Integer(1)}));
}

TEST_CASE("values of any width come back as they were") {
  const std::vector<Row> rows = {{Integer(-1), Integer(7), Value::Null(), Value(ValueKind::kDate, 1'800'000'000)},
                                 {Integer(1), Integer(8), Value::Bool(true), Value(ValueKind::kString, 5)}};
  const Built built(4, rows);
  CHECK(Found(built.relation(), {0}, {Integer(-1)}) == std::vector<Row>{rows[0]});
  CHECK(Found(built.relation(), {3}, {Value(ValueKind::kString, 5)}) == std::vector<Row>{rows[1]});
  // Of the column that four bytes suffice for, a value with the same lower half.
  CHECK(Found(built.relation(), {1}, {Integer(7 + (int64_t{1} << 32))}).empty());
}

TEST_CASE("a relation without columns has one row, which is found by nothing") {
  const Built built(0, {{}, {}});
  CHECK(built.relation().size() == 1);
  CHECK(built.relation().Contains({}));
  CHECK(Found(built.relation(), {}, {}) == std::vector<Row>{{}});
}

TEST_CASE("indexes find what a scan finds, whatever columns they have") {
  std::mt19937 random(7);
  for (int round = 0; round < 30; ++round) {
    const uint32_t arity = 1 + random() % 4;
    const uint32_t row_count = 1 + random() % 300;
    std::vector<Row> rows(row_count);
    for (Row& row : rows) {
      for (uint32_t column = 0; column < arity; ++column)
        row.push_back(Integer(static_cast<int64_t>(random() % (column == 0 ? 50 : 8))));
    }
    std::vector<std::vector<uint32_t>> subsets;
    for (uint32_t bits = 1; bits < 1u << arity; ++bits) {
      std::vector<uint32_t> columns;
      for (uint32_t column = 0; column < arity; ++column) {
        if ((bits >> column & 1) != 0) columns.push_back(column);
      }
      subsets.push_back(std::move(columns));
    }
    const Built built(arity, rows, subsets);
    const BaseRelation relation = built.relation();
    CHECK(relation.indexes().size() == subsets.size());
    const std::vector<Row> all = RowsOf(relation.indexes()[0], {0, relation.size()}, arity);
    for (const BaseIndex& index : relation.indexes()) {
      auto project = [&](const Row& row) {
        Row key;
        for (uint32_t column : index.columns()) key.push_back(row[column]);
        return key;
      };
      std::set<Row> keys;
      for (const Row& row : all) keys.insert(project(row));
      CHECK(index.key_count() == keys.size());
      for (uint32_t probe = 0; probe < 100; ++probe) {
        Row key;
        for (uint32_t column : index.columns())
          key.push_back(Integer(static_cast<int64_t>(random() % (column == 0 ? 52 : 9))));
        std::vector<Row> expected;
        std::ranges::copy_if(all, std::back_inserter(expected), [&](const Row& row) { return project(row) == key; });
        std::ranges::sort(expected);
        CHECK(RowsOf(index, index.Find(key), arity) == expected);
      }
    }
  }
}

TEST_CASE("a key of very many rows has all of them, and those that share its bucket are found") {
  std::vector<Row> rows;
  for (int64_t i = 0; i < 100'000; ++i) rows.push_back({Integer(i), Integer(i < 90'000 ? 1 : i)});
  const Built built(2, rows);
  const BaseRelation relation = built.relation();
  const BaseIndex& index = IndexOf(relation, {1});
  const BaseRows many = index.Find(Row{Integer(1)});
  REQUIRE(many.size == 90'000);
  CHECK(index.At(many.first, 0) == Integer(0));
  CHECK(index.At(many.first + 89'999, 0) == Integer(89'999));
  for (int64_t i = 90'000; i < 100'000; ++i) {
    if (Found(relation, {1}, {Integer(i)}) != std::vector<Row>{{Integer(i), Integer(i)}}) FAIL_CHECK(i);
    if (!Found(relation, {1}, {Integer(i - 60'000)}).empty()) FAIL_CHECK(i);
  }
}

}  // namespace
}  // namespace hardtack::engine

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/engine/base_relation.h"

#include <algorithm>
#include <cstdint>
#include <random>
#include <set>
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

Row RowAt(const BaseRelation& relation, uint32_t number) {
  Row row;
  for (uint32_t column = 0; column < relation.arity(); ++column) row.push_back(relation.At(number, column));
  return row;
}

const BaseRelation::Index& IndexOf(const BaseRelation& relation, const std::vector<uint32_t>& columns) {
  for (const BaseRelation::Index& index : relation.indexes()) {
    if (std::ranges::equal(index.columns, columns)) return index;
  }
  FAIL("there is no such index");
  return relation.indexes()[0];
}

// The rows that `index` finds, in order.
std::vector<Row> Found(const BaseRelation& relation, const BaseRelation::Index& index, const Row& key) {
  const BaseRows rows = relation.Find(index, key);
  std::vector<Row> found;
  for (uint32_t i = 0; i < rows.size(); ++i) found.push_back(RowAt(relation, rows[i]));
  return found;
}

TEST_CASE("rows are sorted, and each is there once") {
  const Built built(
      2, {{Integer(2), Integer(1)}, {Integer(1), Integer(9)}, {Integer(2), Integer(1)}, {Integer(1), Integer(3)}});
  const BaseRelation relation = built.relation();
  REQUIRE(relation.size() == 3);
  CHECK(RowAt(relation, 0) == Row{Integer(1), Integer(3)});
  CHECK(RowAt(relation, 1) == Row{Integer(1), Integer(9)});
  CHECK(RowAt(relation, 2) == Row{Integer(2), Integer(1)});
  CHECK(relation.All().size() == 3);
}

TEST_CASE("values of any width come back as they were") {
  const std::vector<Row> rows = {{Integer(-1), Integer(7), Value::Null(), Value(ValueKind::kDate, 1'800'000'000)},
                                 {Integer(1), Integer(8), Value::Bool(true), Value(ValueKind::kString, 5)}};
  const Built built(4, rows);
  CHECK(std::set<Row>{RowAt(built.relation(), 0), RowAt(built.relation(), 1)} ==
        std::set<Row>(rows.begin(), rows.end()));
  CHECK(Found(built.relation(), IndexOf(built.relation(), {0}), {Integer(-1)}) == std::vector<Row>{rows[0]});
  CHECK(Found(built.relation(), IndexOf(built.relation(), {3}), {Value(ValueKind::kString, 5)}) ==
        std::vector<Row>{rows[1]});
  // Of the column that four bytes suffice for, a value with the same lower half.
  CHECK(Found(built.relation(), IndexOf(built.relation(), {1}), {Integer(7 + (int64_t{1} << 32))}).empty());
}

TEST_CASE("a relation without columns has one row and no index") {
  const Built built(0, {{}, {}});
  CHECK(built.relation().size() == 1);
  CHECK(built.relation().indexes().empty());
}

TEST_CASE("indexes find what a scan finds, whatever columns they have") {
  std::mt19937 random(7);
  for (int round = 0; round < 30; ++round) {
    const uint32_t arity = 1 + random() % 4;
    const uint32_t row_count = 1 + random() % 300;
    std::vector<Row> rows(row_count);
    for (Row& row : rows) {
      for (uint32_t column = 0; column < arity; ++column) row.push_back(Integer(random() % (column == 0 ? 50 : 8)));
    }
    std::vector<std::vector<uint32_t>> subsets;
    for (uint32_t bits = 1; bits < 1u << arity; ++bits) {
      std::vector<uint32_t>& columns = subsets.emplace_back();
      for (uint32_t column = 0; column < arity; ++column) {
        if ((bits >> column & 1) != 0) columns.push_back(column);
      }
    }
    const Built built(arity, rows, subsets);
    const BaseRelation relation = built.relation();
    CHECK(relation.indexes().size() == subsets.size());
    for (const BaseRelation::Index& index : relation.indexes()) {
      std::set<Row> keys;
      for (uint32_t probe = 0; probe < 100; ++probe) {
        Row key;
        for (uint32_t column : index.columns) key.push_back(Integer(random() % (column == 0 ? 52 : 9)));
        std::vector<Row> expected;
        for (uint32_t row = 0; row < relation.size(); ++row) {
          Row projected;
          for (uint32_t column : index.columns) projected.push_back(relation.At(row, column));
          keys.insert(projected);
          if (projected == key) expected.push_back(RowAt(relation, row));
        }
        CHECK(Found(relation, index, key) == expected);
      }
      CHECK(index.key_count == keys.size());
    }
  }
}

TEST_CASE("a key of more rows than a slot counts has all of them") {
  constexpr uint32_t kRows = IndexSlot::kMostRows + 1000;
  BaseRelationBuilder builder(0, 2);
  for (uint32_t i = 0; i < kRows; ++i) builder.Add(Row{Integer(i), Integer(1)});
  for (uint32_t i = 0; i < 10; ++i) builder.Add(Row{Integer(i), Integer(2)});
  SectionVectors vectors;
  std::move(builder).Finish(kKey, vectors);
  const BaseRelation relation(SpansOf(vectors), vectors.relations[0], kKey);
  const BaseRows many = relation.Find(IndexOf(relation, {1}), Row{Integer(1)});
  REQUIRE(many.size() == kRows);
  CHECK(relation.At(many[kRows - 1], 0) == Integer(kRows - 1));
  CHECK(relation.Find(IndexOf(relation, {1}), Row{Integer(2)}).size() == 10);

  BaseRelationBuilder sorted(0, 2);
  for (uint32_t i = 0; i < kRows; ++i) sorted.Add(Row{Integer(1), Integer(i)});
  sorted.Add(Row{Integer(2), Integer(0)});
  SectionVectors sorted_vectors;
  std::move(sorted).Finish(kKey, sorted_vectors);
  const BaseRelation prefix(SpansOf(sorted_vectors), sorted_vectors.relations[0], kKey);
  CHECK(prefix.Find(IndexOf(prefix, {0}), Row{Integer(1)}).size() == kRows);
}

}  // namespace
}  // namespace hardtack::engine

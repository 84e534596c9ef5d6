// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Choosing indexes. Tested by tests/engine/shared_facts_test.cc.

#include "hardtack/engine/shared_access.h"

#include <algorithm>
#include <optional>

#include "hardtack/engine/column_set.h"

namespace hardtack::engine {
namespace {

// An index that is expected to find so many times as many facts as the best is not looked into.
constexpr uint64_t kWorthLooking = 16;

// The test of `column`; null: it is not known.
const ColumnTest* Find(std::span<const ColumnTest> known, uint32_t column) {
  const auto found = std::ranges::lower_bound(known, column, {}, &ColumnTest::column);
  return found != known.end() && found->column == column ? &*found : nullptr;
}

// How many facts a look into `index` finds, exactly if its key is constant; nullopt: it has a column that is not known.
std::optional<uint32_t> RowsOf(const BaseIndex& index, std::span<const ColumnTest> known) {
  if (index.columns().size() > ColumnSet::kMaxColumns) return std::nullopt;
  std::vector<Value> key;
  for (uint32_t column : index.columns()) {
    const ColumnTest* const test = Find(known, column);
    if (test == nullptr) return std::nullopt;
    if (test->action == ColumnTest::Action::kConstant) key.push_back(test->value);
  }
  if (key.size() == index.columns().size()) return index.Find(key).size;
  return static_cast<uint32_t>((uint64_t{index.size()} + index.key_count() - 1) / index.key_count());
}

}  // namespace

SharedAccess AccessTo(const BaseRelation& relation, std::span<const ColumnTest> known) {
  struct Candidate {
    uint32_t index;
    uint32_t rows;
  };
  std::vector<Candidate> candidates;
  const std::span<const BaseIndex> indexes = relation.indexes();
  for (uint32_t i = 0; i < indexes.size(); ++i) {
    const std::optional<uint32_t> rows = RowsOf(indexes[i], known);
    if (rows.has_value()) candidates.push_back({i, *rows});
  }
  // One that has all columns of another, and more, finds no more than it.
  auto is_covered = [&](const Candidate& candidate) {
    return std::ranges::any_of(candidates, [&](const Candidate& other) {
      const std::span<const uint32_t> columns = indexes[candidate.index].columns(),
                                      more = indexes[other.index].columns();
      return more.size() > columns.size() && std::ranges::includes(more, columns);
    });
  };
  std::vector<Candidate> chosen;
  std::ranges::remove_copy_if(candidates, std::back_inserter(chosen), is_covered);
  std::ranges::stable_sort(chosen, {}, &Candidate::rows);
  if (chosen.empty()) return {{}, relation.size()};
  SharedAccess access{{}, chosen[0].rows};
  for (const Candidate& candidate : chosen) {
    if (candidate.rows <= kWorthLooking * std::max<uint64_t>(access.rows, 1)) access.indexes.push_back(candidate.index);
  }
  return access;
}

}  // namespace hardtack::engine

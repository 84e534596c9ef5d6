// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Sets and maps in order. Tested by tests/engine/interner_test.cc and tests/engine/term_table_test.cc.

#include "hardtack/engine/composite_order.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace hardtack::engine {

OrderedElements OrderSet(std::span<const Value> members, std::pmr::memory_resource* memory) {
  using Values = std::pmr::vector<Value>;
  OrderedElements ordered{Values(members.begin(), members.end(), memory), Values(memory)};
  Values& sorted = ordered.sorted;
  std::ranges::sort(sorted);
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  if (sorted.size() == members.size()) {
    ordered.written.assign(members.begin(), members.end());
    return ordered;
  }
  std::pmr::vector<bool> seen(sorted.size(), false, memory);
  for (Value member : members) {
    const size_t position = std::ranges::lower_bound(sorted, member) - sorted.begin();
    if (!seen[position]) ordered.written.push_back(member);
    seen[position] = true;
  }
  return ordered;
}

OrderedElements OrderMap(std::span<const Value> entries, std::pmr::memory_resource* memory) {
  std::pmr::vector<size_t> order(memory);  // of the entries, by key
  for (size_t i = 0; i < entries.size(); i += 2) order.push_back(i);
  std::ranges::sort(order, [&](size_t a, size_t b) { return std::pair(entries[a], a) < std::pair(entries[b], b); });
  std::pmr::vector<size_t> kept(memory);
  for (size_t i = 0; i < order.size(); ++i) {
    const bool overwritten = i + 1 < order.size() && entries[order[i]] == entries[order[i + 1]];
    if (!overwritten) kept.push_back(order[i]);
  }
  auto gather = [&](const std::pmr::vector<size_t>& positions) {
    std::pmr::vector<Value> values(memory);
    for (size_t position : positions) values.insert(values.end(), {entries[position], entries[position + 1]});
    return values;
  };
  std::pmr::vector<Value> sorted = gather(kept);
  std::ranges::sort(kept);
  return {std::move(sorted), gather(kept)};
}

}  // namespace hardtack::engine

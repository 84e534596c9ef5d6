// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Sets and maps in order. Tested by tests/engine/interner_test.cc and tests/engine/term_table_test.cc.

#include "hardtack/engine/composite_order.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace hardtack::engine {

OrderedElements OrderSet(std::span<const Value> members) {
  OrderedElements ordered{{members.begin(), members.end()}, {}};
  std::vector<Value>& sorted = ordered.sorted;
  std::ranges::sort(sorted);
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  if (sorted.size() == members.size()) {
    ordered.written.assign(members.begin(), members.end());
    return ordered;
  }
  std::vector<bool> seen(sorted.size());
  for (Value member : members) {
    const size_t position = std::ranges::lower_bound(sorted, member) - sorted.begin();
    if (!seen[position]) ordered.written.push_back(member);
    seen[position] = true;
  }
  return ordered;
}

OrderedElements OrderMap(std::span<const Value> entries) {
  std::vector<size_t> order;  // of the entries, by key
  for (size_t i = 0; i < entries.size(); i += 2) order.push_back(i);
  std::ranges::sort(order, [&](size_t a, size_t b) { return std::pair(entries[a], a) < std::pair(entries[b], b); });
  std::vector<size_t> kept;
  for (size_t i = 0; i < order.size(); ++i) {
    const bool overwritten = i + 1 < order.size() && entries[order[i]] == entries[order[i + 1]];
    if (!overwritten) kept.push_back(order[i]);
  }
  auto gather = [&](const std::vector<size_t>& positions) {
    std::vector<Value> values;
    for (size_t position : positions) values.insert(values.end(), {entries[position], entries[position + 1]});
    return values;
  };
  OrderedElements ordered;
  ordered.sorted = gather(kept);
  std::ranges::sort(kept);
  ordered.written = gather(kept);
  return ordered;
}

}  // namespace hardtack::engine

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Sets of code points. Tested by tests/engine/pattern_test.cc.

#include "hardtack/engine/code_set.h"

#include <algorithm>

namespace hardtack::engine {

void CodeSet::Add(std::span<const CodeRange> ranges) {
  std::vector<CodeRange> all = ranges_;
  all.insert(all.end(), ranges.begin(), ranges.end());
  std::ranges::sort(all, {}, &CodeRange::first);
  ranges_.clear();
  for (const CodeRange& range : all) {
    if (!ranges_.empty() && range.first <= ranges_.back().last + 1) {
      ranges_.back().last = std::max(ranges_.back().last, range.last);
    } else {
      ranges_.push_back(range);
    }
  }
}

CodeSet CodeSet::Complement() const {
  CodeSet complement;
  char32_t next = 0;
  for (const CodeRange& range : ranges_) {
    if (range.first > next) complement.ranges_.push_back({next, range.first - 1});
    next = range.last + 1;
  }
  if (next <= kLastCodePoint) complement.ranges_.push_back({next, kLastCodePoint});
  return complement;
}

CodeSet CodeSet::Intersect(const CodeSet& other) const {
  CodeSet both;
  auto mine = ranges_.begin(), theirs = other.ranges_.begin();
  while (mine != ranges_.end() && theirs != other.ranges_.end()) {
    const CodeRange overlap{std::max(mine->first, theirs->first), std::min(mine->last, theirs->last)};
    if (overlap.first <= overlap.last) both.ranges_.push_back(overlap);
    mine->last < theirs->last ? ++mine : ++theirs;
  }
  return both;
}

}  // namespace hardtack::engine

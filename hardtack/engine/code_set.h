// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// CodeSet is a set of code points as ranges, for the classes of patterns.

#ifndef HARDTACK_ENGINE_CODE_SET_H_
#define HARDTACK_ENGINE_CODE_SET_H_

#include <initializer_list>
#include <span>
#include <vector>

namespace hardtack::engine {

inline constexpr char32_t kLastCodePoint = 0x10FFFF;

struct CodeRange {
  char32_t first = 0;
  char32_t last = 0;
  bool operator==(const CodeRange&) const = default;
};

class CodeSet {
 public:
  CodeSet() = default;
  CodeSet(std::initializer_list<CodeRange> ranges) { Add(std::span(ranges.begin(), ranges.size())); }

  void Add(CodeRange range) { Add(std::span(&range, 1)); }
  void Add(std::span<const CodeRange> ranges);  // O(n log n) in the ranges that there are then
  void Add(const CodeSet& other) { Add(other.ranges()); }

  CodeSet Complement() const;
  CodeSet Intersect(const CodeSet& other) const;
  CodeSet Subtract(const CodeSet& other) const { return Intersect(other.Complement()); }

  // Ascending, disjoint, with gaps between them.
  std::span<const CodeRange> ranges() const { return ranges_; }
  bool empty() const { return ranges_.empty(); }
  bool IsAscii() const { return empty() || ranges_.back().last < 0x80; }

 private:
  std::vector<CodeRange> ranges_;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_CODE_SET_H_

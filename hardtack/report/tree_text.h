// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// TreeText draws a forest, line by line in depth-first order, with the strokes of box drawing between parents and
// children. Internal to report.

#ifndef HARDTACK_REPORT_TREE_TEXT_H_
#define HARDTACK_REPORT_TREE_TEXT_H_

#include <cstddef>
#include <string>
#include <vector>

namespace hardtack::report {

class TreeText {
 public:
  // The next line, without line feeds; its parent is the last line before it that is one level less deep. Roots have
  // depth 0, and a line is at most one deeper than the one before.
  void Add(size_t depth, std::string line) { lines_.push_back({depth, std::move(line)}); }

  // Each line behind the strokes that lead to it. O(lines x depth).
  std::string Draw() const;

 private:
  struct Line {
    size_t depth;
    std::string text;
  };
  std::vector<Line> lines_;
};

}  // namespace hardtack::report

#endif  // HARDTACK_REPORT_TREE_TEXT_H_

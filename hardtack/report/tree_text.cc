// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Drawing trees. Tested by tests/report/explanation_test.cc.

#include "hardtack/report/tree_text.h"

namespace hardtack::report {

std::string TreeText::Draw() const {
  // From the end: whether a later line has the same parent.
  std::vector<bool> has_sibling(lines_.size());
  std::vector<bool> seen;  // by depth: a later child of the parent that is open there
  for (size_t i = lines_.size(); i-- > 0;) {
    seen.resize(lines_[i].depth + 1);
    has_sibling[i] = seen.back();
    seen.back() = true;
  }
  std::string text;
  std::vector<bool> open;  // by depth: whether the last line there has a sibling to come
  for (size_t i = 0; i < lines_.size(); ++i) {
    open.resize(lines_[i].depth + 1);
    open.back() = has_sibling[i];
    for (size_t depth = 1; depth < lines_[i].depth; ++depth) text += open[depth] ? "│  " : "   ";
    if (lines_[i].depth > 0) text += has_sibling[i] ? "├─ " : "└─ ";
    text += lines_[i].text + '\n';
  }
  return text;
}

}  // namespace hardtack::report

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Nesting counts the levels that are open where the parser reads, and refuses one too many before the grammar recurses
// into it. A level is whatever the grammar recurses on or the syntax nests by: parentheses, collections, the argument
// of a method, the operand of `!`, and the right side of `&&` and `||`, which becomes a closure.

#ifndef HARDTACK_PARSER_NESTING_H_
#define HARDTACK_PARSER_NESTING_H_

#include <cstddef>
#include <string>

#include "hardtack/parser/failure.h"

namespace hardtack::parser {

class Nesting {
 public:
  explicit Nesting(size_t maximum) : maximum_(maximum) {}

  // Throws unless `levels` more may nest at `offset`.
  void Require(size_t offset, size_t levels) const {
    if (levels <= maximum_ - depth_) return;
    throw Failure{ErrorKind::kTooDeep, offset, "nested deeper than " + std::to_string(maximum_) + " levels"};
  }

  void Enter(size_t offset) {
    Require(offset, 1);
    ++depth_;
  }
  void Leave() { --depth_; }
  void Reset() { depth_ = 0; }

 private:
  size_t maximum_;
  size_t depth_ = 0;  // INVARIANT: at most maximum_
};

}  // namespace hardtack::parser

#endif  // HARDTACK_PARSER_NESTING_H_

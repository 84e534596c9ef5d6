// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// TermBuilder puts terms together while the grammar matches them: literals are pushed, and the end of a set, array or
// map replaces what was pushed since its beginning.

#ifndef HARDTACK_PARSER_TERM_BUILDER_H_
#define HARDTACK_PARSER_TERM_BUILDER_H_

#include <cstddef>
#include <utility>
#include <vector>

#include "hardtack/engine/ast.h"
#include "hardtack/parser/nesting.h"

namespace hardtack::parser {

// A term and where its text starts.
struct PlacedTerm {
  engine::Term term;
  size_t offset = 0;
  size_t hash = 0;  // of its value (term_hash.h), if it is within a set, array or map
};

class TermBuilder {
 public:
  explicit TermBuilder(Nesting& nesting) : nesting_(nesting) {}

  void Push(engine::Term term, size_t offset);

  void Open(size_t offset);  // a set, array or map
  void CloseArray();
  void CloseMap();

  // Throws Failure on a set within the set and, unless `mixed`, on members of different types. Duplicates vanish.
  void CloseSet(bool mixed);

  // Takes the last term as the key of the next entry; false unless it is an integer or a string.
  bool Key();

  // Takes the last term, or all of them.
  engine::Term Pop();
  std::vector<PlacedTerm> TakeAll() { return std::exchange(terms_, {}); }

  void Reset();

 private:
  struct Collection {
    size_t offset;
    size_t first_term;
    size_t first_key;
  };

  Collection Close();
  void Replace(const Collection& collection, engine::Term term, size_t hash);

  Nesting& nesting_;
  std::vector<PlacedTerm> terms_;
  std::vector<engine::MapKey> keys_;
  std::vector<Collection> open_;
};

}  // namespace hardtack::parser

#endif  // HARDTACK_PARSER_TERM_BUILDER_H_

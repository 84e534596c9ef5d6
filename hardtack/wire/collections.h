// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What sets and maps are on the wire: which members a set may have, and the orders in which the reference keeps them.
// Internal to wire.

#ifndef HARDTACK_WIRE_COLLECTIONS_H_
#define HARDTACK_WIRE_COLLECTIONS_H_

#include <compare>
#include <string>
#include <vector>

#include "hardtack/engine/ast.h"
#include "hardtack/wire/symbols.h"

namespace hardtack::wire {

// Throws CodecError unless the members have one kind and are neither variables nor sets.
// Biscuit specification, "Terminology".
void CheckSet(const engine::Set& set);

// The reference's order of terms and map keys: by kind, in the order of Term's alternatives, then by value. It orders
// strings by their text before it interns them, and by symbol id when it writes them.
class TermOrder {
 public:
  // Strings by their text.
  TermOrder() = default;
  // Strings by their id in `symbols`, which must hold them all and outlive this.
  explicit TermOrder(const SymbolTable& symbols) : symbols_(&symbols) {}

  // `term` with every set and map in it sorted and without duplicates; of equal map keys the last one stays.
  // O(n log n) comparisons at each level.
  engine::Term Canonical(const engine::Term& term) const;

  // Removes duplicates and keeps the order of what stays: the first of equal members, the last of equal keys. Members
  // that differ only in the order of a set or map inside are equal.
  void RemoveDuplicates(std::vector<engine::Term>& members) const;
  void RemoveDuplicates(std::vector<engine::MapEntry>& entries) const;

 private:
  std::strong_ordering Compare(const engine::Term& a, const engine::Term& b) const;  // of canonical terms
  std::strong_ordering Compare(const engine::MapKey& a, const engine::MapKey& b) const;
  std::strong_ordering Compare(const engine::MapEntry& a, const engine::MapEntry& b) const;
  std::strong_ordering Compare(const std::string& a, const std::string& b) const;

  const SymbolTable* symbols_ = nullptr;  // null: by text
};

}  // namespace hardtack::wire

#endif  // HARDTACK_WIRE_COLLECTIONS_H_

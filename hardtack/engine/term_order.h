// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// TermOrder tells which terms are the same value though they are written differently: sets and maps whose members stand in
// another order. Stateless but for the rank of strings; any number of threads, if that allows it.

#ifndef HARDTACK_ENGINE_TERM_ORDER_H_
#define HARDTACK_ENGINE_TERM_ORDER_H_

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "hardtack/engine/ast.h"

namespace hardtack::engine {

// The reference's order of terms and map keys: by kind, in the order of Term's alternatives, then by value. It orders
// strings by their text before it interns them, and by symbol id when it writes them.
class TermOrder {
 public:
  // Strings by their text.
  TermOrder() = default;
  // Strings by their `rank`, which differs from one to another.
  explicit TermOrder(std::function<uint64_t(const std::string&)> rank) : rank_(std::move(rank)) {}

  // `term` with every set and map in it sorted and without duplicates; of equal map keys the last one stays.
  // O(n log n) comparisons at each level.
  Term Canonical(const Term& term) const;

  // Removes duplicates and keeps the order of what stays: the first of equal members, the last of equal keys. Members
  // that differ only in the order of a set or map inside are equal.
  void RemoveDuplicates(std::vector<Term>& members) const;
  void RemoveDuplicates(std::vector<MapEntry>& entries) const;

 private:
  std::strong_ordering Compare(const Term& a, const Term& b) const;  // of canonical terms
  std::strong_ordering Compare(const MapKey& a, const MapKey& b) const;
  std::strong_ordering Compare(const MapEntry& a, const MapEntry& b) const;
  std::strong_ordering Compare(const std::string& a, const std::string& b) const;

  std::function<uint64_t(const std::string&)> rank_;  // empty: by text
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_TERM_ORDER_H_

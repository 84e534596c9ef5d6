// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Greedy join orders. Tested by tests/engine/compile_test.cc and tests/engine/shared_facts_test.cc.

#include "hardtack/engine/atom_order.h"

#include <algorithm>
#include <tuple>

#include "hardtack/engine/shared_access.h"

namespace hardtack::engine {

void AtomOrder::Begin(const Body& body) {
  bound_.assign(body.frame_size, false);
  has_shared_ = false;
  for (uint32_t i = body.atoms.begin; i < body.atoms.end; ++i) has_shared_ |= program_.atoms[i].shared != nullptr;
}

void AtomOrder::Take(uint32_t atom) {
  const Range terms = program_.atoms[atom].terms;
  for (uint32_t i = terms.begin; i < terms.end; ++i) {
    if (program_.terms[i].is_slot) bound_[program_.terms[i].slot] = true;
  }
}

uint32_t AtomOrder::Best(std::span<const uint32_t> atoms) const {
  return *std::ranges::min_element(atoms, {}, [this](uint32_t atom) {
    const int64_t unknown = UnknownColumns(atom), all = program_.atoms[atom].terms.size();
    const bool is_shared = program_.atoms[atom].shared != nullptr;
    return std::tuple(has_shared_ ? ExpectedRows(atom) : 0, unknown, unknown - all, is_shared);
  });
}

uint32_t AtomOrder::UnknownColumns(uint32_t atom) const {
  const Range terms = program_.atoms[atom].terms;
  uint32_t unknown = 0;
  for (uint32_t i = terms.begin; i < terms.end; ++i) unknown += IsKnown(program_.terms[i]) ? 0 : 1;
  return unknown;
}

// How many facts `atom` may add to a binding when it is joined next. What is shared is counted; of other facts, which
// are not known yet, there are few.
uint64_t AtomOrder::ExpectedRows(uint32_t atom) const {
  const uint32_t unknown = UnknownColumns(atom);
  const Atom& joined = program_.atoms[atom];
  if (unknown == 0) return 0;
  if (joined.shared == nullptr) return unknown == joined.terms.size() ? 2 : 1;
  std::vector<ColumnTest> known;
  for (uint32_t i = 0; i < joined.terms.size(); ++i) {
    const CompiledTerm& term = program_.terms[joined.terms.begin + i];
    if (!IsKnown(term)) continue;
    known.push_back(
        {term.is_slot ? ColumnTest::Action::kBound : ColumnTest::Action::kConstant, i, term.slot, term.value});
  }
  return AccessTo(*joined.shared, known).rows;
}

}  // namespace hardtack::engine

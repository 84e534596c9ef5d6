// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// AtomOrder says which atom of a body to join next when some of its variables are bound. Internal to the engine.

#ifndef HARDTACK_ENGINE_ATOM_ORDER_H_
#define HARDTACK_ENGINE_ATOM_ORDER_H_

#include <cstdint>
#include <span>
#include <vector>

#include "hardtack/engine/program.h"

namespace hardtack::engine {

class AtomOrder {
 public:
  explicit AtomOrder(const Program& program) : program_(program) {}

  // Turns to `body`, with nothing bound.
  void Begin(const Body& body);
  void Bind(uint32_t slot) { bound_[slot] = true; }
  // Binds the variables of `atom`.
  void Take(uint32_t atom);

  // Of `atoms` the one with the fewest columns that are not known yet, of several the one with the most that are known,
  // then the first. In a body with shared facts, of which there may be millions, first comes the number of facts that an
  // atom is expected to have.
  uint32_t Best(std::span<const uint32_t> atoms) const;

  bool has_shared() const { return has_shared_; }  // some atom of the body has shared facts

 private:
  bool IsKnown(const CompiledTerm& term) const { return !term.is_slot || bound_[term.slot]; }
  uint32_t UnknownColumns(uint32_t atom) const;
  uint64_t ExpectedRows(uint32_t atom) const;

  const Program& program_;
  std::vector<bool> bound_;  // by slot
  bool has_shared_ = false;  // some atom of the body has shared facts
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_ATOM_ORDER_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Planning: the order in which a body's atoms are joined, and the point at which each expression runs.

#ifndef HARDTACK_ENGINE_PLAN_H_
#define HARDTACK_ENGINE_PLAN_H_

#include <cstdint>
#include <span>
#include <vector>

#include "hardtack/engine/program.h"

namespace hardtack::engine {

// Bodies of more atoms than this are joined in written order and have no delta plans: ordering is quadratic, and all
// delta plans of a body are as large as the square of it.
inline constexpr uint32_t kMaxPlannedAtoms = 16;

// Appends a plan for `body` to `program`: greedily, the atom with the most known columns next, ties in written order;
// first the atom `delta_atom`, if not UINT32_MAX.
//
// Expression e runs at the first step where its variables (`used_slots[e]`) and those of all expressions written before
// it are bound: running it before one of those could hide that one's error. With `defer_expressions` none runs early.
Plan MakePlan(Program& program, const Body& body, std::span<const std::vector<uint32_t>> used_slots,
              bool defer_expressions, uint32_t delta_atom);

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_PLAN_H_

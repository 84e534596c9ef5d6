// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Planning: the orders in which a body's atoms may be joined, and the point at which each expression runs. Which of the
// orders is taken is decided when the body runs, by the sizes of its relations (join.h).

#ifndef HARDTACK_ENGINE_PLAN_H_
#define HARDTACK_ENGINE_PLAN_H_

#include <cstdint>
#include <span>
#include <vector>

#include "hardtack/engine/program.h"

namespace hardtack::engine {

// Appends the plans of `body` to `program` and notes them in `body`. Each starts with another atom; from there on the
// atom with the fewest columns that are not known yet is next, of several the one with the most that are known, then the
// one written first. Atoms that bind little come early so that others are looked up by what they bound.
//
// Expression e runs at the first step where its variables (`used_slots[e]`) and those of all expressions written before
// it are bound: running it before one of those could hide that one's error. With `defer_expressions` none runs early.
void AddPlans(Program& program, Body& body, std::span<const std::vector<uint32_t>> used_slots, bool defer_expressions);

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_PLAN_H_

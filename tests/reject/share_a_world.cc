// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A world counts the steps that are left and interns values as it is asked, so it has one owner.
// rejected: use of deleted function|call to (implicitly-)?deleted
#include <utility>

#include "hardtack/engine/evaluate.h"

hardtack::engine::World Take(hardtack::engine::World world) {
#ifndef HARDTACK_REJECTED
  hardtack::engine::World taken = std::move(world);
#else
  hardtack::engine::World taken = world;
#endif
  return taken;
}

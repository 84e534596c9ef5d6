// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// How many bytes of memory syntax and programs take, for caches with a bound: what was allocated, capacity included, and
// the object itself; not what the allocator adds.
//
// Linear in the syntax, and for a program in the number of its arrays and texts. Any thread, beside no change.

#ifndef HARDTACK_ENGINE_MEMORY_H_
#define HARDTACK_ENGINE_MEMORY_H_

#include <cstddef>

#include "hardtack/engine/ast.h"
#include "hardtack/engine/compile.h"

namespace hardtack::engine {

size_t MemoryBytes(const Block& block);

// Without its authorizer's.
size_t MemoryBytes(const Program& program);

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_MEMORY_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Transposing a BitMatrix: the same pairs, by their second number.

#ifndef HARDTACK_ENGINE_BIT_TRANSPOSE_H_
#define HARDTACK_ENGINE_BIT_TRANSPOSE_H_

#include "hardtack/engine/bit_matrix.h"
#include "hardtack/engine/budget.h"

namespace hardtack::engine {

// Adds the pairs of `from`, turned around, to `to`, another matrix of the same width. A step is charged for each
// stretch that is read, and for each that is written to, at most eight for one read of 64 rows that lie side by side.
// False: the budget is exhausted, and `to` has a part of the pairs.
bool AddTransposed(const BitMatrix& from, Budget& budget, BitMatrix& to);

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_BIT_TRANSPOSE_H_

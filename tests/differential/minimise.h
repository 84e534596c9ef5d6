// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Cuts a failing test case down to what still fails.

#ifndef HARDTACK_TESTS_DIFFERENTIAL_MINIMISE_H_
#define HARDTACK_TESTS_DIFFERENTIAL_MINIMISE_H_

#include <cstddef>
#include <functional>
#include <optional>

#include "tests/differential/program.h"

namespace hardtack::differential {

// `program` without its part number `part`, in the order of a walk over blocks, statements, branches, atoms, expressions,
// operations, scopes and signers; nullopt: it has fewer parts.
std::optional<Program> WithoutPart(Program program, size_t part);

// A program that `fails`, made from one that does, none of whose parts can be left out alone. Calls `fails` about (parts)^2 times.
Program Minimise(Program program, const std::function<bool(const Program&)>& fails);

}  // namespace hardtack::differential

#endif  // HARDTACK_TESTS_DIFFERENTIAL_MINIMISE_H_

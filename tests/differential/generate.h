// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Random programs: an authorizer and up to five blocks, some signed by third parties, with scopes, recursion, every
// kind of term and operator, checks of every kind and policies; small domains, so that rules match, checks fail and
// errors happen all of the time. The test prints the shares.

#ifndef HARDTACK_TESTS_DIFFERENTIAL_GENERATE_H_
#define HARDTACK_TESTS_DIFFERENTIAL_GENERATE_H_

#include <cstdint>

#include "tests/differential/program.h"
#include "tests/differential/random.h"

namespace hardtack::differential {

// The program of `seed`; the same on every machine.
Program Generate(uint64_t seed);
// The program of these choices.
Program Generate(Random random);

// The same program with its facts, the atoms of its bodies and the members of its sets and maps in another order.
// Rules, expressions and branches stay where they are: their order has a meaning.
Program Shuffled(const Program& program, Random& random);

}  // namespace hardtack::differential

#endif  // HARDTACK_TESTS_DIFFERENTIAL_GENERATE_H_

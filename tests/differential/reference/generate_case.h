// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Random cases.

#ifndef HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_GENERATE_CASE_H_
#define HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_GENERATE_CASE_H_

#include <cstdint>

#include "tests/differential/reference/case.h"

namespace hardtack::differential {

// The case of `seed`: a program half of the time, else tampered bytes or a text. The same on every machine but for what
// is signed with secp256r1, whose signatures are not deterministic.
Case GenerateCase(uint64_t seed);

}  // namespace hardtack::differential

#endif  // HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_GENERATE_CASE_H_

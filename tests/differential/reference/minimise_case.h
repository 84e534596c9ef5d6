// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Cuts a case down to what still fails: programs by tests/differential/minimise.h, texts by parts; bytes stay.

#ifndef HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_MINIMISE_CASE_H_
#define HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_MINIMISE_CASE_H_

#include <functional>

#include "tests/differential/reference/case.h"

namespace hardtack::differential {

// A case that `fails`, made from one that does. Calls `fails` about (parts)^2 times.
Case MinimiseCase(Case test_case, const std::function<bool(const Case&)>& fails);

}  // namespace hardtack::differential

#endif  // HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_MINIMISE_CASE_H_

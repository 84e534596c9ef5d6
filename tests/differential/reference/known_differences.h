// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Where the two sides differ on purpose, or the reference with itself: the one list of what is excused.
// docs/compatibility.md has a row for each.

#ifndef HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_KNOWN_DIFFERENCES_H_
#define HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_KNOWN_DIFFERENCES_H_

#include <set>
#include <span>
#include <string_view>

#include "tests/differential/reference/case.h"
#include "tests/differential/reference/compare.h"

namespace hardtack::differential {

struct KnownDifference {
  std::string_view name;
  std::string_view reason;
  std::set<Aspect> aspects;  // that it can make differ
  // Whether the case has what the name says. Decided from the case alone, never from what either side answers.
  bool (*holds)(const Case& test_case);
};

std::span<const KnownDifference> KnownDifferences();

// What excuses a difference of this aspect in `test_case`; null when nothing does.
const KnownDifference* Excuse(const Case& test_case, Aspect aspect);

}  // namespace hardtack::differential

#endif  // HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_KNOWN_DIFFERENCES_H_

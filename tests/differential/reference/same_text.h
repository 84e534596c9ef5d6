// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Printed Datalog, compared without regard to the order of members of sets and maps.

#ifndef HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_SAME_TEXT_H_
#define HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_SAME_TEXT_H_

#include <string>

namespace hardtack::differential {

// The text with the members of sets and maps sorted and without the scopes at its head, which the reference neither
// reads nor prints, if it parses as statements; else as it is.
std::string SortedText(const std::string& text);

}  // namespace hardtack::differential

#endif  // HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_SAME_TEXT_H_

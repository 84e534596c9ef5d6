// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Random ground terms from small domains, so that equal ones meet often.

#ifndef HARDTACK_TESTS_DIFFERENTIAL_GENERATE_TERM_H_
#define HARDTACK_TESTS_DIFFERENTIAL_GENERATE_TERM_H_

#include "hardtack/engine/ast.h"
#include "tests/differential/random.h"

namespace hardtack::differential {

enum class Type { kInteger, kString, kDate, kBytes, kBool, kSet, kNull, kArray, kMap };
inline constexpr size_t kTypes = 9;

Type GenerateType(Random& random);  // integers and strings most of the time
engine::Term GenerateTerm(Random& random, Type type);

}  // namespace hardtack::differential

#endif  // HARDTACK_TESTS_DIFFERENTIAL_GENERATE_TERM_H_

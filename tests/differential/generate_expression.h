// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Random expressions that are mostly well typed, so that evaluation gets far, and wrong often enough to reach every
// error.

#ifndef HARDTACK_TESTS_DIFFERENTIAL_GENERATE_EXPRESSION_H_
#define HARDTACK_TESTS_DIFFERENTIAL_GENERATE_EXPRESSION_H_

#include <string>
#include <vector>

#include "hardtack/engine/ast.h"
#include "tests/differential/generate_term.h"
#include "tests/differential/random.h"

namespace hardtack::differential {

// A variable in scope and the type that its values most likely have.
struct TypedVariable {
  std::string name;
  Type type = Type::kInteger;
};

// A boolean expression over `variables`. `wildness` is the chance, in percent and at each node, of something that is
// likely to be an error: another type, an unknown name, a shadowed parameter, a zero divisor; and of a damaged stack,
// once.
engine::Expression GenerateExpression(Random& random, const std::vector<TypedVariable>& variables, size_t wildness);

}  // namespace hardtack::differential

#endif  // HARDTACK_TESTS_DIFFERENTIAL_GENERATE_EXPRESSION_H_

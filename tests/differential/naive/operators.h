// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The naive evaluator's expressions: a stack machine that follows the specification sentence by sentence, without any
// thought for speed. Tested by naive_test.cc.
//
// Biscuit specification, "Expressions"; docs/language.md, "Numbers and operators", "Regular expressions".

#ifndef HARDTACK_TESTS_DIFFERENTIAL_NAIVE_OPERATORS_H_
#define HARDTACK_TESTS_DIFFERENTIAL_NAIVE_OPERATORS_H_

#include <map>
#include <string>
#include <vector>

#include "hardtack/base/error.h"
#include "hardtack/engine/ast.h"
#include "hardtack/engine/evaluate.h"
#include "tests/differential/naive/value.h"

namespace hardtack::naive {

// What an expression that fails throws.
struct Failure {
  ErrorKind kind;
};

using Bindings = std::map<std::string, Value>;

// The value of `ops` with the variables of `bindings`. Throws Failure. `externs` may be null. Where not null, `contested`
// is set if an `any` or `all` over a set or map has an element that raises an error beside one that decides or one that
// raises another: whoever asks the elements in some order and stops can come to another end.
Value EvaluateExpression(const std::vector<engine::Op>& ops, const Bindings& bindings, const engine::Externs* externs,
                         bool* contested = nullptr);

}  // namespace hardtack::naive

#endif  // HARDTACK_TESTS_DIFFERENTIAL_NAIVE_OPERATORS_H_

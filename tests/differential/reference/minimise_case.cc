// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Greedy removal, of parts of a program or of ever shorter stretches of a text.

#include "tests/differential/reference/minimise_case.h"

#include <algorithm>
#include <string>
#include <utility>

#include "tests/differential/minimise.h"
#include "tests/differential/reference/plain_program.h"

namespace hardtack::differential {
namespace {

// What is left of a program need not have an authority block or a text any more.
Case WithProgram(const Case& test_case, Program program) {
  Case changed = test_case;
  changed.program = std::move(program);
  MakeSignable(changed.program);
  MakeTextual(changed.program.authorizer);
  changed.from_text = test_case.from_text && IsTextual(changed.program);
  return changed;
}

Case MinimiseText(Case test_case, const std::function<bool(const Case&)>& fails) {
  for (size_t length = std::max<size_t>(test_case.text.size() / 2, 1); length > 0; length /= 2) {
    for (size_t at = 0; at + length <= test_case.text.size();) {
      Case smaller = test_case;
      smaller.text.erase(at, length);
      if (fails(smaller)) {
        test_case = std::move(smaller);
      } else {
        at += length;
      }
    }
  }
  return test_case;
}

}  // namespace

Case MinimiseCase(Case test_case, const std::function<bool(const Case&)>& fails) {
  if (test_case.kind == CaseKind::kText) return MinimiseText(std::move(test_case), fails);
  if (test_case.kind == CaseKind::kBytes) test_case.program.blocks.clear();
  Program program =
      Minimise(test_case.program, [&](const Program& smaller) { return fails(WithProgram(test_case, smaller)); });
  return WithProgram(test_case, std::move(program));
}

}  // namespace hardtack::differential

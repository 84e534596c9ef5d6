// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Greedy removal, of parts of a program or of ever shorter stretches of a text.

#include "tests/differential/reference/minimise_case.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_join.h"
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

// The reference takes UTF-8 alone, so a text is cut between characters.
std::vector<std::string> CharactersOf(const std::string& text) {
  std::vector<std::string> characters;
  for (const char byte : text) {
    const bool continues = (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
    if (!continues || characters.empty()) characters.emplace_back();
    characters.back() += byte;
  }
  return characters;
}

Case MinimiseText(Case test_case, const std::function<bool(const Case&)>& fails) {
  std::vector<std::string> characters = CharactersOf(test_case.text);
  for (size_t length = std::max<size_t>(characters.size() / 2, 1); length > 0; length /= 2) {
    for (size_t at = 0; at + length <= characters.size();) {
      std::vector<std::string> fewer = characters;
      fewer.erase(fewer.begin() + at, fewer.begin() + at + length);
      Case smaller = test_case;
      smaller.text = absl::StrJoin(fewer, "");
      if (fails(smaller)) {
        test_case = std::move(smaller);
        characters = std::move(fewer);
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

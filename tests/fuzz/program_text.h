// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A program as one text: an authorizer and, after lines `---`, the blocks of a token.

#ifndef HARDTACK_TESTS_FUZZ_PROGRAM_TEXT_H_
#define HARDTACK_TESTS_FUZZ_PROGRAM_TEXT_H_

#include <optional>
#include <string>
#include <string_view>

#include "tests/differential/program.h"

namespace hardtack::fuzz {

// With the limits that it would have by default; nullopt: a part does not parse.
std::optional<differential::Program> ReadProgram(std::string_view text);
// Of its authorizer and blocks alone.
std::string WriteProgram(const differential::Program& program);

}  // namespace hardtack::fuzz

#endif  // HARDTACK_TESTS_FUZZ_PROGRAM_TEXT_H_

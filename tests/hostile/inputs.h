// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The worst input that we can think of, resource by resource, all of it under the default limits and most of it signed:
// whoever holds a token may append what they like. hostile_test.cc says what must come of each, bench/hostile.cc what it
// costs; docs/security.md has the table.

#ifndef HARDTACK_TESTS_HOSTILE_INPUTS_H_
#define HARDTACK_TESTS_HOSTILE_INPUTS_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace hardtack::hostile {

// What came of an input: the kind of its error, or "allowed", "denied", "parsed".
struct Result {
  std::string outcome;
  uint64_t steps = 0;  // of the evaluation, if it came to one
};

struct Input {
  std::string resource;
  std::string name;
  std::string stopped_by;  // the limit that ends it or bounds it
  // Makes the input; what it returns does the verifier's work on it, any number of times.
  std::function<std::function<Result()>()> prepare;
};

std::vector<Input> Inputs();

// The parts of Inputs: what is read or refused before it is evaluated, what is evaluated, and what is text.
std::vector<Input> TokenInputs();
std::vector<Input> ProgramInputs();
std::vector<Input> TextInputs();

}  // namespace hardtack::hostile

#endif  // HARDTACK_TESTS_HOSTILE_INPUTS_H_

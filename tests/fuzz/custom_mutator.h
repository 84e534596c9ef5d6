// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What the mutators that change their inputs by part share: libFuzzer's interface.

#ifndef HARDTACK_TESTS_FUZZ_CUSTOM_MUTATOR_H_
#define HARDTACK_TESTS_FUZZ_CUSTOM_MUTATOR_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "tests/fuzz/property.h"

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t max_size);
extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max_size, unsigned seed);

namespace hardtack::fuzz {

// The body of LLVMFuzzerCustomMutator: puts `mutator.Change(input)` in the place of the input, or where that is too long
// what libFuzzer makes of it.
template <typename Mutator>
size_t ChangeInput(Mutator mutator, uint8_t* data, size_t size, size_t max_size) {
  const std::string changed = mutator.Change(std::string(AsText(data, size)));
  if (changed.size() > max_size) return LLVMFuzzerMutate(data, size, max_size);
  std::ranges::copy(changed, data);
  return changed.size();
}

}  // namespace hardtack::fuzz

#endif  // HARDTACK_TESTS_FUZZ_CUSTOM_MUTATOR_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// How a fuzz target states what must hold: not only that nothing crashes.

#ifndef HARDTACK_TESTS_FUZZ_PROPERTY_H_
#define HARDTACK_TESTS_FUZZ_PROPERTY_H_

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace hardtack::fuzz {

// Stops the program, which the fuzzer and ctest both notice, unless `holds`.
inline void Require(bool holds, const char* property) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", property);
  std::abort();
}

inline std::string_view AsText(const uint8_t* data, size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace hardtack::fuzz

// The entry point that libFuzzer and replay.cc call.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

#endif  // HARDTACK_TESTS_FUZZ_PROPERTY_H_

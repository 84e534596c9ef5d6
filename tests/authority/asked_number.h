// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A number that a test takes from the command line of its program: `--kill-rounds=200`.

#ifndef HARDTACK_TESTS_AUTHORITY_ASKED_NUMBER_H_
#define HARDTACK_TESTS_AUTHORITY_ASKED_NUMBER_H_

#include <fstream>
#include <iterator>
#include <string>

namespace hardtack::authority {

// The number behind `option`, else `otherwise`. doctest passes over what it does not know.
inline unsigned long AskedNumber(const std::string& option, unsigned long otherwise) {
  std::ifstream file("/proc/self/cmdline", std::ios::binary);
  const std::string arguments{std::istreambuf_iterator<char>(file), {}};
  const size_t begin = arguments.find(option);
  return begin == std::string::npos ? otherwise : std::stoul(arguments.substr(begin + option.size()));
}

}  // namespace hardtack::authority

#endif  // HARDTACK_TESTS_AUTHORITY_ASKED_NUMBER_H_

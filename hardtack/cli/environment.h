// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The environment of the process, which nothing here changes. Any thread.

#ifndef HARDTACK_CLI_ENVIRONMENT_H_
#define HARDTACK_CLI_ENVIRONMENT_H_

#include <cstdlib>
#include <string>

namespace hardtack::cli {

// The value of a variable; empty when it is not set.
inline std::string Environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());  // NOLINT(concurrency-mt-unsafe): see above
  return value == nullptr ? "" : value;
}

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_ENVIRONMENT_H_

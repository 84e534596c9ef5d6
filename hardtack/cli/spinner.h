// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Spinner tells whoever waits at a terminal what is being waited for. On anything but a terminal it does nothing.

#ifndef HARDTACK_CLI_SPINNER_H_
#define HARDTACK_CLI_SPINNER_H_

#include <string>
#include <thread>

namespace hardtack::cli {

// Shows itself on standard error once the wait has lasted long enough to be noticed, and goes without a trace.
class Spinner {
 public:
  explicit Spinner(std::string step);
  ~Spinner();
  Spinner(const Spinner&) = delete;
  Spinner& operator=(const Spinner&) = delete;

 private:
  std::jthread thread_;
};

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_SPINNER_H_

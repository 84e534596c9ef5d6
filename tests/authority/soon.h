// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Waiting for what another thread or process does.

#ifndef HARDTACK_TESTS_AUTHORITY_SOON_H_
#define HARDTACK_TESTS_AUTHORITY_SOON_H_

#include <chrono>
#include <thread>

namespace hardtack::authority {

// Whether `holds` becomes true within half a minute.
template <typename Holds>
bool Soon(Holds holds) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (!holds()) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return true;
}

}  // namespace hardtack::authority

#endif  // HARDTACK_TESTS_AUTHORITY_SOON_H_

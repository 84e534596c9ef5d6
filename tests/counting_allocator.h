// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The heap as operator new sees it, counted for the calling thread. A program that links this (target
// hardtack_counting_allocator) has its operator new replaced.

#ifndef HARDTACK_TESTS_COUNTING_ALLOCATOR_H_
#define HARDTACK_TESTS_COUNTING_ALLOCATOR_H_

#include <cstddef>
#include <cstdint>

namespace hardtack::testing {

struct HeapUse {
  uint64_t allocations = 0;  // since the thread began
  size_t live_bytes = 0;     // handed out and not taken back
  size_t peak_bytes = 0;     // the most that was live at once; assign live_bytes to it to measure afresh
};

// Of the calling thread, which is to free what it allocates.
HeapUse& ThreadHeapUse();

}  // namespace hardtack::testing

#endif  // HARDTACK_TESTS_COUNTING_ALLOCATOR_H_

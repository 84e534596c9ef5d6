// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Huge pages by advice. Measured by bench/fact_base.cc.

#include "hardtack/engine/huge_pages.h"

#include <sys/mman.h>

#include <cstdint>

namespace hardtack::engine {

void AskForHugePages(const void* memory, size_t bytes) {
#ifdef MADV_HUGEPAGE
  const uintptr_t address = reinterpret_cast<uintptr_t>(memory);
  const uintptr_t first = (address + kHugePageBytes - 1) / kHugePageBytes * kHugePageBytes;
  if (first + kHugePageBytes > address + bytes) return;
  (void)madvise(reinterpret_cast<void*>(first), address + bytes - first, MADV_HUGEPAGE);
#else
  (void)memory;
  (void)bytes;
#endif
}

}  // namespace hardtack::engine

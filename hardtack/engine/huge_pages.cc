// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Huge pages by advice. Measured by bench/fact_base.cc.

#include "hardtack/engine/huge_pages.h"

#include <sys/mman.h>

#include <memory>

namespace hardtack::engine {

void AskForHugePages(const void* memory, size_t bytes) {
#ifdef MADV_HUGEPAGE
  void* first = const_cast<void*>(memory);
  size_t left = bytes;
  if (std::align(kHugePageBytes, kHugePageBytes, first, left) == nullptr) return;
  (void)madvise(first, left, MADV_HUGEPAGE);
#else
  (void)memory;
  (void)bytes;
#endif
}

}  // namespace hardtack::engine

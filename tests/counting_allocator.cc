// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Replaces every form of operator new without an alignment, so that each form of delete finds memory of its own kind
// (a sanitizer supplies the forms that are not replaced, and objects to a mixture).

#include "tests/counting_allocator.h"

#include <algorithm>
#include <cstdlib>
#include <new>

#include <malloc.h>

namespace hardtack::testing {
namespace {

thread_local HeapUse use;

void* Allocate(size_t size) noexcept {
  void* memory = std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) return nullptr;
  ++use.allocations;
  use.live_bytes += malloc_usable_size(memory);
  use.peak_bytes = std::max(use.peak_bytes, use.live_bytes);
  return memory;
}

void Free(void* memory) noexcept {
  use.live_bytes -= malloc_usable_size(memory);
  std::free(memory);
}

}  // namespace

HeapUse& ThreadHeapUse() { return use; }

}  // namespace hardtack::testing

using hardtack::testing::Allocate;
using hardtack::testing::Free;

void* operator new(size_t size) {
  void* memory = Allocate(size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
void* operator new[](size_t size) { return operator new(size); }
void* operator new(size_t size, const std::nothrow_t&) noexcept { return Allocate(size); }
void* operator new[](size_t size, const std::nothrow_t&) noexcept { return Allocate(size); }
void operator delete(void* memory) noexcept { Free(memory); }
void operator delete(void* memory, size_t) noexcept { Free(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { Free(memory); }
void operator delete[](void* memory) noexcept { Free(memory); }
void operator delete[](void* memory, size_t) noexcept { Free(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept { Free(memory); }

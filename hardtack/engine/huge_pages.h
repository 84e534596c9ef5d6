// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Memory for large arrays that are read here and there: in pages of 2 MiB where the system has them, since finding out
// where one of many small pages is takes as long as reading from it. Internal to the engine.

#ifndef HARDTACK_ENGINE_HUGE_PAGES_H_
#define HARDTACK_ENGINE_HUGE_PAGES_H_

#include <cstddef>
#include <new>

namespace hardtack::engine {

inline constexpr size_t kHugePageBytes = size_t{2} << 20;

// Asks the system for huge pages where [memory, memory + bytes) covers some. It may not give any; nothing else changes.
void AskForHugePages(const void* memory, size_t bytes);

// For standard containers. Stateless; as thread-safe as operator new.
template <typename T>
class HugePageAllocator {
 public:
  using value_type = T;
  HugePageAllocator() = default;
  template <typename U>
  HugePageAllocator(const HugePageAllocator<U>&) {}  // NOLINT(google-explicit-constructor): as allocators must

  T* allocate(size_t count) {
    const size_t bytes = count * sizeof(T);
    if (bytes < kHugePageBytes) return static_cast<T*>(::operator new(bytes));
    void* const memory = ::operator new(bytes, std::align_val_t(kHugePageBytes));
    AskForHugePages(memory, bytes);
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, size_t count) {
    if (count * sizeof(T) < kHugePageBytes) return ::operator delete(memory);
    ::operator delete(memory, std::align_val_t(kHugePageBytes));
  }
  template <typename U>
  bool operator==(const HugePageAllocator<U>&) const {
    return true;
  }
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_HUGE_PAGES_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// ArenaPool. Tested by tests/engine/arena_test.cc.

#include "hardtack/engine/arena_pool.h"

#include <functional>
#include <thread>
#include <utility>

#include "absl/hash/hash.h"

namespace hardtack::engine {

ArenaPool::~ArenaPool() {
  for (Place& place : places_) delete place.arena.load();
}

size_t ArenaPool::FirstPlace() {
  return absl::HashOf(std::hash<std::thread::id>()(std::this_thread::get_id())) % kPlaces;
}

std::unique_ptr<Arena> ArenaPool::Take() {
  const size_t first = FirstPlace();
  for (size_t i = 0; i < kPlaces; ++i) {
    std::atomic<Arena*>& place = places_[(first + i) % kPlaces].arena;
    if (place.load(std::memory_order_relaxed) == nullptr) continue;
    if (Arena* arena = place.exchange(nullptr, std::memory_order_acquire)) return std::unique_ptr<Arena>(arena);
  }
  return std::make_unique<Arena>();
}

void ArenaPool::Give(std::unique_ptr<Arena> arena) {
  arena->Reset();
  const size_t first = FirstPlace();
  for (size_t i = 0; i < kPlaces; ++i) {
    Arena* empty = nullptr;
    if (places_[(first + i) % kPlaces].arena.compare_exchange_strong(empty, arena.get(), std::memory_order_release,
                                                                     std::memory_order_relaxed)) {
      (void)arena.release();
      return;
    }
  }
}

}  // namespace hardtack::engine

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// ArenaPool holds the arenas that the evaluations of one policy use in turn, so that in steady state an evaluation
// allocates nothing. As many are kept as there are evaluations at once, up to kPlaces.
//
// Thread-safe; constant time, without a lock. Internal to the engine.

#ifndef HARDTACK_ENGINE_ARENA_POOL_H_
#define HARDTACK_ENGINE_ARENA_POOL_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <memory>

#include "hardtack/engine/arena.h"

namespace hardtack::engine {

class ArenaPool {
 public:
  ArenaPool() = default;
  ~ArenaPool();
  ArenaPool(const ArenaPool&) = delete;
  ArenaPool& operator=(const ArenaPool&) = delete;

  // An arena of which nothing is in use.
  std::unique_ptr<Arena> Take();
  // Resets `arena` and keeps it for who takes next.
  void Give(std::unique_ptr<Arena> arena);

 private:
  static constexpr size_t kPlaces = 16;

  // On a cache line of its own, since a thread mostly finds its arena where it left it.
  struct alignas(64) Place {
    std::atomic<Arena*> arena = nullptr;
  };

  // A thread begins its search where others seldom do.
  static size_t FirstPlace();

  std::array<Place, kPlaces> places_;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_ARENA_POOL_H_

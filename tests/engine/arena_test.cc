// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/engine/arena.h"

#include <cstdint>
#include <cstring>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/engine/arena_pool.h"

namespace hardtack::engine {
namespace {

bool IsAligned(const void* memory, size_t alignment) { return reinterpret_cast<uintptr_t>(memory) % alignment == 0; }

TEST_CASE("what an arena gives out is aligned and does not overlap, across chunks and large blocks") {
  Arena arena(64);
  std::vector<std::pair<unsigned char*, size_t>> given;
  for (size_t i = 0; i < 400; ++i) {
    const size_t bytes = i % 50 == 49 ? Arena::kLargeBytes + i : i % 37, alignment = size_t{1} << i % 5;
    auto* memory = static_cast<unsigned char*>(arena.allocate(bytes, alignment));
    CHECK(IsAligned(memory, alignment));
    std::memset(memory, static_cast<int>(i % 251), bytes);
    given.emplace_back(memory, bytes);
  }
  for (size_t i = 0; i < given.size(); ++i) {
    for (size_t k = 0; k < given[i].second; ++k) REQUIRE(given[i].first[k] == i % 251);
  }
}

TEST_CASE("a copied text has a place, even an empty one") {
  Arena arena;
  CHECK(arena.Copy("text") == "text");
  CHECK(arena.Copy("").empty());
  CHECK(arena.Copy("").data() != nullptr);
}

TEST_CASE("copied texts lie side by side") {
  Arena arena;
  const std::string_view first = arena.Copy("odd"), second = arena.Copy("one");
  CHECK(second.data() == first.data() + first.size());
}

TEST_CASE("after a reset the same work needs no more of the heap") {
  Arena arena(64);
  const auto work = [&arena] {
    for (int i = 0; i < 1000; ++i) (void)arena.allocate(40, 8);
  };
  work();
  arena.Reset();
  work();
  arena.Reset();
  const size_t kept = arena.heap_bytes();
  work();
  CHECK(arena.heap_bytes() == kept);
}

TEST_CASE("an arena keeps no more than one chunk, whatever it gave out before") {
  Arena arena;
  for (int i = 0; i < 1000; ++i) (void)arena.allocate(Arena::kLargeBytes - 1, 8);
  for (int i = 0; i < 10; ++i) (void)arena.allocate(size_t{1} << 20, 8);
  CHECK(arena.heap_bytes() > 70 * Arena::kMaxChunkBytes);
  arena.Reset();
  CHECK(arena.heap_bytes() <= Arena::kMaxChunkBytes);
}

TEST_CASE("large blocks are freed one by one, in any order") {
  Arena arena;
  const size_t bytes = 2 * Arena::kLargeBytes;
  void* first = arena.allocate(bytes, 8);
  void* second = arena.allocate(bytes, 8);
  void* third = arena.allocate(bytes, 8);
  arena.deallocate(second, bytes, 8);
  arena.deallocate(third, bytes, 8);
  arena.deallocate(first, bytes, 8);
  CHECK(arena.heap_bytes() == 0);
}

TEST_CASE("a copy of a text is the arena's own") {
  Arena arena;
  std::string text = "a text";
  const std::string_view copy = arena.Copy(text);
  text.assign("other");
  CHECK(copy == "a text");
  CHECK(arena.Copy("").empty());
}

TEST_CASE("a pool gives an arena to one at a time, and the same one again") {
  ArenaPool pool;
  std::unique_ptr<Arena> one = pool.Take(), other = pool.Take();
  CHECK(one != other);
  const Arena* const given = one.get();
  pool.Give(std::move(one));
  CHECK(pool.Take().get() == given);  // cppcheck-suppress mismatchingContainers; these are no iterators
}

TEST_CASE("a pool keeps as many arenas as were out at once") {
  ArenaPool pool;
  std::unique_ptr<Arena> out[8];
  std::set<const Arena*> before, after;
  for (auto& arena : out) before.insert((arena = pool.Take()).get());
  for (auto& arena : out) pool.Give(std::move(arena));
  for (auto& arena : out) after.insert((arena = pool.Take()).get());
  CHECK(after == before);
}

TEST_CASE("threads that take and give never hold the same arena") {
  ArenaPool pool;
  std::vector<std::thread> threads;
  std::vector<int> shared(4);
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 2000; ++i) {
        std::unique_ptr<Arena> arena = pool.Take();
        auto* mine = static_cast<int*>(arena->allocate(sizeof(int), alignof(int)));
        *mine = t;
        std::this_thread::yield();
        if (*mine != t) ++shared[t];
        pool.Give(std::move(arena));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(shared == std::vector<int>(4));
}

}  // namespace
}  // namespace hardtack::engine

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Arena gives out memory that is taken back all at once: an allocation moves a pointer, and freeing one does nothing. An
// evaluation draws all of its memory from one, and the next evaluation uses the same memory again (arena_pool.h).
//
// Blocks from kLargeBytes on are the heap's own and are freed when they are given back, so that a container which grows
// by doubling leaves little behind. Not thread-safe. Internal to the engine.

#ifndef HARDTACK_ENGINE_ARENA_H_
#define HARDTACK_ENGINE_ARENA_H_

#include <cstddef>
#include <memory_resource>
#include <string_view>

namespace hardtack::engine {

class Arena final : public std::pmr::memory_resource {
 public:
  static constexpr size_t kLargeBytes = size_t{64} << 10;
  static constexpr size_t kMaxChunkBytes = size_t{1} << 20;

  // The first chunk has `first_chunk_bytes`, each later one twice as many, up to kMaxChunkBytes.
  explicit Arena(size_t first_chunk_bytes = 4096) : next_chunk_bytes_(first_chunk_bytes) {}
  ~Arena() override;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // Takes everything back. Keeps the last chunk, which is the largest: work that is repeated soon allocates nothing.
  void Reset();

  // A copy of `text` that lives as long as what else was allocated; its place is never null.
  std::string_view Copy(std::string_view text);

  // What it has of the heap.
  size_t heap_bytes() const { return heap_bytes_; }

 private:
  // Headers, each at the beginning of its block of the heap.
  struct Chunk {
    Chunk* previous;
    size_t bytes;
  };
  struct alignas(std::max_align_t) Large {
    Large* previous;
    Large* next;
    size_t bytes;
  };

  void* do_allocate(size_t bytes, size_t alignment) override;
  void do_deallocate(void* memory, size_t bytes, size_t alignment) override;
  bool do_is_equal(const memory_resource& other) const noexcept override { return this == &other; }

  void* AllocateLarge(size_t bytes);
  void FreeLarge(Large* block);
  void FreeAllLarge();
  void AddChunk(size_t bytes);
  void FreeChunk(Chunk* chunk);
  void UseAll(Chunk* chunk);

  char* next_ = nullptr;  // what is left of the last chunk
  char* end_ = nullptr;
  Chunk* chunk_ = nullptr;  // the last
  Large* large_ = nullptr;  // the last
  size_t next_chunk_bytes_;
  size_t heap_bytes_ = 0;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_ARENA_H_

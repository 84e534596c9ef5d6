// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Chunks and large blocks. What was taken back is poisoned for AddressSanitizer, which sees its use then as it sees that
// of freed memory. Tested by tests/engine/arena_test.cc.

#include "hardtack/engine/arena.h"

#include <sanitizer/asan_interface.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <new>
#include <utility>

namespace hardtack::engine {
namespace {

size_t PaddingFor(const char* place, size_t alignment) {
  return static_cast<size_t>(-reinterpret_cast<uintptr_t>(place)) & (alignment - 1);
}

}  // namespace

Arena::~Arena() {
  FreeAllLarge();
  for (Chunk* chunk = chunk_; chunk != nullptr;) FreeChunk(std::exchange(chunk, chunk->previous));
}

void Arena::Reset() {
  FreeAllLarge();
  if (chunk_ == nullptr) return;
  for (Chunk* chunk = std::exchange(chunk_->previous, nullptr); chunk != nullptr;) {
    FreeChunk(std::exchange(chunk, chunk->previous));
  }
  UseAll(chunk_);
}

std::string_view Arena::Copy(std::string_view text) {
  if (text.empty()) return "";
  char* copy = static_cast<char*>(allocate(text.size(), 1));
  std::memcpy(copy, text.data(), text.size());
  return {copy, text.size()};
}

void* Arena::do_allocate(size_t bytes, size_t alignment) {
  if (bytes >= kLargeBytes) return AllocateLarge(bytes);
  size_t padding = PaddingFor(next_, alignment);
  if (next_ == nullptr || padding + bytes > static_cast<size_t>(end_ - next_)) {
    AddChunk(bytes + alignment);
    padding = PaddingFor(next_, alignment);
  }
  char* memory = next_ + padding;
  next_ = memory + bytes;
  ASAN_UNPOISON_MEMORY_REGION(memory, bytes);
  return memory;
}

void Arena::do_deallocate(void* memory, size_t bytes, size_t) {
  if (bytes >= kLargeBytes) return FreeLarge(static_cast<Large*>(memory) - 1);
  ASAN_POISON_MEMORY_REGION(memory, bytes);
}

void* Arena::AllocateLarge(size_t bytes) {
  const size_t with_header = bytes + sizeof(Large);
  Large* block = new (::operator new(with_header)) Large{large_, nullptr, with_header};
  if (large_ != nullptr) large_->next = block;
  large_ = block;
  heap_bytes_ += with_header;
  return block + 1;
}

void Arena::FreeLarge(Large* block) {
  (block->next != nullptr ? block->next->previous : large_) = block->previous;
  if (block->previous != nullptr) block->previous->next = block->next;
  heap_bytes_ -= block->bytes;
  ::operator delete(block);
}

void Arena::FreeAllLarge() {
  for (Large* block = std::exchange(large_, nullptr); block != nullptr;) {
    heap_bytes_ -= block->bytes;
    ::operator delete(std::exchange(block, block->previous));
  }
}

void Arena::AddChunk(size_t bytes) {
  const size_t with_header = std::max(next_chunk_bytes_, bytes + sizeof(Chunk));
  chunk_ = new (::operator new(with_header)) Chunk{chunk_, with_header};
  next_chunk_bytes_ = std::min(2 * with_header, kMaxChunkBytes);
  heap_bytes_ += with_header;
  UseAll(chunk_);
}

void Arena::FreeChunk(Chunk* chunk) {
  ASAN_UNPOISON_MEMORY_REGION(chunk, chunk->bytes);
  heap_bytes_ -= chunk->bytes;
  ::operator delete(chunk);
}

void Arena::UseAll(Chunk* chunk) {
  next_ = reinterpret_cast<char*>(chunk + 1);
  end_ = reinterpret_cast<char*>(chunk) + chunk->bytes;
  ASAN_POISON_MEMORY_REGION(next_, static_cast<size_t>(end_ - next_));
}

}  // namespace hardtack::engine

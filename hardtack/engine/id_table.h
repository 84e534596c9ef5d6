// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// IdTable finds things that are kept elsewhere under dense ids: it holds ids and pieces of hashes alone. Open addressing
// with linear probing; nothing is ever taken out. Internal to the engine.
//
// Not thread-safe; expected constant time, as long as the hash is keyed where strangers choose what is hashed.

#ifndef HARDTACK_ENGINE_ID_TABLE_H_
#define HARDTACK_ENGINE_ID_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <optional>
#include <vector>

namespace hardtack::engine {

class IdTable {
 public:
  explicit IdTable(std::pmr::memory_resource* memory) : slots_(memory) {}

  // The id for which `is_it` holds, of those that were added with `hash`.
  template <typename IsIt>
  std::optional<uint32_t> Find(uint64_t hash, IsIt&& is_it) const {
    if (slots_.empty()) return std::nullopt;
    const uint32_t tag = TagOf(hash);
    for (size_t i = tag & mask(); slots_[i].id != kFree; i = (i + 1) & mask()) {
      if (slots_[i].tag == tag && is_it(slots_[i].id)) return slots_[i].id;
    }
    return std::nullopt;
  }

  // REQUIRES: `id` was not added before, and is below UINT32_MAX.
  void Add(uint64_t hash, uint32_t id) {
    if (2 * (size_ + 1) > slots_.size()) Grow();
    Put({TagOf(hash), id});
    ++size_;
  }

  // As before the first Add, memory kept.
  void Clear() {
    slots_.assign(slots_.size(), {0, kFree});
    size_ = 0;
  }

  size_t size() const { return size_; }
  size_t heap_bytes() const { return slots_.capacity() * sizeof(Slot); }

 private:
  static constexpr uint32_t kFree = UINT32_MAX;
  static constexpr size_t kFewestSlots = 16;

  struct Slot {
    uint32_t tag;  // where the search for it begins, in its lower bits
    uint32_t id;
  };

  static uint32_t TagOf(uint64_t hash) { return static_cast<uint32_t>(hash >> 32 ^ hash); }
  size_t mask() const { return slots_.size() - 1; }

  void Put(Slot slot) {
    size_t i = slot.tag & mask();
    while (slots_[i].id != kFree) i = (i + 1) & mask();
    slots_[i] = slot;
  }

  void Grow() {
    std::pmr::vector<Slot> old(slots_.get_allocator());
    old.swap(slots_);
    slots_.assign(old.empty() ? kFewestSlots : 2 * old.size(), {0, kFree});
    for (const Slot& slot : old) {
      if (slot.id != kFree) Put(slot);
    }
  }

  std::pmr::vector<Slot> slots_;  // a power of two of them, at most half in use
  size_t size_ = 0;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_ID_TABLE_H_

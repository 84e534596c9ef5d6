// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Hash tables in plain memory, the same on the heap and in a file. A hash points to one of so many places by its high
// bits. Of buckets there are fewer than of keys, and what they hold lies together elsewhere; of slots there are more,
// each holds a number above zero or nothing, and a search goes on from slot to slot until it meets an empty one.
//
// Internal to the engine.

#ifndef HARDTACK_ENGINE_HASH_SLOTS_H_
#define HARDTACK_ENGINE_HASH_SLOTS_H_

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace hardtack::engine {

// The place, of `count`, that a hash points to.
inline uint64_t PlaceOf(uint64_t hash, uint64_t count) {
  return static_cast<uint64_t>((static_cast<unsigned __int128>(hash) * count) >> 64);
}

// Where a search ends that has met neither its key nor an empty slot. Only a file that was made to be slow has such a
// run: with a random key and two thirds of the slots taken one is longer than a thousand in less than one of 10^20
// tables of four billion keys (Knuth 6.4, linear probing).
inline constexpr uint64_t kLongestProbe = 1024;

// Two thirds are taken, so at least one is empty.
inline constexpr uint64_t SlotCountFor(uint64_t keys) { return keys + keys / 2 + 1; }

// The slot for which is_it(slot) is true.
template <typename F>
std::optional<uint32_t> FindSlot(std::span<const uint32_t> slots, uint64_t hash, const F& is_it) {
  uint64_t at = PlaceOf(hash, slots.size());
  for (uint64_t probes = 0; probes < kLongestProbe; ++probes) {
    const uint32_t slot = slots[at];
    if (slot == 0) return std::nullopt;
    if (is_it(slot)) return slot;
    if (++at == slots.size()) at = 0;
  }
  return std::nullopt;
}

// REQUIRES: fewer keys than SlotCountFor allows for, and this one is not there.
inline void PlaceSlot(std::span<uint32_t> slots, uint64_t hash, uint32_t slot) {
  uint64_t at = PlaceOf(hash, slots.size());
  while (slots[at] != 0) {
    if (++at == slots.size()) at = 0;
  }
  slots[at] = slot;
}

// A table of the numbers 1 to `count`; hash_of(i) is the hash of i + 1.
template <typename F>
std::vector<uint32_t> MakeSlots(uint64_t count, uint64_t slot_count, const F& hash_of) {
  std::vector<uint32_t> slots(slot_count);
  for (uint64_t i = 0; i < count; ++i) PlaceSlot(slots, hash_of(i), static_cast<uint32_t>(i + 1));
  return slots;
}

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_HASH_SLOTS_H_

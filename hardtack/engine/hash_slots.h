// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Hash tables in plain memory, the same on the heap and in a file: an array of slots, zero where empty, searched from
// the slot that a hash points to and filled to two thirds. What a slot holds is its user's; nothing is ever removed.
//
// Internal to the engine.

#ifndef HARDTACK_ENGINE_HASH_SLOTS_H_
#define HARDTACK_ENGINE_HASH_SLOTS_H_

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace hardtack::engine {

// Where a search ends that has met neither its key nor an empty slot. Only a file that was made to be slow has such a
// run: with a random key and two thirds of the slots taken one is longer than a thousand in less than one of 10^20
// tables of four billion keys (Knuth 6.4, linear probing).
inline constexpr uint64_t kLongestProbe = 1024;

// At least one slot is empty.
inline constexpr uint64_t SlotCountFor(uint64_t keys) { return keys + keys / 2 + 1; }

// The high bits of the hash choose the slot, so the low ones are free to be compared first.
inline uint64_t HomeSlot(uint64_t hash, uint64_t slot_count) {
  return static_cast<uint64_t>((static_cast<unsigned __int128>(hash) * slot_count) >> 64);
}

// The slot for which is_it(slot) is true.
template <typename Slot, typename F>
std::optional<Slot> FindSlot(std::span<const Slot> slots, uint64_t hash, const F& is_it) {
  uint64_t at = HomeSlot(hash, slots.size());
  for (uint64_t probes = 0; probes < kLongestProbe; ++probes) {
    const Slot slot = slots[at];
    if (slot == 0) return std::nullopt;
    if (is_it(slot)) return slot;
    if (++at == slots.size()) at = 0;
  }
  return std::nullopt;
}

// REQUIRES: fewer keys than SlotCountFor allows for, and this one is not there.
template <typename Slot>
void PlaceSlot(std::span<Slot> slots, uint64_t hash, Slot slot) {
  uint64_t at = HomeSlot(hash, slots.size());
  while (slots[at] != 0) {
    if (++at == slots.size()) at = 0;
  }
  slots[at] = slot;
}

// A table of `count` keys: slot_of(i) for the i-th key at hash_of(i).
template <typename Slot, typename Hash, typename F>
std::vector<Slot> MakeSlots(uint64_t count, uint64_t slot_count, const Hash& hash_of, const F& slot_of) {
  std::vector<Slot> slots(slot_count);
  for (uint64_t i = 0; i < count; ++i) PlaceSlot(std::span<Slot>(slots), hash_of(i), slot_of(i));
  return slots;
}

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_HASH_SLOTS_H_

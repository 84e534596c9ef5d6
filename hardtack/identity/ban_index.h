// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// BanIndex finds the entry about a target. Entries are packed one after the other into large pieces of memory and found
// by a hash table of eight bytes each, so that a ban costs its texts and some 60 bytes. Internal to identity.

#ifndef HARDTACK_IDENTITY_BAN_INDEX_H_
#define HARDTACK_IDENTITY_BAN_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "hardtack/identity/ban.h"

namespace hardtack::identity {

// Entries one after the other, which are never changed. Copying copies the memory.
class BanArena {
 public:
  BanArena() = default;
  BanArena(const BanArena& other);
  BanArena& operator=(const BanArena&) = delete;

  // The place of a copy of `entry`, which CheckEntry accepts.
  uint32_t Add(const BanEntry& entry);

  // The entry at a place; its texts view the arena.
  BanEntry At(uint32_t place) const;
  bool IsAbout(uint32_t place, const BanTarget& target) const;

  size_t MemoryBytes() const { return pieces_.size() * kPieceBytes + pieces_.capacity() * sizeof(pieces_[0]); }

 private:
  // A place counts units of eight bytes, so that 32 bits reach 32 GiB.
  static constexpr size_t kUnitBytes = 8;
  static constexpr size_t kPieceBytes = size_t{64} << 10;
  static constexpr size_t kUnitsPerPiece = kPieceBytes / kUnitBytes;

  const char* Bytes(uint32_t place) const {
    return pieces_[place / kUnitsPerPiece].get() + place % kUnitsPerPiece * kUnitBytes;
  }

  std::vector<std::unique_ptr<char[]>> pieces_;
  size_t used_ = kPieceBytes;  // of the last piece
};

// Copies are deep. Reading is thread-safe while nobody changes it.
class BanIndex {
 public:
  // Puts an entry in place of the one about the same target, if there is one.
  void Put(const BanEntry& entry);
  void Erase(const BanTarget& target);
  void Reserve(size_t entries) { slots_.reserve(entries); }

  // Constant in the number of entries; allocates nothing.
  std::optional<BanEntry> Find(const BanTarget& target) const;

  // Every entry, in no order.
  template <typename Visitor>
  void ForEach(Visitor&& visit) const {
    for (const Slot slot : slots_) visit(arena_.At(slot.place));
  }

  size_t size() const { return slots_.size(); }
  // Bounds the segments of every name here.
  size_t max_segments() const { return max_segments_; }
  size_t MemoryBytes() const;

 private:
  struct Slot {
    uint32_t hash;  // of the target: most other targets are told from it without a look at the arena
    uint32_t place;
  };
  // What is looked for, and where.
  struct Probe {
    uint32_t hash;
    const BanTarget* target;
    const BanArena* arena;
  };
  // Stateless, so that copies of the table need no mending: a probe carries the arena.
  struct Hash {
    using is_transparent = void;
    // The table takes the low 7 bits and those above apart; an odd factor spreads 32 bits over 64 without loss.
    static size_t Spread(uint32_t hash) { return hash * uint64_t{0x9E3779B97F4A7C15}; }
    size_t operator()(const Slot& slot) const { return Spread(slot.hash); }
    size_t operator()(const Probe& probe) const { return Spread(probe.hash); }
  };
  struct Equal {
    using is_transparent = void;
    bool operator()(const Slot& a, const Slot& b) const { return a.place == b.place; }
    bool operator()(const Slot& slot, const Probe& probe) const {
      return slot.hash == probe.hash && probe.arena->IsAbout(slot.place, *probe.target);
    }
    bool operator()(const Probe& probe, const Slot& slot) const { return (*this)(slot, probe); }
  };

  Probe ProbeFor(const BanTarget& target) const;

  BanArena arena_;
  absl::flat_hash_set<Slot, Hash, Equal> slots_;
  size_t max_segments_ = 0;
};

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_BAN_INDEX_H_

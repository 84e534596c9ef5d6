// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Packed entries and their table. Tested by tests/identity/ban_list_test.cc.

#include "hardtack/identity/ban_index.h"

#include <algorithm>
#include <cstring>

#include "absl/hash/hash.h"
#include "hardtack/base/abseil.h"

namespace hardtack::identity {
namespace {

constexpr int64_t kNever = -1;

// What is in front of an entry's texts: the target, the author and the reason, one after the other.
struct Record {
  uint64_t number;
  int64_t since;
  int64_t until;  // kNever: it does not end by itself; times are not negative
  uint16_t target_bytes;
  uint16_t author_bytes;
  uint16_t reason_bytes;
  BanTarget::Kind kind;
  BanEntry::Action action;
};
static_assert(sizeof(Record) == 32 && alignof(Record) <= 8);

Record Read(const char* bytes) {
  Record record;
  std::memcpy(&record, bytes, sizeof record);
  return record;
}

char* Append(char* out, std::string_view text) { return std::copy(text.begin(), text.end(), out); }

}  // namespace

BanArena::BanArena(const BanArena& other) : used_(other.used_) {
  pieces_.reserve(other.pieces_.size());
  for (const auto& piece : other.pieces_) {
    pieces_.push_back(std::make_unique_for_overwrite<char[]>(kPieceBytes));
    std::memcpy(pieces_.back().get(), piece.get(), &piece == &other.pieces_.back() ? used_ : kPieceBytes);
  }
}

uint32_t BanArena::Add(const BanEntry& entry) {
  const Ban& ban = entry.ban;
  const size_t texts = ban.target.value.size() + ban.author.size() + ban.reason.size();
  const size_t bytes = (sizeof(Record) + texts + kUnitBytes - 1) / kUnitBytes * kUnitBytes;
  if (used_ + bytes > kPieceBytes) {
    pieces_.push_back(std::make_unique<char[]>(kPieceBytes));
    used_ = 0;
  }
  const Record record{entry.number,
                      ban.since,
                      ban.until.value_or(kNever),
                      static_cast<uint16_t>(ban.target.value.size()),
                      static_cast<uint16_t>(ban.author.size()),
                      static_cast<uint16_t>(ban.reason.size()),
                      ban.target.kind,
                      entry.action};
  char* out = pieces_.back().get() + used_;
  std::memcpy(out, &record, sizeof record);
  Append(Append(Append(out + sizeof record, ban.target.value), ban.author), ban.reason);
  const size_t place = (pieces_.size() - 1) * kUnitsPerPiece + used_ / kUnitBytes;
  used_ += bytes;
  return static_cast<uint32_t>(place);
}

BanEntry BanArena::At(uint32_t place) const {
  const char* const bytes = Bytes(place);
  const Record record = Read(bytes);
  const char* const target = bytes + sizeof record;
  const char* const author = target + record.target_bytes;
  const char* const reason = author + record.author_bytes;
  Ban ban{{record.kind, {target, record.target_bytes}},
          record.since,
          record.until,
          {author, record.author_bytes},
          {reason, record.reason_bytes}};
  if (record.until == kNever) ban.until.reset();
  return {record.number, record.action, ban};
}

bool BanArena::IsAbout(uint32_t place, const BanTarget& target) const {
  const char* const bytes = Bytes(place);
  const Record record = Read(bytes);
  return record.kind == target.kind && std::string_view(bytes + sizeof record, record.target_bytes) == target.value;
}

BanIndex::Probe BanIndex::ProbeFor(const BanTarget& target) const {
  const size_t hash = absl::HashOf(target.kind, ToAbsl(target.value));
  return {static_cast<uint32_t>(hash), &target, &arena_};
}

void BanIndex::Put(const BanEntry& entry) {
  const BanTarget& target = entry.ban.target;
  const Probe probe = ProbeFor(target);
  // A hash of one target in one process stays the same, so the slot of the older entry is found and taken over.
  if (const auto found = slots_.find(probe); found != slots_.end()) slots_.erase(found);
  slots_.insert(Slot{probe.hash, arena_.Add(entry)});
  if (target.kind == BanTarget::Kind::kIdentity) {
    const auto colons = std::ranges::count(target.value, ':');
    max_segments_ = std::max(max_segments_, static_cast<size_t>(colons) + 1);
  }
}

void BanIndex::Erase(const BanTarget& target) {
  if (const auto found = slots_.find(ProbeFor(target)); found != slots_.end()) slots_.erase(found);
}

std::optional<BanEntry> BanIndex::Find(const BanTarget& target) const {
  if (slots_.empty()) return std::nullopt;
  const auto found = slots_.find(ProbeFor(target));
  if (found == slots_.end()) return std::nullopt;
  return arena_.At(found->place);
}

size_t BanIndex::MemoryBytes() const {
  // The table has a byte of control beside each slot.
  return sizeof *this + arena_.MemoryBytes() + slots_.capacity() * (sizeof(Slot) + 1);
}

}  // namespace hardtack::identity

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// ClockTable is a table of values by hash within a bound of bytes: what was not asked for since the hand last passed goes
// first. Internal to token.
//
// It is divided into shards with a lock and a share of the bytes each, so that threads seldom wait for each other. All
// members may be called from several threads. Constant time, amortised over what was inserted.
//
// Corbató 1968, "A paging experiment with the Multics system" (the clock algorithm).

#ifndef HARDTACK_TOKEN_CLOCK_TABLE_H_
#define HARDTACK_TOKEN_CLOCK_TABLE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "hardtack/crypto/keyed_hash.h"

namespace hardtack::token {

template <typename Value>
class ClockTable {
 public:
  // What an entry takes beside its value: the value's place, the table's load factor, the queue.
  static constexpr size_t kEntryBytes = 2 * (sizeof(crypto::Hash128) + sizeof(Value)) + 64;

  explicit ClockTable(size_t max_bytes) : max_shard_bytes_(max_bytes / kShards) {}

  std::optional<Value> Find(const crypto::Hash128& key) {
    Shard& shard = ShardOf(key);
    const std::lock_guard lock(shard.mutex);
    const auto entry = shard.entries.find(key);
    if (entry == shard.entries.end()) return std::nullopt;
    entry->second.used = true;
    return entry->second.value;
  }

  // In the place of an older value of the key. `value_bytes` are what the value takes beyond its own size. A value
  // beyond a shard's bound is not kept.
  void Insert(const crypto::Hash128& key, Value value, size_t value_bytes) {
    const size_t bytes = value_bytes + kEntryBytes;
    if (bytes > max_shard_bytes_) return;
    Shard& shard = ShardOf(key);
    // Declared before the lock, so that what goes is destroyed without it.
    std::deque<Value> gone;
    const std::lock_guard lock(shard.mutex);
    if (const auto old = shard.entries.find(key); old != shard.entries.end()) {
      shard.bytes -= old->second.bytes;
      gone.push_back(std::exchange(old->second.value, std::move(value)));
      old->second.bytes = bytes;
    } else {
      shard.entries.emplace(key, Entry{std::move(value), bytes, false});
      shard.clock.push_back(key);
    }
    shard.bytes += bytes;
    while (shard.bytes > max_shard_bytes_) gone.push_back(Evict(shard));
  }

  size_t bytes() const {
    return Sum([](const Shard& shard) { return shard.bytes; });
  }
  size_t size() const {
    return Sum([](const Shard& shard) { return shard.entries.size(); });
  }

 private:
  static constexpr size_t kShards = 16;

  struct HashOf {
    size_t operator()(const crypto::Hash128& key) const { return key.low; }
  };
  struct Entry {
    Value value;
    size_t bytes = 0;
    bool used = false;  // since the hand last passed
  };
  struct Shard {
    mutable std::mutex mutex;
    absl::flat_hash_map<crypto::Hash128, Entry, HashOf> entries;
    std::deque<crypto::Hash128> clock;  // each key once; the hand is at the front
    size_t bytes = 0;
  };

  Shard& ShardOf(const crypto::Hash128& key) { return shards_[key.high % kShards]; }

  // Ends: each entry is passed at most once before one that is not used comes up.
  static Value Evict(Shard& shard) {
    for (;;) {
      const crypto::Hash128 key = shard.clock.front();
      shard.clock.pop_front();
      const auto entry = shard.entries.find(key);
      if (std::exchange(entry->second.used, false)) {
        shard.clock.push_back(key);
        continue;
      }
      Value value = std::move(entry->second.value);
      shard.bytes -= entry->second.bytes;
      shard.entries.erase(entry);
      return value;
    }
  }

  template <typename Part>
  size_t Sum(Part part) const {
    size_t sum = 0;
    for (const Shard& shard : shards_) {
      const std::lock_guard lock(shard.mutex);
      sum += part(shard);
    }
    return sum;
  }

  const size_t max_shard_bytes_;
  std::array<Shard, kShards> shards_;
};

}  // namespace hardtack::token

#endif  // HARDTACK_TOKEN_CLOCK_TABLE_H_

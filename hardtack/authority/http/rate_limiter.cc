// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Token buckets by key. Tested by tests/authority/http_bounds_test.cc.

#include "hardtack/authority/http/rate_limiter.h"

#include <algorithm>
#include <functional>

namespace hardtack::authority {

RateLimiter::RateLimiter(Rate rate, size_t most_keys)
    : rate_(rate), most_in_shard_(std::max(most_keys / kShards, size_t{1})) {}

std::optional<std::chrono::seconds> RateLimiter::Take(std::string_view key, Time now) {
  key = key.substr(0, kMaxKeyBytes);
  Shard& shard = shards_[std::hash<std::string_view>()(key) % kShards];
  const std::lock_guard lock(shard.mutex);
  const std::chrono::nanoseconds wait = Find(shard, key, now).Take(rate_, now);
  if (wait == std::chrono::nanoseconds::zero()) return std::nullopt;
  return std::chrono::ceil<std::chrono::seconds>(wait);
}

size_t RateLimiter::size() const {
  size_t size = 0;
  for (const Shard& shard : shards_) {
    const std::lock_guard lock(shard.mutex);
    size += shard.entries.size();
  }
  return size;
}

TokenBucket& RateLimiter::Find(Shard& shard, std::string_view key, Time now) {
  if (const auto found = shard.by_key.find(key); found != shard.by_key.end()) {
    shard.entries.splice(shard.entries.begin(), shard.entries, found->second);
    return found->second->bucket;
  }
  MakeRoom(shard, now);
  shard.entries.push_front({std::string(key), TokenBucket()});
  shard.by_key.emplace(shard.entries.front().key, shard.entries.begin());
  return shard.entries.front().bucket;
}

// Besides the one that makes room, up to two that are full again go, so that a limiter which was full once shrinks.
void RateLimiter::MakeRoom(Shard& shard, Time now) const {
  const auto drop_last = [&shard] {
    shard.by_key.erase(shard.entries.back().key);
    shard.entries.pop_back();
  };
  for (int i = 0; i < 2 && !shard.entries.empty() && shard.entries.back().bucket.IsFull(now); ++i) drop_last();
  if (shard.entries.size() >= most_in_shard_) drop_last();
}

}  // namespace hardtack::authority

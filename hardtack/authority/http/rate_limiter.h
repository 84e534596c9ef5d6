// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// RateLimiter keeps a token bucket for each key: an identity, an address. Its memory is bounded: where there are more
// keys than it may hold, the one that was used longest ago is forgotten, and would begin with a full bucket.

#ifndef HARDTACK_AUTHORITY_HTTP_RATE_LIMITER_H_
#define HARDTACK_AUTHORITY_HTTP_RATE_LIMITER_H_

#include <array>
#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "hardtack/authority/http/token_bucket.h"

namespace hardtack::authority {

// Thread-safe; a call waits only for others whose key falls into the same of kShards parts.
class RateLimiter {
 public:
  using Time = TokenBucket::Time;

  static constexpr size_t kShards = 16;
  static constexpr size_t kMaxKeyBytes = 256;  // longer keys share the bucket of their beginning

  // `most_keys`: about so many at a time.
  RateLimiter(Rate rate, size_t most_keys);

  // One more of `key`. nullopt: it may happen; else the whole seconds to wait, at least 1: what Retry-After says.
  std::optional<std::chrono::seconds> Take(std::string_view key, Time now);

  // Keys that are remembered.
  size_t size() const;

 private:
  struct Entry {
    std::string key;
    TokenBucket bucket;
  };
  struct Shard {
    mutable std::mutex mutex;
    std::list<Entry> entries;                                                 // the last used first
    std::unordered_map<std::string_view, std::list<Entry>::iterator> by_key;  // keys are views into `entries`
  };
  TokenBucket& Find(Shard& shard, std::string_view key, Time now);
  void MakeRoom(Shard& shard, Time now) const;

  const Rate rate_;
  const size_t most_in_shard_;
  std::array<Shard, kShards> shards_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_HTTP_RATE_LIMITER_H_

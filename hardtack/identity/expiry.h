// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// When a token ends, and which of its checks says so. Only checks of the exact shape count (shapes.h): what else bounds
// a token's life still has to hold, but cannot be told in advance. Functions without state: any thread.

#ifndef HARDTACK_IDENTITY_EXPIRY_H_
#define HARDTACK_IDENTITY_EXPIRY_H_

#include <cstdint>
#include <optional>

#include "absl/status/statusor.h"
#include "hardtack/engine/ast.h"
#include "hardtack/engine/origin.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::identity {

struct Expiry {
  int64_t at = 0;  // UTC seconds; at this moment itself the token is expired
  engine::BlockId block = 0;
  uint32_t check = 0;  // of the block
  bool operator==(const Expiry&) const = default;
};

// The earliest time check of one block, and of all; nullopt when there is none. Linear.
std::optional<Expiry> ExpiryOf(const engine::Block& block, engine::BlockId id);
std::optional<Expiry> ExpiryOf(const wire::DecodedBlocks& blocks);

// The earlier of two; the first when both are the same moment.
std::optional<Expiry> Earlier(const std::optional<Expiry>& a, const std::optional<Expiry>& b);

// now + ttl.
//   InvalidArgument   `ttl` is not positive, or the sum is beyond the range of integers
absl::StatusOr<int64_t> ExpiryAfter(int64_t now, int64_t ttl);

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_EXPIRY_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Expiries. Tested by tests/identity/lineage_test.cc and tests/identity/issue_test.cc.

#include "hardtack/identity/expiry.h"

#include <limits>
#include <string>

#include "hardtack/base/error.h"
#include "hardtack/identity/shapes.h"

namespace hardtack::identity {

std::optional<Expiry> Earlier(const std::optional<Expiry>& a, const std::optional<Expiry>& b) {
  if (!a.has_value()) return b;
  if (!b.has_value()) return a;
  return b->at < a->at ? b : a;
}

std::optional<Expiry> ExpiryOf(const engine::Block& block, engine::BlockId id) {
  std::optional<Expiry> earliest;
  for (size_t i = 0; i < block.checks.size(); ++i) {
    const auto seconds = ReadExpiryCheck(block.checks[i]);
    if (seconds.has_value()) earliest = Earlier(earliest, Expiry{*seconds, id, static_cast<uint32_t>(i)});
  }
  return earliest;
}

std::optional<Expiry> ExpiryOf(const wire::DecodedBlocks& blocks) {
  std::optional<Expiry> earliest;
  for (size_t i = 0; i < blocks.size(); ++i) {
    earliest = Earlier(earliest, ExpiryOf(blocks[i].block, static_cast<engine::BlockId>(i)));
  }
  return earliest;
}

absl::StatusOr<int64_t> ExpiryAfter(int64_t now, int64_t ttl) {
  if (ttl < 1) return Error(ErrorKind::kInvalidArgument, "a lifetime is at least 1 second: " + std::to_string(ttl));
  if (now > std::numeric_limits<int64_t>::max() - ttl) {
    return Error(ErrorKind::kInvalidArgument, "the expiry is out of range for a lifetime of: " + std::to_string(ttl));
  }
  return now + ttl;
}

}  // namespace hardtack::identity

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// OriginSpace gives the origins of one evaluation keys of one machine word: the bits themselves while the token has few
// enough blocks, otherwise the index of an interned set. Equal origins have equal keys.

#ifndef HARDTACK_ENGINE_ORIGIN_SPACE_H_
#define HARDTACK_ENGINE_ORIGIN_SPACE_H_

#include <cstddef>
#include <memory_resource>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "hardtack/engine/origin.h"
#include "hardtack/engine/rows.h"

namespace hardtack::engine {

class OriginSpace {
 public:
  // One bit is the authorizer's.
  static constexpr size_t kNarrowBlocks = 63;

  OriginSpace(size_t block_count, std::pmr::memory_resource* memory)
      : narrow_(block_count <= kNarrowBlocks), origins_(memory) {}

  OriginKey KeyOf(const Origin& origin) { return narrow_ ? origin.low_bits() : Intern(origin); }
  Origin OriginOf(OriginKey key) const { return narrow_ ? Origin::FromLowBits(key) : origins_[key]; }
  OriginKey Union(OriginKey a, OriginKey b) { return narrow_ ? a | b : a == b ? a : UnionWide(a, b); }
  bool IsVisible(OriginKey key, const TrustedOrigins& trusted) const {
    return narrow_ ? (key & ~trusted.low_bits()) == 0 : origins_[key].IsSubsetOf(trusted);
  }

 private:
  OriginKey Intern(const Origin& origin) {
    auto [it, is_new] = keys_.try_emplace(origin, origins_.size());
    if (is_new) origins_.push_back(origin);
    return it->second;
  }
  OriginKey UnionWide(OriginKey a, OriginKey b) {
    Origin origin = origins_[a];
    origin.InsertAll(origins_[b]);
    return Intern(origin);
  }

  bool narrow_;
  std::pmr::vector<Origin> origins_;
  absl::flat_hash_map<Origin, OriginKey> keys_;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_ORIGIN_SPACE_H_

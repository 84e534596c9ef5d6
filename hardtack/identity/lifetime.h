// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// How long identities should live, the shorter the further down they are delegated: the tiers that published advice on
// delegated agents names.

#ifndef HARDTACK_IDENTITY_LIFETIME_H_
#define HARDTACK_IDENTITY_LIFETIME_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hardtack::identity {

struct LifetimeTier {
  std::string_view name;
  int64_t least = 0;  // seconds
  int64_t most = 0;   // seconds
};

// By delegations: none, one, two, three and more.
inline constexpr std::array<LifetimeTier, 4> kLifetimeTiers = {
    {{"base", 8 * 3600, 24 * 3600}, {"agent", 3600, 4 * 3600}, {"sub-agent", 5 * 60, 30 * 60}, {"worker", 60, 5 * 60}}};

inline const LifetimeTier& TierOf(size_t depth) {
  return kLifetimeTiers[depth < kLifetimeTiers.size() ? depth : kLifetimeTiers.size() - 1];
}

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_LIFETIME_H_

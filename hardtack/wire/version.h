// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Datalog versions: which one a block needs. 3 is v3.0, 4 is v3.1, 5 is v3.2, 6 is v3.3.
//
// Both functions walk the block once, keep no state, and may be called from any thread.
//
// Biscuit specification, "Format"; the two functions differ where docs/compatibility.md says so ("versions").

#ifndef HARDTACK_WIRE_VERSION_H_
#define HARDTACK_WIRE_VERSION_H_

#include <cstdint>

#include "absl/status/status.h"
#include "hardtack/engine/ast.h"

namespace hardtack::wire {

inline constexpr uint32_t kMinVersion = 3;
inline constexpr uint32_t kMaxVersion = 6;
inline constexpr uint32_t kScopesVersion = 4;      // v3.1: scopes, bitwise operators, !==, check all
inline constexpr uint32_t kThirdPartyVersion = 5;  // v3.2: blocks signed by third parties declare this at least
inline constexpr uint32_t kClosuresVersion = 6;    // v3.3: everything since

// The lowest version that can carry `block`: 6 with anything of v3.3 (arrays and maps and their operators included),
// else 4 with scopes, bitwise operators, `!==` or `check all`, else 3.
uint32_t RequiredVersion(const engine::Block& block);

// Whether a received block uses a feature newer than the version that it declares, with the reference's leniency:
// arrays, maps, get and try_or pass in any version.
//   MalformedBlock   names the feature
absl::Status CheckFeatures(const engine::Block& block, uint32_t declared_version);

}  // namespace hardtack::wire

#endif  // HARDTACK_WIRE_VERSION_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What the clients of a load show: an agent's identity, and copies of it as published clients make one for each request.

#ifndef HARDTACK_BENCH_LOAD_BEARERS_H_
#define HARDTACK_BENCH_LOAD_BEARERS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "hardtack/token/biscuit.h"

namespace hardtack::bench {

// What the policy of `hardtack dev` allows alice's main agent, and alice herself.
inline constexpr char kAgent[] = "urn:hessra:alice:main-agent";
inline constexpr char kResource[] = "database";
inline constexpr char kOperation[] = "read";

// Alice's identity delegated to her agent, for an hour.
token::UnverifiedBiscuit AgentOf(const std::string& alice, int64_t now);

// `count` copies of `identity`, no two alike: each narrowed by a block that a third party signed, as published clients
// do before they show a token. They end in five seconds; these last an hour, since they are made before they are shown.
std::vector<std::string> NarrowedCopies(const token::UnverifiedBiscuit& identity, size_t count, int64_t now);

}  // namespace hardtack::bench

#endif  // HARDTACK_BENCH_LOAD_BEARERS_H_

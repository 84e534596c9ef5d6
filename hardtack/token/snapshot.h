// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Snapshots of an authorizer, to store a decision with everything that led to it, or a policy to be used later.

#ifndef HARDTACK_TOKEN_SNAPSHOT_H_
#define HARDTACK_TOKEN_SNAPSHOT_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "hardtack/engine/decide.h"
#include "hardtack/token/authorizer.h"
#include "hardtack/token/biscuit.h"
#include "hardtack/wire/snapshot_codec.h"

namespace hardtack::token {

// The policy and limits alone.
absl::StatusOr<std::string> SnapshotBuilder(const Authorizer& authorizer);

// The authorizer that SnapshotBuilder stored.
//   as wire::DecodeSnapshot; InvalidArgument when the snapshot holds a token's blocks
absl::StatusOr<Authorizer> AuthorizerFromSnapshot(std::string_view bytes, AuthorizerOptions options = {});

// The policy, the token's blocks, and the facts and rounds of `outcome`.
absl::StatusOr<std::string> SnapshotOutcome(const Authorizer& authorizer, const Biscuit& token,
                                            const engine::Outcome& outcome);

}  // namespace hardtack::token

#endif  // HARDTACK_TOKEN_SNAPSHOT_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Snapshots of an authorizer, to store a decision with everything that led to it, or a policy to be used later. They
// carry no signature: what is in one is as trustworthy as whoever stored it.
//
// Linear in the snapshot, sorting of sets and maps aside. The functions keep no state: any thread may call them.
//
// schema.proto: AuthorizerSnapshot. wire/snapshot_codec.h.

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

// The policy and the run limits alone; max_steps and every other option are not carried.
//   MalformedSnapshot   the policy cannot be carried: it has a set that mixes kinds or holds sets or variables
absl::StatusOr<std::string> SnapshotBuilder(const Authorizer& authorizer);

// The authorizer that SnapshotBuilder stored, compiled anew. The snapshot's max_facts, max_iterations and max_time
// replace those of `options.run.limits`, however large, so check options() where whoever stored it is not trusted with
// them. All else of `options` holds: max_steps bounds each evaluation, `options.limits` what is decoded and compiled.
//   InvalidArgument             the snapshot holds a token's blocks
//   InvalidBlockRule, TooDeep   as engine::CompileAuthorizer
//   as wire::DecodeSnapshot
absl::StatusOr<Authorizer> AuthorizerFromSnapshot(std::string_view bytes, AuthorizerOptions options = {});

// The policy, the run limits, the token's blocks, and the facts and rounds of `outcome`, which `authorizer` must have
// made of `token`. An outcome that ended in an error is carried as far as it came; the decision is not carried.
//   MalformedSnapshot   as SnapshotBuilder, and for a fact of the request
absl::StatusOr<std::string> SnapshotOutcome(const Authorizer& authorizer, const Biscuit& token,
                                            const engine::Outcome& outcome);

}  // namespace hardtack::token

#endif  // HARDTACK_TOKEN_SNAPSHOT_H_

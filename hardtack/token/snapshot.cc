// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Snapshots of an authorizer. Tested by tests/token/snapshot_test.cc.

#include "hardtack/token/snapshot.h"

#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"

namespace hardtack::token {
namespace {

wire::Snapshot PolicySnapshot(const Authorizer& authorizer) {
  wire::Snapshot snapshot;
  snapshot.limits = authorizer.options().run.limits;
  snapshot.authorizer = authorizer.policy();
  return snapshot;
}

void AddBlocks(const Biscuit& token, wire::Snapshot& snapshot) {
  for (const wire::DecodedBlock& decoded : token.blocks()) {
    const engine::PublicKey* signer = token.engine_signer(static_cast<engine::BlockId>(snapshot.blocks.size()));
    snapshot.blocks.push_back(
        {decoded.block, decoded.version, signer != nullptr ? std::optional(*signer) : std::nullopt});
  }
}

}  // namespace

absl::StatusOr<std::string> SnapshotBuilder(const Authorizer& authorizer) {
  return wire::EncodeSnapshot(PolicySnapshot(authorizer));
}

absl::StatusOr<Authorizer> AuthorizerFromSnapshot(std::string_view bytes, AuthorizerOptions options) {
  ASSIGN_OR_RETURN(wire::Snapshot snapshot, wire::DecodeSnapshot(bytes, options.limits));
  if (!snapshot.blocks.empty()) {
    return Error(ErrorKind::kInvalidArgument, "the snapshot holds a token's blocks, which it cannot vouch for");
  }
  snapshot.limits.max_steps = options.run.limits.max_steps;  // ours: the message has no field for it
  options.run.limits = snapshot.limits;
  return Authorizer::Create(std::move(snapshot.authorizer), std::move(options));
}

absl::StatusOr<std::string> SnapshotOutcome(const Authorizer& authorizer, const Biscuit& token,
                                            const engine::Outcome& outcome) {
  wire::Snapshot snapshot = PolicySnapshot(authorizer);
  AddBlocks(token, snapshot);
  for (engine::OriginFacts& group : outcome.world.Facts()) {
    snapshot.facts.push_back({std::move(group.origin), std::move(group.facts)});
  }
  snapshot.iterations = outcome.usage.iterations;
  return wire::EncodeSnapshot(snapshot);
}

}  // namespace hardtack::token

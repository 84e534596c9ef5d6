// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Snapshots: an authorizer with or without a token's blocks and the facts derived so far, to be stored, shown elsewhere
// or run again. A snapshot carries no signature, so a token's blocks in it are only as trustworthy as whoever stored
// it.
//
// Linear in the snapshot, sorting of sets and maps and a logarithm for each public key aside. The functions keep no
// state: any thread may call them.
//
// schema.proto: AuthorizerSnapshot, AuthorizerWorld, SnapshotBlock, GeneratedFacts, Origin, RunLimits.

#ifndef HARDTACK_WIRE_SNAPSHOT_CODEC_H_
#define HARDTACK_WIRE_SNAPSHOT_CODEC_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "hardtack/engine/ast.h"
#include "hardtack/engine/limits.h"
#include "hardtack/engine/origin.h"

namespace hardtack::wire {

struct SnapshotBlock {
  engine::Block block;
  uint32_t version = 0;
  std::optional<engine::PublicKey> signer;  // of a third-party block
  bool operator==(const SnapshotBlock&) const = default;
};

struct SnapshotFacts {
  engine::Origin origin;
  std::vector<engine::Fact> facts;
  bool operator==(const SnapshotFacts&) const = default;
};

// The message has max_facts, max_iterations and max_time (nanoseconds, 0: none); max_steps is ours and not carried.
struct Snapshot {
  engine::RunLimits limits;
  uint64_t execution_nanoseconds = 0;
  std::vector<SnapshotBlock> blocks;  // of the token; empty for a builder
  engine::AuthorizerBlock authorizer;
  std::vector<SnapshotFacts> facts;  // that hold after the evaluation; empty for a builder
  uint64_t iterations = 0;
  bool operator==(const Snapshot&) const = default;
};

// The snapshot that fills `bytes`. Its run limits are read as they stand, however large, max_steps as the default; a
// time below a microsecond is rounded up.
//   MalformedSnapshot                    not this message; as MalformedBlock of DecodeBlock; a fact without origin, or
//                                        of a block that is not there
//   UnsupportedVersion                   of the world or of a block: not 3..6
//   UnknownSymbol, UnknownPublicKey, UnsupportedAlgorithm
//   TooManyBlocks, TooManySymbols, TooDeep   beyond `limits`
//   TokenTooLarge                        more than `limits.max_token_bytes`, or as DecodeBlock
absl::StatusOr<Snapshot> DecodeSnapshot(std::string_view bytes, const engine::StructureLimits& limits = {});

// The bytes of `snapshot`, with the tables that it needs. The times that its fields cannot hold become the nearest that
// they can; a max_time of zero the least, since 0 says that there is none.
//   MalformedSnapshot   a set that mixes kinds or holds sets or variables
// Nothing else is checked, and nesting is recursed on, as by EncodeBlock.
absl::StatusOr<std::string> EncodeSnapshot(const Snapshot& snapshot);

}  // namespace hardtack::wire

#endif  // HARDTACK_WIRE_SNAPSHOT_CODEC_H_

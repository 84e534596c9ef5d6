// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// EncodeSnapshot. Tested by tests/wire/snapshot_codec_test.cc.

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>

#include "hardtack/base/error.h"
#include "hardtack/wire/message.h"
#include "hardtack/wire/public_key_codec.h"
#include "hardtack/wire/schema.h"
#include "hardtack/wire/snapshot_codec.h"
#include "hardtack/wire/statement_encoder.h"
#include "hardtack/wire/symbols.h"
#include "hardtack/wire/version.h"

namespace hardtack::wire {
namespace {

// 0 says that there is no bound, so a bound of nothing is written as the least one; one too long for the field as the
// longest.
uint64_t Nanoseconds(const std::optional<std::chrono::microseconds>& max_time) {
  if (!max_time.has_value()) return 0;
  constexpr int64_t kLongest = std::numeric_limits<int64_t>::max() / 1000;
  return static_cast<uint64_t>(std::clamp<int64_t>(max_time->count(), 0, kLongest)) * 1000 +
         (max_time->count() <= 0 ? 1 : 0);
}

void WriteRunLimits(Builder<RunLimitsField>& message, const engine::RunLimits& limits) {
  message.add_uint64(RunLimitsField::kMaxFacts, limits.max_facts);
  message.add_uint64(RunLimitsField::kMaxIterations, limits.max_iterations);
  message.add_uint64(RunLimitsField::kMaxTime, Nanoseconds(limits.max_time));
}

// The parts of a world that refer to its tables, encoded before the tables are complete.
class WorldEncoder {
 public:
  explicit WorldEncoder(const Snapshot& snapshot) : snapshot_(snapshot) {}

  // Policies come before the blocks and these before facts, as the reference numbers their symbols; in the message
  // policies stand behind the blocks.
  std::string Write() {
    const std::string policies = Part([&](auto& world) { WritePolicies(world); });
    const std::string authorizer = Part([&](auto& world) { WriteAuthorizer(world); });
    const std::string blocks = Part([&](auto& world) { WriteBlocks(world); });
    const std::string facts = Part([&](auto& world) { WriteFacts(world); });
    const std::string tables = Part([&](auto& world) { WriteTables(world); });
    const std::string iterations =
        Part([&](auto& world) { world.add_uint64(WorldField::kIterations, snapshot_.iterations); });
    return tables + blocks + authorizer + policies + facts + iterations;
  }

 private:
  template <typename Body>
  static std::string Part(Body&& body) {
    std::string bytes;
    Builder<WorldField> world(bytes);
    body(world);
    return bytes;
  }

  void WritePolicies(Builder<WorldField>& world) {
    for (const engine::Policy& policy : snapshot_.authorizer.policies) {
      AddMessage<PolicyField>(world, WorldField::kAuthorizerPolicies, true,
                              [&](auto& m) { statements_.WritePolicy(m, policy); });
    }
  }

  void WriteAuthorizer(Builder<WorldField>& world) {
    const engine::Block& block = snapshot_.authorizer.block;
    AddMessage<SnapshotBlockField>(world, WorldField::kAuthorizerBlock, true, [&](auto& m) {
      WriteBlock(m, {block, RequiredVersion(block), std::nullopt});
    });
  }

  void WriteBlocks(Builder<WorldField>& world) {
    for (const SnapshotBlock& block : snapshot_.blocks) {
      AddMessage<SnapshotBlockField>(world, WorldField::kBlocks, true, [&](auto& m) { WriteBlock(m, block); });
    }
  }

  void WriteFacts(Builder<WorldField>& world) {
    for (const SnapshotFacts& generated : snapshot_.facts) {
      AddMessage<GeneratedFactsField>(world, WorldField::kGeneratedFacts, true,
                                      [&](auto& m) { WriteGeneratedFacts(m, generated); });
    }
  }

  void WriteTables(Builder<WorldField>& world) {
    world.add_uint32(WorldField::kVersion, kMaxVersion);
    for (size_t i = 0; i < tables_.symbols.custom_size(); ++i) {
      world.add_string(WorldField::kSymbols, tables_.symbols.custom(i));
    }
    for (size_t i = 0; i < tables_.keys.size(); ++i) {
      AddMessage<PublicKeyField>(world, WorldField::kPublicKeys, true,
                                 [&](auto& m) { WritePublicKey(m, ViewOf(tables_.keys.key(i))); });
    }
  }

  void WriteBlock(Builder<SnapshotBlockField>& message, const SnapshotBlock& snapshot) {
    const engine::Block& block = snapshot.block;
    if (block.context.has_value()) message.add_string(SnapshotBlockField::kContext, *block.context);
    message.add_uint32(SnapshotBlockField::kVersion, snapshot.version);
    for (const engine::Fact& fact : block.facts) {
      AddMessage<FactField>(message, SnapshotBlockField::kFacts, true,
                            [&](auto& m) { statements_.WriteFact(m, fact); });
    }
    for (const engine::Rule& rule : block.rules) {
      AddMessage<RuleField>(message, SnapshotBlockField::kRules, true,
                            [&](auto& m) { statements_.WriteRule(m, rule); });
    }
    for (const engine::Check& check : block.checks) {
      AddMessage<CheckField>(message, SnapshotBlockField::kChecks, HasContent(check),
                             [&](auto& m) { statements_.WriteCheck(m, check); });
    }
    for (const engine::Scope& scope : block.scopes) {
      AddMessage<ScopeField>(message, SnapshotBlockField::kScope, true,
                             [&](auto& m) { statements_.WriteScope(m, scope); });
    }
    if (snapshot.signer.has_value()) {
      AddMessage<PublicKeyField>(message, SnapshotBlockField::kExternalKey, true,
                                 [&](auto& m) { WritePublicKey(m, ViewOf(*snapshot.signer)); });
    }
  }

  void WriteGeneratedFacts(Builder<GeneratedFactsField>& message, const SnapshotFacts& generated) {
    for (engine::BlockId block : generated.origin.Blocks()) {
      AddMessage<OriginField>(message, GeneratedFactsField::kOrigins, true, [&](auto& origin) {
        if (block == engine::kAuthorizerBlock) {
          origin.add_message(OriginField::kAuthorizer, std::string_view());
        } else {
          origin.add_uint32(OriginField::kOrigin, block);
        }
      });
    }
    for (const engine::Fact& fact : generated.facts) {
      AddMessage<FactField>(message, GeneratedFactsField::kFacts, true,
                            [&](auto& m) { statements_.WriteFact(m, fact); });
    }
  }

  const Snapshot& snapshot_;
  Tables tables_;
  StatementEncoder statements_{tables_};
};

std::string WriteSnapshot(const Snapshot& snapshot) {
  std::string bytes;
  Builder<SnapshotField> message(bytes);
  AddMessage<RunLimitsField>(message, SnapshotField::kLimits, true,
                             [&](auto& limits) { WriteRunLimits(limits, snapshot.limits); });
  message.add_uint64(SnapshotField::kExecutionTime, snapshot.execution_nanoseconds);
  message.add_message(SnapshotField::kWorld, WorldEncoder(snapshot).Write());
  return bytes;
}

}  // namespace

absl::StatusOr<std::string> EncodeSnapshot(const Snapshot& snapshot) {
  return Border(ErrorKind::kMalformedSnapshot, [&] { return WriteSnapshot(snapshot); });
}

}  // namespace hardtack::wire

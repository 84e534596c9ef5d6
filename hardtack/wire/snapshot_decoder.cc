// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// DecodeSnapshot. Tested by tests/wire/snapshot_codec_test.cc.

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <utility>

#include "absl/strings/str_cat.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/wire/block_codec.h"
#include "hardtack/wire/message.h"
#include "hardtack/wire/public_key_codec.h"
#include "hardtack/wire/schema.h"
#include "hardtack/wire/snapshot_codec.h"
#include "hardtack/wire/statement_decoder.h"
#include "hardtack/wire/symbols.h"
#include "hardtack/wire/utf8.h"
#include "hardtack/wire/version.h"

namespace hardtack::wire {
namespace {

// Rounded up, so that a bound below a microsecond does not become none.
std::optional<std::chrono::microseconds> MaxTime(uint64_t nanoseconds) {
  if (nanoseconds == 0) return std::nullopt;
  return std::chrono::microseconds(nanoseconds / 1000 + (nanoseconds % 1000 != 0 ? 1 : 0));
}

engine::RunLimits ReadRunLimits(std::string_view bytes) {
  Message<RunLimitsField> message(bytes);
  std::optional<uint64_t> max_facts;
  std::optional<uint64_t> max_iterations;
  std::optional<uint64_t> max_time;
  while (message.Next()) {
    switch (message.tag_and_type()) {
      case tag_and_type(RunLimitsField::kMaxFacts, kVarint):
        Once(max_facts, message.GetUint64(), "maxFacts");
        break;
      case tag_and_type(RunLimitsField::kMaxIterations, kVarint):
        Once(max_iterations, message.GetUint64(), "maxIterations");
        break;
      case tag_and_type(RunLimitsField::kMaxTime, kVarint):
        Once(max_time, message.GetUint64(), "maxTime");
        break;
      default:
        message.WrongType();
    }
  }
  engine::RunLimits limits;
  limits.max_facts = Required(max_facts, "maxFacts");
  limits.max_iterations = Required(max_iterations, "maxIterations");
  limits.max_time = MaxTime(Required(max_time, "maxTime"));
  return limits;
}

// Reads the world in two passes, like a block: its tables, then what refers to them. One pair of tables serves all
// blocks, also those of third parties.
class WorldDecoder {
 public:
  WorldDecoder(std::string_view bytes, const engine::StructureLimits& limits) : bytes_(bytes), limits_(limits) {
    tables_.expansion = kExpansionFactor * bytes.size();
  }

  void Read(Snapshot& snapshot) {
    ReadTables();
    ReadStatements(snapshot);
  }

 private:
  void ReadTables() {
    Message<WorldField> message(bytes_);
    std::optional<uint32_t> version;
    while (message.Next()) {
      counts_.Add(message.tag());
      switch (message.tag_and_type()) {
        case tag_and_type(WorldField::kVersion, kVarint):
          Once(version, message.GetUint32(), "version");
          break;
        case tag_and_type(WorldField::kSymbols, kDelimited):
          AddSymbol(message.GetBytes());
          break;
        case tag_and_type(WorldField::kPublicKeys, kDelimited):
          tables_.keys.Insert(ReadSyntaxKey(message.GetBytes()));
          break;
        default:
          message.SkipField();
      }
    }
    version_ = CheckVersion(version.value_or(0));
    block_count_ = counts_[WorldField::kBlocks];
    if (block_count_ > limits_.max_blocks) {
      throw CodecError(absl::StrCat(block_count_, " blocks, the limit is ", limits_.max_blocks),
                       ErrorKind::kTooManyBlocks);
    }
  }

  void ReadStatements(Snapshot& snapshot) {
    StatementDecoder statements(tables_, limits_, version_);
    Reserve(snapshot.blocks, block_count_, bytes_);
    Reserve(snapshot.authorizer.policies, counts_[WorldField::kAuthorizerPolicies], bytes_);
    Reserve(snapshot.facts, counts_[WorldField::kGeneratedFacts], bytes_);
    Message<WorldField> message(bytes_);
    std::optional<SnapshotBlock> authorizer;
    std::optional<uint64_t> iterations;
    while (message.Next()) {
      switch (message.tag_and_type()) {
        case tag_and_type(WorldField::kBlocks, kDelimited):
          snapshot.blocks.push_back(
              Located("block", snapshot.blocks.size(), [&] { return ReadBlock(message.GetBytes()); }));
          break;
        case tag_and_type(WorldField::kAuthorizerBlock, kDelimited):
          Once(authorizer, ReadBlock(message.GetBytes()), "authorizerBlock");
          break;
        case tag_and_type(WorldField::kAuthorizerPolicies, kDelimited):
          snapshot.authorizer.policies.push_back(Located("policy", snapshot.authorizer.policies.size(),
                                                         [&] { return statements.ReadPolicy(message.GetBytes()); }));
          break;
        case tag_and_type(WorldField::kGeneratedFacts, kDelimited):
          snapshot.facts.push_back(Located("generated facts", snapshot.facts.size(),
                                           [&] { return ReadGeneratedFacts(message.GetBytes(), statements); }));
          break;
        case tag_and_type(WorldField::kIterations, kVarint):
          Once(iterations, message.GetUint64(), "iterations");
          break;
        case tag_and_type(WorldField::kVersion, kVarint):
        case tag_and_type(WorldField::kSymbols, kDelimited):
        case tag_and_type(WorldField::kPublicKeys, kDelimited):
          message.SkipField();
          break;  // by ReadTables
        default:
          message.WrongType();
      }
    }
    snapshot.authorizer.block = Required(authorizer, "authorizerBlock").block;
    snapshot.iterations = Required(iterations, "iterations");
  }

  SnapshotBlock ReadBlock(std::string_view bytes) {
    SnapshotBlock snapshot;
    snapshot.version = ReadBlockVersion(bytes);
    StatementDecoder statements(tables_, limits_, snapshot.version);
    engine::Block& block = snapshot.block;
    Message<SnapshotBlockField> message(bytes);
    while (message.Next()) {
      switch (message.tag_and_type()) {
        case tag_and_type(SnapshotBlockField::kContext, kDelimited):
          ReadContext(message.GetBytes(), block);
          break;
        case tag_and_type(SnapshotBlockField::kVersion, kVarint):
          message.SkipField();
          break;  // by ReadBlockVersion
        case tag_and_type(SnapshotBlockField::kFacts, kDelimited):
          block.facts.push_back(statements.ReadFact(message.GetBytes()));
          break;
        case tag_and_type(SnapshotBlockField::kRules, kDelimited):
          block.rules.push_back(statements.ReadRule(message.GetBytes()));
          break;
        case tag_and_type(SnapshotBlockField::kChecks, kDelimited):
          block.checks.push_back(statements.ReadCheck(message.GetBytes()));
          break;
        case tag_and_type(SnapshotBlockField::kScope, kDelimited):
          block.scopes.push_back(statements.ReadScope(message.GetBytes()));
          break;
        case tag_and_type(SnapshotBlockField::kExternalKey, kDelimited):
          Once(snapshot.signer, ReadSyntaxKey(message.GetBytes()), "externalKey");
          break;
        default:
          message.WrongType();
      }
    }
    if (const absl::Status status = CheckFeatures(block, snapshot.version); !status.ok()) {
      throw CodecError(std::string(ToStd(status.message())));
    }
    return snapshot;
  }

  static uint32_t ReadBlockVersion(std::string_view bytes) {
    Message<SnapshotBlockField> message(bytes);
    std::optional<uint32_t> version;
    while (message.Next()) {
      switch (message.tag_and_type()) {
        case tag_and_type(SnapshotBlockField::kVersion, kVarint):
          Once(version, message.GetUint32(), "version");
          break;
        default:
          message.SkipField();
      }
    }
    return CheckVersion(version.value_or(0));
  }

  static void ReadContext(std::string_view text, engine::Block& block) {
    if (!IsUtf8(text)) throw CodecError("the context is not UTF-8");
    Once(block.context, std::string(text), "context");
  }

  SnapshotFacts ReadGeneratedFacts(std::string_view bytes, StatementDecoder& statements) {
    SnapshotFacts generated;
    Reserve(generated.facts, FieldCounts<GeneratedFactsField>(bytes)[GeneratedFactsField::kFacts], bytes);
    Message<GeneratedFactsField> message(bytes);
    while (message.Next()) {
      switch (message.tag_and_type()) {
        case tag_and_type(GeneratedFactsField::kOrigins, kDelimited):
          generated.origin.Insert(ReadOrigin(message.GetBytes()));
          break;
        case tag_and_type(GeneratedFactsField::kFacts, kDelimited):
          generated.facts.push_back(statements.ReadFact(message.GetBytes()));
          break;
        default:
          message.WrongType();
      }
    }
    // Every rule trusts a fact without origin, so there must be none.
    if (generated.origin.empty()) throw CodecError("facts without origin");
    return generated;
  }

  // One member of an origin. Bounded by the blocks that are there: an Origin takes memory for the largest id in it.
  engine::BlockId ReadOrigin(std::string_view bytes) const {
    Message<OriginField> message(bytes);
    message.NextOfOne("origin");
    engine::BlockId block = engine::kAuthorizerBlock;
    switch (message.tag_and_type()) {
      case tag_and_type(OriginField::kAuthorizer, kDelimited):
        ReadEmpty(message.GetBytes());
        break;
      case tag_and_type(OriginField::kOrigin, kVarint):
        block = message.GetUint32();
        if (block >= block_count_) throw CodecError(absl::StrCat("an origin in block ", block, " of ", block_count_));
        break;
      default:
        message.WrongType();
    }
    message.EndOfOne("origin");
    return block;
  }

  // The reference inserts a snapshot's symbols one by one, so that one that is known already takes no id.
  void AddSymbol(std::string_view text) {
    if (tables_.symbols.custom_size() >= limits_.max_symbols) {
      throw CodecError(absl::StrCat("more than ", limits_.max_symbols, " symbols"), ErrorKind::kTooManySymbols);
    }
    if (!IsUtf8(text)) throw CodecError("a symbol is not UTF-8");
    tables_.symbols.Insert(text);
  }

  std::string_view bytes_;
  const engine::StructureLimits& limits_;
  Tables tables_;
  FieldCounts<WorldField> counts_;
  uint32_t version_ = 0;
  size_t block_count_ = 0;
};

Snapshot ReadSnapshot(std::string_view bytes, const engine::StructureLimits& limits) {
  Message<SnapshotField> message(bytes);
  std::optional<engine::RunLimits> run_limits;
  std::optional<uint64_t> execution_time;
  std::optional<std::string_view> world;
  while (message.Next()) {
    switch (message.tag_and_type()) {
      case tag_and_type(SnapshotField::kLimits, kDelimited):
        Once(run_limits, ReadRunLimits(message.GetBytes()), "limits");
        break;
      case tag_and_type(SnapshotField::kExecutionTime, kVarint):
        Once(execution_time, message.GetUint64(), "executionTime");
        break;
      case tag_and_type(SnapshotField::kWorld, kDelimited):
        Once(world, message.GetBytes(), "world");
        break;
      default:
        message.WrongType();
    }
  }
  Snapshot snapshot;
  snapshot.limits = Required(run_limits, "limits");
  snapshot.execution_nanoseconds = Required(execution_time, "executionTime");
  WorldDecoder(Required(world, "world"), limits).Read(snapshot);
  return snapshot;
}

}  // namespace

absl::StatusOr<Snapshot> DecodeSnapshot(std::string_view bytes, const engine::StructureLimits& limits) {
  if (bytes.size() > limits.max_token_bytes) {
    return Error(ErrorKind::kTokenTooLarge,
                 absl::StrCat(bytes.size(), " bytes, the limit is ", limits.max_token_bytes));
  }
  return Border(ErrorKind::kMalformedSnapshot, [&] { return ReadSnapshot(bytes, limits); });
}

}  // namespace hardtack::wire

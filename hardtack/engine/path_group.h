// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A PathGroup is a set of path rules over the same relations, which derive facts of each other. Once their facts lie so
// densely between their values that rows of bits are smaller work than rows of values, the relations that they derive
// are held as bits and the rules are run as products, round by round with the same results. Internal to the engine.
//
// Whether and when depends on the facts and the limits alone.

#ifndef HARDTACK_ENGINE_PATH_GROUP_H_
#define HARDTACK_ENGINE_PATH_GROUP_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "hardtack/engine/bit_relation.h"
#include "hardtack/engine/path_product.h"
#include "hardtack/engine/path_rule.h"
#include "hardtack/engine/program.h"
#include "hardtack/engine/value_numbering.h"
#include "hardtack/engine/world.h"

namespace hardtack::engine {

struct PathRule {
  const Program* program = nullptr;
  const CompiledRule* rule = nullptr;
  std::vector<PathFactor> factors;
};

// What all groups of a world may take together, and what they have reserved of it, in bytes.
struct BitMemory {
  uint64_t most = 0;
  uint64_t reserved = 0;
};

class PathGroup {
 public:
  // Relations are not held as bits while they have fewer facts than this together.
  static constexpr uint64_t kFewestFacts = 512;

  // `memory` is shared with other groups.
  PathGroup(World::Impl& world, BitMemory& memory, std::vector<PathRule> rules);

  const std::vector<PathRule>& rules() const { return rules_; }

  // Before a round: takes in the recent facts, and decides. False: the budget is exhausted.
  bool Prepare();
  bool holds_bits() const { return form_ == Form::kBits; }

  // While it holds bits. Runs a rule of the group on the recent facts: what it derives is pending. False: the budget is
  // exhausted.
  bool Run(const PathRule& rule);
  // While it holds bits. Counts the pending facts; nullopt: the budget is exhausted.
  std::optional<uint64_t> CountPending();

 private:
  enum class Form : uint8_t { kRows, kBits, kRowsForGood };

  // A relation that rules of the group derive.
  struct Head {
    RelationId relation = kNoRelation;
    PairEnd rows_by = PairEnd::kFirst;  // of its bits
    size_t rows_numbered = 0;
    std::vector<OriginKey> origins;  // of its facts
    std::vector<OriginKey> targets;  // of what the next round may derive
  };
  // A relation that they only read: it stays in rows, and is links here.
  struct Source {
    struct Part {
      OriginKey origin = 0;
      PairLinks all;
      std::unique_ptr<BitMatrix> recent;  // with rows by the first column; null: no fact is recent
      uint64_t recent_count = 0;
    };
    RelationId relation = kNoRelation;
    size_t rows_numbered = 0;
    size_t rows_linked = 0;
    std::vector<Part> parts;
    Part* Find(OriginKey origin);
  };
  // Facts with one origin, as a factor of a product.
  struct OriginPairs {
    OriginKey origin = 0;
    PairSet pairs;
  };
  using Factor = std::vector<OriginPairs>;

  Relation& RelationOf(RelationId id) const { return *world_.FindRelation(id); }
  bool IsHead(RelationId id) const { return head_positions_.contains(id); }
  const TrustedOrigins& TrustOf(const PathRule& rule) const;

  uint64_t CountFacts() const;
  bool IsGrowing() const;
  bool IsDense(uint64_t facts) const;

  // Each takes in what the last round added. False: the budget is exhausted.
  bool NumberValues();
  bool NumberRows(RelationId id, uint64_t facts, size_t& rows_numbered);
  bool LinkRows();

  // Each finds out what holding bits takes. False: it is too much.
  bool FindOrigins();
  bool AddTargets(const PathRule& rule, std::vector<OriginKey>& targets) const;
  bool Reserve();

  // False: the budget is exhausted.
  bool HoldBits();
  bool HoldRowsForGood();
  bool TakeRecent(Source& source) const;

  // What `rule` trusts of a factor's facts, all or only the recent ones.
  Factor FactorOf(const PathRule& rule, const PathFactor& factor, bool are_recent) const;
  bool Multiply(const PathRule& rule, std::span<const Factor> factors, size_t start);

  World::Impl& world_;
  BitMemory& memory_;
  std::vector<PathRule> rules_;
  std::vector<Head> heads_;
  std::vector<Source> sources_;
  absl::flat_hash_map<RelationId, size_t> head_positions_;
  absl::flat_hash_map<RelationId, size_t> source_positions_;
  Form form_ = Form::kRows;
  std::shared_ptr<ValueNumbering> numbers_ = std::make_shared<ValueNumbering>();
  uint64_t facts_considered_ = 0;  // when it was last decided to stay in rows
  size_t origins_counted_ = 0;     // of all relations, when the targets were found
  uint32_t width_ = 0;             // of all matrices
  uint64_t reserved_ = 0;          // bytes
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_PATH_GROUP_H_

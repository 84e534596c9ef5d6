// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Refusals by structure. Tested by tests/identity/verify_test.cc.

#include "hardtack/identity/structure.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "hardtack/identity/name.h"

namespace hardtack::identity {
namespace {

// What the verifier states about a request, or the authority about the holder. A later block that says any of these
// could satisfy its own checks, and so look like a delegation while it narrows nothing.
constexpr std::array<std::string_view, 8> kAmbient = {"actor",    "subject",   "time",  "domain",
                                                      "resource", "operation", "right", "prefix"};

const std::string* AmbientPredicate(const engine::Block& block) {
  for (const engine::Fact& fact : block.facts) {
    if (IsAmbient(fact.predicate.name)) return &fact.predicate.name;
  }
  for (const engine::Rule& rule : block.rules) {
    if (IsAmbient(rule.head.name)) return &rule.head.name;
  }
  return nullptr;
}

std::optional<Refusal> FindInvalidName(const Lineage& lineage, const StructureRules& rules) {
  for (const LineageRow& row : lineage.rows) {
    if (!row.identity.has_value()) continue;
    const std::string where = "block " + std::to_string(row.block);
    if (auto refusal = CheckName({where, *row.identity}); refusal.has_value()) return refusal;
  }
  for (const RequestedName& requested : rules.requested) {
    if (auto refusal = CheckName(requested); refusal.has_value()) return refusal;
  }
  if (!lineage.domain.has_value()) return std::nullopt;
  return CheckName({"domain", *lineage.domain});
}

std::optional<Refusal> FindBannedName(const Lineage& lineage, const StructureRules& rules) {
  for (const LineageRow& row : lineage.rows) {
    if (!row.identity.has_value()) continue;
    auto refusal = CheckBannedName(*row.identity, row.block, rules.bans, rules.now);
    if (refusal.has_value()) return refusal;
  }
  // Who acts may be further down than any name of the lineage.
  for (const RequestedName& requested : rules.requested) {
    if (!requested.acts) continue;
    auto refusal = CheckBannedName(requested.name, std::nullopt, rules.bans, rules.now);
    if (refusal.has_value()) return refusal;
  }
  return std::nullopt;
}

std::optional<Refusal> FindDelegationBelowLeaf(const Lineage& lineage) {
  const std::string* leaf = nullptr;
  for (const LineageRow& row : lineage.rows) {
    if (!row.identity.has_value()) continue;
    if (leaf != nullptr) return NotDelegatable{*leaf, row.block, NotDelegatable::Reason::kLeaf};
    if (row.kind == BlockKind::kLeafIdentity || row.kind == BlockKind::kLeafDelegation) leaf = &*row.identity;
  }
  return std::nullopt;
}

std::optional<Refusal> NameRefusal(const RequestedName& requested, std::optional<NameFault> fault) {
  if (!fault.has_value()) return std::nullopt;
  return InvalidName{std::string(requested.where), std::string(Describe(*fault))};
}

}  // namespace

std::optional<Refusal> CheckName(const RequestedName& requested) {
  return NameRefusal(requested, FaultOf(requested.name));
}

std::optional<Refusal> CheckLabel(const RequestedName& requested) {
  return NameRefusal(requested, LabelFaultOf(requested.name));
}

bool IsAmbient(std::string_view predicate) { return std::ranges::find(kAmbient, predicate) != kAmbient.end(); }

std::optional<Refusal> CheckForgedFacts(const wire::DecodedBlocks& blocks) {
  for (size_t i = 1; i < blocks.size(); ++i) {
    const std::string* predicate = AmbientPredicate(blocks[i].block);
    if (predicate != nullptr) return ForgedFact{static_cast<engine::BlockId>(i), *predicate};
  }
  return std::nullopt;
}

std::optional<Refusal> CheckBannedName(std::string_view identity, std::optional<engine::BlockId> block,
                                       const BanList* bans, int64_t now) {
  if (bans == nullptr) return std::nullopt;
  const std::optional<Ban> ban = bans->FindIdentity(identity, now);
  if (!ban.has_value()) return std::nullopt;
  return Banned{std::string(identity), std::nullopt, block, ban->since, std::string(ban->reason)};
}

std::optional<Refusal> CheckExpiry(const std::optional<Expiry>& expires, int64_t now, bool allow_no_expiry) {
  if (!expires.has_value()) {
    if (allow_no_expiry) return std::nullopt;
    return NoExpiry{};
  }
  if (now < expires->at) return std::nullopt;
  return Expired{expires->at, now, expires->block, expires->check};
}

std::optional<Refusal> CheckStructure(const Lineage& lineage, const wire::DecodedBlocks& blocks,
                                      const StructureRules& rules) {
  if (auto refusal = CheckForgedFacts(blocks); refusal.has_value()) return refusal;
  if (auto refusal = FindInvalidName(lineage, rules); refusal.has_value()) return refusal;
  if (auto refusal = FindBannedName(lineage, rules); refusal.has_value()) return refusal;
  if (auto refusal = CheckExpiry(lineage.expires(), rules.now, rules.allow_no_expiry); refusal.has_value()) {
    return refusal;
  }
  if (lineage.depth() > rules.max_depth) return LimitReached{"delegation depth", rules.max_depth};
  return FindDelegationBelowLeaf(lineage);
}

}  // namespace hardtack::identity

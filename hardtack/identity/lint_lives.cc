// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// How long the token lives, and whether a block changes anything. Tested by tests/identity/lint_test.cc.

#include <algorithm>
#include <optional>
#include <string>

#include "hardtack/identity/expiry.h"
#include "hardtack/identity/lifetime.h"
#include "hardtack/identity/lint_rules.h"
#include "hardtack/identity/name.h"
#include "hardtack/identity/shapes.h"

namespace hardtack::identity {
namespace {

using engine::BlockId;

std::string Duration(int64_t seconds) {
  if (seconds >= 3600) return std::to_string(seconds / 3600) + " h " + std::to_string(seconds % 3600 / 60) + " min";
  return std::to_string(seconds / 60) + " min " + std::to_string(seconds % 60) + " s";
}

// Whether a check asks for the time, in whatever shape: it may bound the token's life.
bool AsksForTime(const engine::Check& check) {
  return std::ranges::any_of(check.queries, [](const engine::Rule& query) {
    return std::ranges::any_of(query.body, [](const auto& predicate) { return predicate.name == "time"; });
  });
}

bool IsBounded(const LintSubject& subject) {
  return std::ranges::any_of(subject.blocks, [](const wire::DecodedBlock& block) {
    return std::ranges::any_of(block.block.checks, AsksForTime);
  });
}

// Whether block `id` delegates: a check of it names somebody below the holder so far.
bool Delegates(const LintSubject& subject, BlockId id) {
  const std::string holder = HolderBefore(subject, id);
  return std::ranges::any_of(subject.blocks[id].block.checks, [&](const engine::Check& check) {
    const auto name_check = ReadNameCheck(check);
    return name_check.has_value() && IsStrictlyBelow(name_check->name, holder);
  });
}

}  // namespace

void LintLives(const LintSubject& subject, Findings& findings) {
  if (!IsBounded(subject)) {
    findings.push_back({LintKind::kNoExpiry, 0, {}, {}, {}, "nothing bounds the token's life"});
  }
  if (HolderBefore(subject, 1).empty()) return;
  std::optional<Expiry> effective;
  size_t depth = 0;
  for (BlockId id = 0; id < subject.blocks.size(); ++id) {
    effective = Earlier(effective, ExpiryOf(subject.blocks[id].block, id));
    if (id > 0 && !Delegates(subject, id)) continue;
    if (id > 0) ++depth;
    const LifetimeTier& tier = TierOf(depth);
    if (!effective.has_value() || effective->at - subject.now <= tier.most) continue;
    findings.push_back({LintKind::kLongLife,
                        id,
                        {},
                        {},
                        {},
                        "it lives " + Duration(effective->at - subject.now) + " from now, and at most " +
                            Duration(tier.most) + " are advised for this tier: " + std::string(tier.name)});
  }
}

void LintIdle(const LintSubject& subject, BlockId id, Findings& findings) {
  if (id == 0) return;
  const engine::Block& block = subject.blocks[id].block;
  const auto narrows = [&](const engine::Check& check) {
    const auto seconds = ReadExpiryCheck(check);
    const auto before = ExpiryOf(subject.blocks.First(id));
    return !seconds.has_value() || !before.has_value() || *seconds < before->at;
  };
  if (std::ranges::any_of(block.checks, narrows)) return;
  // What a third party says may be what somebody asked it for.
  if (subject.third_party[id] && !(block.facts.empty() && block.rules.empty())) return;
  const std::string why = block.checks.empty() ? "it has no checks" : "the blocks before it end no later";
  findings.push_back({LintKind::kNarrowsNothing, id, {}, {}, {}, "the block narrows nothing: " + why});
}

}  // namespace hardtack::identity

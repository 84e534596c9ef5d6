// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Scopes isolate: a block with all its statements taken away differs from the block only for those who trust it.

#include <vector>

#include "tests/properties/programs.h"
#include "tests/properties/property.h"

namespace hardtack::properties {
namespace {

using differential::Observed;
using differential::Program;
using engine::BlockId;

// Whether the check sees no facts of `block` in any of its branches.
bool IsBlind(const Program& program, const engine::CheckPosition& position, BlockId block) {
  const bool authorizer = position.block == engine::kAuthorizerBlock;
  const engine::Block& statements = authorizer ? program.authorizer.block : program.blocks[position.block].block;
  for (const engine::Rule& query : statements.checks[position.check].queries) {
    if (Trusts(program, position.block, query, block)) return false;
  }
  return true;
}

std::vector<engine::CheckPosition> BlindFailures(const Program& program, const engine::Decision& decision,
                                                 BlockId block) {
  std::vector<engine::CheckPosition> failures = decision.failed_checks;
  std::erase_if(failures, [&](const engine::CheckPosition& check) { return !IsBlind(program, check, block); });
  return failures;
}

bool PoliciesAreBlind(const Program& program, BlockId block) {
  for (const engine::Policy& policy : program.authorizer.policies) {
    for (const engine::Rule& query : policy.queries) {
      if (Trusts(program, engine::kAuthorizerBlock, query, block)) return false;
    }
  }
  return true;
}

TEST_CASE("whoever does not trust a block decides as if the block were empty") {
  Share compared, blind_policies;
  ForAll(10'000, [&] {
    const Program program = *Programs();
    RC_PRE(!program.blocks.empty());
    const auto block = static_cast<BlockId>(*rc::gen::inRange<size_t>(0, program.blocks.size()));
    Program without = program;
    without.blocks[block].block = {};
    const Observed one = differential::RunEngine(program), other = differential::RunEngine(without);
    const bool decided = one.decision.ok() && other.decision.ok();
    compared.Count(decided);
    if (!one.world_status.ok() || !other.world_status.ok()) return;
    RC_ASSERT(FactsWithout(block, one.facts) == FactsWithout(block, other.facts));
    for (size_t i = 0; i < program.queries.size(); ++i) {
      if (QueryTrusts(program, program.queries[i], block)) continue;
      RC_ASSERT(one.queries[i].status() == other.queries[i].status());
      if (one.queries[i].ok()) RC_ASSERT(TextsOf(*one.queries[i]) == TextsOf(*other.queries[i]));
    }
    if (!decided) return;
    RC_ASSERT(BlindFailures(program, *one.decision, block) == BlindFailures(program, *other.decision, block));
    blind_policies.Count(PoliciesAreBlind(program, block));
    if (PoliciesAreBlind(program, block)) RC_ASSERT(one.decision->policy == other.decision->policy);
  });
  CHECK(compared.Percent() > 30);
  CHECK(blind_policies.Percent() > 30);
}

}  // namespace
}  // namespace hardtack::properties

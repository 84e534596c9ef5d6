// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// One differential test case: everything that a decision depends on, as syntax. The generator makes it, the naive
// evaluator and the engine run it, the minimiser cuts it down.

#ifndef HARDTACK_TESTS_DIFFERENTIAL_PROGRAM_H_
#define HARDTACK_TESTS_DIFFERENTIAL_PROGRAM_H_

#include <optional>
#include <string>
#include <vector>

#include "hardtack/engine/ast.h"
#include "hardtack/engine/evaluate.h"
#include "hardtack/engine/limits.h"

namespace hardtack::differential {

struct SignedBlock {
  engine::Block block;
  std::optional<engine::PublicKey> signer;  // of a third-party block
};

struct Program {
  engine::AuthorizerBlock authorizer;
  std::vector<SignedBlock> blocks;       // position i is block i, the authority first
  std::vector<engine::Fact> request;
  std::vector<engine::Fact> shared;      // of the fact base that the authorizer stands on; ground
  std::vector<engine::Rule> queries;     // asked of the world once the rules have finished
  engine::RunLimits limits;
};

// The program's text, block by block.
std::string ToString(const Program& program);

// The host functions that every program may call: identity, pair (two arguments as an array), refuse (always an error).
const engine::Externs& HostFunctions();

}  // namespace hardtack::differential

#endif  // HARDTACK_TESTS_DIFFERENTIAL_PROGRAM_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The questions of Lint, each for one block. Internal to identity.

#ifndef HARDTACK_IDENTITY_LINT_RULES_H_
#define HARDTACK_IDENTITY_LINT_RULES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "hardtack/identity/lint.h"

namespace hardtack::identity {

// What the questions look at: the blocks, whether each is signed by a third party, the moment.
struct LintSubject {
  wire::DecodedBlocks blocks;
  std::vector<bool> third_party;
  int64_t now = 0;
};

// The name that the blocks before `block` end at; empty when the token is no identity.
std::string HolderBefore(const LintSubject& subject, engine::BlockId block);

// Each appends what it finds about block `id`.
using Findings = std::vector<LintFinding>;
void LintLives(const LintSubject& subject, Findings& findings);  // of all blocks: no-expiry, long-life
void LintNames(const LintSubject& subject, engine::BlockId id, Findings& findings);
void LintChecks(const LintSubject& subject, engine::BlockId id, Findings& findings);    // never-, always-holds
void LintReaders(const LintSubject& subject, engine::BlockId id, Findings& findings);   // unreadable
void LintScopes(const LintSubject& subject, engine::BlockId id, Findings& findings);    // dropped-authority
void LintPatterns(const LintSubject& subject, engine::BlockId id, Findings& findings);  // expensive-pattern
void LintIdle(const LintSubject& subject, engine::BlockId id, Findings& findings);      // narrows-nothing

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_LINT_RULES_H_

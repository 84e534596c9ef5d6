// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Lint finds what is likely a mistake in a token, though the token may verify: a life that is too long, a check that
// says nothing, a rule that nobody can read. Advice for whoever makes tokens; no verifier asks it. Functions without
// state: any thread.

#ifndef HARDTACK_IDENTITY_LINT_H_
#define HARDTACK_IDENTITY_LINT_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "hardtack/engine/origin.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::identity {

enum class LintKind : uint8_t {
  kNoExpiry,          // nothing bounds the token's life
  kLongLife,          // an identity lives beyond its tier (lifetime.h)
  kNeverHolds,        // a check that no request can satisfy
  kAlwaysHolds,       // a check that any request satisfies
  kUnreadable,        // a fact or rule whose result no check or policy sees without trusting its block
  kDroppedAuthority,  // a scope that leaves out the authority, of which the body asks something
  kExpensivePattern,  // a pattern that takes much of a verifier's budget, or that no verifier accepts
  kNarrowsNothing,    // a block that leaves everything as it was
  kNearMissName,      // a name that just misses being below the holder's
};

// "no-expiry", "long-life", "never-holds", "always-holds", "unreadable", "dropped-authority", "expensive-pattern",
// "narrows-nothing", "near-miss-name".
std::string_view NameOf(LintKind kind);

struct LintFinding {
  LintKind kind = LintKind::kNoExpiry;
  engine::BlockId block = 0;
  // What of the block it is about, numbered from 0; at most one is set.
  std::optional<uint32_t> fact;
  std::optional<uint32_t> rule;
  std::optional<uint32_t> check;
  std::string message;  // one line, in lower case, texts of the token as they are: a terminal needs them escaped
  bool operator==(const LintFinding&) const = default;
};

// What there is to say about `token` at `now` (UTC seconds), by block; nothing is verified. Beside decoding, linear in
// the token, and quadratic in the statements of one block; constant expressions are evaluated within the default
// budget.
//   as token::UnverifiedBiscuit::DecodeBlocks
absl::StatusOr<std::vector<LintFinding>> Lint(const token::UnverifiedBiscuit& token, int64_t now);

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_LINT_H_

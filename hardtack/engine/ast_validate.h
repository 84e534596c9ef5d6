// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Validate checks what the compiler relies on and the types of ast.h cannot say: every variable of a rule's head is
// bound by its body, and nothing nests deeper than `limits.max_nesting`. The parser and the block decoder bound nesting
// themselves, before they build anything; Validate protects programs built by hand. Iterative where depth is the
// input's, linear in the size of the syntax. The functions keep no state: any thread may call them.
//
//   InvalidBlockRule   a head variable is not bound; the subject is the rule's text
//   TooDeep            a term or closure nests too deeply
//
// Biscuit specification, "Terminology" (safe rules).

#ifndef HARDTACK_ENGINE_AST_VALIDATE_H_
#define HARDTACK_ENGINE_AST_VALIDATE_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "hardtack/engine/ast.h"
#include "hardtack/engine/limits.h"

namespace hardtack::engine {

absl::Status Validate(const Rule& rule, const StructureLimits& limits);
absl::Status Validate(const Block& block, const StructureLimits& limits);
absl::Status Validate(const AuthorizerBlock& authorizer, const StructureLimits& limits);

// The index among the head's terms of the first variable that no predicate of the body binds. A variable inside a set,
// array or map neither binds nor needs to be bound: such a term matches only itself.
std::optional<size_t> UnboundHeadTerm(const Rule& rule);

// Levels of sets, arrays, maps and closures on the deepest path: 0 for `1`, 1 for `[1]`, 2 for `[1].any($p -> [$p] ==
// $q)`.
size_t NestingDepth(const Term& term);
size_t NestingDepth(const std::vector<Op>& ops);

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_AST_VALIDATE_H_

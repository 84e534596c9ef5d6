// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Compilation in two stages. The authorizer's part is compiled once per policy and shared; each token's blocks are
// compiled on top of it, extending its ids, so per request only the token is paid for. A Program is immutable and may
// be shared by any number of threads; the functions keep no state.
//
// A compiler interns names, assigns variables to slots, orders the atoms of each body, places each expression at the
// first point where it may run, and resolves scopes to sets of blocks. Linear in the size of the syntax, except that
// ordering a body of n atoms is quadratic in n.

#ifndef HARDTACK_ENGINE_COMPILE_H_
#define HARDTACK_ENGINE_COMPILE_H_

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "hardtack/engine/ast.h"
#include "hardtack/engine/limits.h"
#include "hardtack/engine/origin.h"

namespace hardtack::engine {

class FactBase;
class Program;  // program.h, internal to the engine

// A block of a token with the key that signed it as a third party, which `trusting KEY` refers to. Position i in a span
// of these is block i; position 0 is the authority.
struct TokenBlock {
  const Block* block = nullptr;
  const PublicKey* signer = nullptr;  // null: signed by the token's holder
};

// The authorizer's part, usable alone (a decision without a token) and as the base of CompileToken. `facts`, if not
// null, hold for every request beside what is stated, as if the authorizer stated them: docs/fact_base.md.
//   InvalidBlockRule, TooDeep   as Validate
absl::StatusOr<std::shared_ptr<const Program>> CompileAuthorizer(const AuthorizerBlock& authorizer,
                                                                 const StructureLimits& limits = {},
                                                                 std::shared_ptr<const FactBase> facts = nullptr);

// `blocks` on top of `authorizer`. The syntax is not referred to after the call. Errors are annotated with the block.
//   InvalidBlockRule, TooDeep   as Validate
//   TooManyBlocks               more blocks than `limits` allow
absl::StatusOr<std::shared_ptr<const Program>> CompileToken(std::span<const TokenBlock> blocks,
                                                            std::shared_ptr<const Program> authorizer,
                                                            const StructureLimits& limits = {});

// A body that cannot but look at all shared facts of a relation, of which there are more than a few, one after the
// other: no column of them is known when they are joined. Steps are what stops it.
struct SharedScan {
  enum class Kind : uint8_t { kRule, kCheck, kPolicy };
  Kind kind = Kind::kRule;
  BlockId block = kAuthorizerBlock;
  uint32_t index = 0;  // of the rule or check in its block, or of the policy
  uint32_t query = 0;  // by position among the queries that `or` joins; 0 for a rule
  std::string relation;
  uint32_t arity = 0;
  uint64_t facts = 0;
  bool operator==(const SharedScan&) const = default;
};

// Those of `program`, its authorizer's not included: rules, then checks, then policies.
std::vector<SharedScan> SharedScans(const Program& program);

// A listing of the compiled rules, checks and policies for golden tests and for people: one line each, names resolved.
std::string Dump(const Program& program);

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_COMPILE_H_

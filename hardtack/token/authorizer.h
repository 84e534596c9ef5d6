// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Authorizer decides what a verified token allows. It is built once from a policy, is immutable, and is shared between
// threads; the facts of a request (resource, operation, time) are given with each call.

#ifndef HARDTACK_TOKEN_AUTHORIZER_H_
#define HARDTACK_TOKEN_AUTHORIZER_H_

#include <memory>
#include <span>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/status/statusor.h"
#include "hardtack/engine/ast.h"
#include "hardtack/engine/compile.h"
#include "hardtack/engine/decide.h"
#include "hardtack/engine/evaluate.h"
#include "hardtack/engine/explain.h"
#include "hardtack/engine/fact_base.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::token {

struct AuthorizerOptions {
  engine::RunOptions run;
  engine::StructureLimits limits;
  // Facts that hold for every request, as if the policy stated them: docs/fact_base.md. Null: none.
  std::shared_ptr<const engine::FactBase> facts;
  // States revocation_id(index, bytes) for each block, as the specification promises; off, as the reference.
  bool revocation_id_facts = false;
};

// An immutable value, cheap to copy (copies share the compiled policy). Every member may be called from several threads
// at once, as far as the externs and the clock of its options may.
class Authorizer {
 public:
  // Compiles `policy`. Costs and errors as engine::CompileAuthorizer.
  static absl::StatusOr<Authorizer> Create(engine::AuthorizerBlock policy, AuthorizerOptions options = {});

  // The decision; denial is an ok Decision. Takes no UnverifiedBiscuit: verify it first. Linear in the token to compile
  // it, which the token and its copies remember for the two authorizers that asked last; the rest is bounded by
  // `options.run.limits`. What is decided again allocates nothing, as long as no error or denial is to be told, the world
  // is small (a relation below 512 facts and 64 KiB, all of it below 1 MiB) and no extern or pattern allocates.
  //   as engine::CompileToken, World::status and engine::Decide
  absl::StatusOr<engine::Decision> Authorize(const Biscuit& token, std::span<const engine::Fact> request = {}) const;

  // The same with the world and what was used, for tools. An error in compiling the token is the Status.
  absl::StatusOr<engine::Outcome> Evaluate(const Biscuit& token, std::span<const engine::Fact> request = {}) const;

  // Why `outcome` is what it is, which Evaluate returned for the same token and request. Costs as engine::Explain says.
  engine::Explanation Explain(const Biscuit& token, std::span<const engine::Fact> request, engine::Outcome& outcome,
                              const engine::ExplainLimits& limits = {}) const;

  // Without a token: the policy and the request alone.
  absl::StatusOr<engine::Decision> Authorize(std::span<const engine::Fact> request) const;

  // The rules, checks and policies that go through shared facts one by one, and so are slow or end at their steps.
  std::vector<engine::SharedScan> SharedScans() const { return engine::SharedScans(*program_); }

  const engine::AuthorizerBlock& policy() const ABSL_ATTRIBUTE_LIFETIME_BOUND { return *policy_; }
  const AuthorizerOptions& options() const ABSL_ATTRIBUTE_LIFETIME_BOUND { return options_; }

 private:
  Authorizer(std::shared_ptr<const engine::AuthorizerBlock> policy, std::shared_ptr<const engine::Program> program,
             AuthorizerOptions options);
  absl::StatusOr<std::shared_ptr<const engine::Program>> Compile(const Biscuit& token) const;
  std::shared_ptr<const engine::AuthorizerBlock> policy_;  // goes with the last copy: see KeptPrograms::Owner
  std::shared_ptr<const engine::Program> program_;
  AuthorizerOptions options_;
};

}  // namespace hardtack::token

#endif  // HARDTACK_TOKEN_AUTHORIZER_H_

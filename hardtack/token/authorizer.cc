// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Authorizer: the compiled policy, and for each token the token's part on top of it. Tested by
// tests/token/authorizer_test.cc.

#include "hardtack/token/authorizer.h"

#include <string>
#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/token/kept_programs.h"

namespace hardtack::token {
namespace {

std::vector<engine::TokenBlock> TokenBlocks(const Biscuit& token) {
  std::vector<engine::TokenBlock> blocks;
  blocks.reserve(token.blocks().size());
  for (const wire::DecodedBlock& decoded : token.blocks()) {
    const engine::BlockId block = static_cast<engine::BlockId>(blocks.size());
    blocks.push_back({&decoded.block, token.engine_signer(block)});
  }
  return blocks;
}

// Biscuit specification, "Revocation identifiers": revocation_id(INDEX, BYTES) for every block, the bytes as received.
std::vector<engine::Fact> WithRevocationIds(const Biscuit& token, std::span<const engine::Fact> request) {
  std::vector<engine::Fact> facts(request.begin(), request.end());
  int64_t block = 0;
  for (std::string& id : token.unverified().RevocationIds()) {
    facts.push_back({{"revocation_id", {engine::IntegerTerm(block++), engine::BytesTerm(std::move(id))}}});
  }
  return facts;
}

}  // namespace

Authorizer::Authorizer(std::shared_ptr<const engine::AuthorizerBlock> policy,
                       std::shared_ptr<const engine::Program> program, AuthorizerOptions options)
    : policy_(std::move(policy)), program_(std::move(program)), options_(std::move(options)) {}

absl::StatusOr<Authorizer> Authorizer::Create(engine::AuthorizerBlock policy, AuthorizerOptions options) {
  ASSIGN_OR_RETURN(std::shared_ptr<const engine::Program> program,
                   engine::CompileAuthorizer(policy, options.limits, options.facts));
  return Authorizer(std::make_shared<const engine::AuthorizerBlock>(std::move(policy)), std::move(program),
                    std::move(options));
}

absl::StatusOr<engine::Decision> Authorizer::Authorize(const Biscuit& token,
                                                       std::span<const engine::Fact> request) const {
  ASSIGN_OR_RETURN(engine::Outcome outcome, Evaluate(token, request));
  return std::move(outcome.decision);
}

absl::StatusOr<std::shared_ptr<const engine::Program>> Authorizer::Compile(const Biscuit& token) const {
  if (auto kept = token.programs().Find(program_.get()); kept != nullptr) return kept;
  ASSIGN_OR_RETURN(std::shared_ptr<const engine::Program> program,
                   engine::CompileToken(TokenBlocks(token), program_, options_.limits));
  token.programs().Keep({program_.get(), policy_}, program);
  return program;
}

absl::StatusOr<engine::Outcome> Authorizer::Evaluate(const Biscuit& token,
                                                     std::span<const engine::Fact> request) const {
  ASSIGN_OR_RETURN(std::shared_ptr<const engine::Program> program, Compile(token));
  if (!options_.revocation_id_facts) return engine::Run(std::move(program), request, options_.run);
  return engine::Run(std::move(program), WithRevocationIds(token, request), options_.run);
}

engine::Explanation Authorizer::Explain(const Biscuit& token, std::span<const engine::Fact> request,
                                        engine::Outcome& outcome, const engine::ExplainLimits& limits) const {
  const std::vector<engine::TokenBlock> blocks = TokenBlocks(token);
  if (!options_.revocation_id_facts) return engine::Explain(outcome, {*policy_, blocks, request}, limits);
  return engine::Explain(outcome, {*policy_, blocks, WithRevocationIds(token, request)}, limits);
}

absl::StatusOr<engine::Decision> Authorizer::Authorize(std::span<const engine::Fact> request) const {
  return engine::Run(program_, request, options_.run).decision;
}

}  // namespace hardtack::token

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The engine embedded by another token format: its blocks, its keys, its policy built as syntax; no Datalog text, no
// Biscuit bytes and no cryptography are linked.
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/compile.h"
#include "hardtack/engine/decide.h"
#include "hardtack/engine/evaluate.h"
#include "tests/embedding/claims.h"

namespace claims {
namespace {

namespace engine = hardtack::engine;

const std::string kIssuer = "the key of the issuer";
const std::string kHolder = "the key of a holder";

// allow if operation($op), scope($op) trusting ISSUER
engine::AuthorizerBlock PolicyOf(const std::string& issuer) {
  engine::Rule query = engine::QueryRule();
  query.body = {{"operation", {engine::VariableTerm("op")}}, {"scope", {engine::VariableTerm("op")}}};
  query.scopes = {EngineKey(issuer)};
  engine::AuthorizerBlock authorizer;
  authorizer.policies = {{engine::PolicyKind::kAllow, {std::move(query)}}};
  return authorizer;
}

std::vector<engine::Fact> Request(const std::string& operation, const std::string& audience, uint64_t now) {
  return {{{"operation", {engine::StringTerm(operation)}}},
          {{"audience", {engine::StringTerm(audience)}}},
          {{"time", {engine::DateTerm(now)}}}};
}

std::shared_ptr<const engine::Program> CompiledPolicy() {
  auto program = engine::CompileAuthorizer(PolicyOf(kIssuer));
  REQUIRE(program.ok());
  return *std::move(program);
}

engine::Outcome Decide(const Token& token, std::shared_ptr<const engine::Program> policy,
                       const std::vector<engine::Fact>& request, const engine::RunOptions& options = {}) {
  std::deque<engine::Block> blocks;
  std::deque<engine::PublicKey> keys;
  std::vector<engine::TokenBlock> signed_blocks;
  for (const ClaimSet& set : token) {
    signed_blocks.push_back({&blocks.emplace_back(ToBlock(set)), &keys.emplace_back(EngineKey(set.key))});
  }
  auto program = engine::CompileToken(signed_blocks, std::move(policy));
  REQUIRE(program.ok());
  return engine::Run(*std::move(program), request, options);
}

const ClaimSet kIssued = {kIssuer, "alice", "files", 2000, {"read", "write"}};

TEST_CASE("claims are decided under a policy that trusts their issuer") {
  auto policy = CompiledPolicy();
  auto allowed = Decide({kIssued}, policy, Request("read", "files", 1000)).decision;
  REQUIRE(allowed.ok());
  CHECK(allowed->allowed());

  auto other_operation = Decide({kIssued}, policy, Request("delete", "files", 1000)).decision;
  REQUIRE(other_operation.ok());
  CHECK(!other_operation->allowed());
  CHECK(!other_operation->policy.has_value());
}

TEST_CASE("a demand that does not hold is named by its position") {
  auto policy = CompiledPolicy();
  auto expired = Decide({kIssued}, policy, Request("read", "files", 2000)).decision;
  REQUIRE(expired.ok());
  CHECK(!expired->allowed());
  CHECK(expired->failed_checks == std::vector<engine::CheckPosition>{{0, 1}});

  auto elsewhere = Decide({kIssued}, policy, Request("read", "mail", 1000)).decision;
  REQUIRE(elsewhere.ok());
  CHECK(elsewhere->failed_checks == std::vector<engine::CheckPosition>{{0, 0}});
}

TEST_CASE("a set that a holder adds narrows and never widens") {
  auto policy = CompiledPolicy();
  ClaimSet narrower = {kHolder, {}, {}, 1500, {"delete"}};
  auto widened = Decide({kIssued, narrower}, policy, Request("delete", "files", 1000)).decision;
  REQUIRE(widened.ok());
  CHECK(!widened->allowed());

  auto narrowed = Decide({kIssued, narrower}, policy, Request("read", "files", 1600)).decision;
  REQUIRE(narrowed.ok());
  CHECK(narrowed->failed_checks == std::vector<engine::CheckPosition>{{1, 0}});
}

TEST_CASE("claims of an issuer whom the policy does not name grant nothing") {
  ClaimSet foreign = kIssued;
  foreign.key = "another issuer";
  auto decision = Decide({foreign}, CompiledPolicy(), Request("read", "files", 1000)).decision;
  REQUIRE(decision.ok());
  CHECK(!decision->policy.has_value());
}

TEST_CASE("the budget of an evaluation is the embedder's to set") {
  engine::RunOptions options;
  options.limits.max_steps = 1;
  engine::Outcome outcome = Decide({kIssued}, CompiledPolicy(), Request("read", "files", 1000), options);
  CHECK(hardtack::KindOf(outcome.decision.status()) == hardtack::ErrorKind::kTooManySteps);
}

}  // namespace
}  // namespace claims

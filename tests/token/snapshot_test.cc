// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/token/snapshot.h"

#include <chrono>
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/token/builder.h"
#include "tests/token/token_testing.h"

namespace hardtack::token {
namespace {

using crypto::Algorithm;
using crypto::FixedKey;

engine::AuthorizerBlock Policy() {
  const engine::PublicKey key = EngineKey(FixedKey(Algorithm::kSecp256r1, 9).public_key());
  engine::Block block =
      BlockOf({FactOf("resource", {"file"})}, {CheckIf("seen", {key, engine::ScopeKind::kAuthority})});
  block.rules.push_back({{"copy", {engine::VariableTerm("r")}}, {{"resource", {engine::VariableTerm("r")}}}, {}, {}});
  return AllowIfTrue(std::move(block));
}

TEST_CASE("an authorizer survives a snapshot: policy, limits and verdict") {
  AuthorizerOptions options;
  options.run.limits = {42, 43, 44, std::chrono::microseconds(45)};
  const Authorizer authorizer = Must(Authorizer::Create(Policy(), options));
  const std::string bytes = Must(SnapshotBuilder(authorizer));

  AuthorizerOptions reader;
  reader.run.limits.max_steps = 46;  // not in the message: the reader's own stays
  const Authorizer restored = Must(AuthorizerFromSnapshot(bytes, reader));
  CHECK(restored.policy() == authorizer.policy());
  CHECK(restored.options().run.limits == engine::RunLimits{42, 43, 46, std::chrono::microseconds(45)});

  const crypto::PrivateKey root = FixedKey(Algorithm::kEd25519, 1);
  const crypto::PrivateKey party = FixedKey(Algorithm::kSecp256r1, 9);
  const UnverifiedBiscuit token = ThreeBlocks(root, Algorithm::kEd25519, party);
  const Biscuit verified = Must(Biscuit::Verify(token, SingleRootKey(root.public_key())));
  const Authorizer unhurried = Must(AuthorizerFromSnapshot(Must(SnapshotBuilder(Must(Authorizer::Create(Policy()))))));
  CHECK(Must(unhurried.Authorize(verified)).allowed());
}

TEST_CASE("the snapshot of an outcome holds the policy, the blocks with their signers, and every fact") {
  const crypto::PrivateKey root = FixedKey(Algorithm::kEd25519, 1);
  const crypto::PrivateKey party = FixedKey(Algorithm::kSecp256r1, 9);
  const UnverifiedBiscuit token = ThreeBlocks(root, Algorithm::kEd25519, party);
  const Biscuit verified = Must(Biscuit::Verify(token, SingleRootKey(root.public_key())));
  const Authorizer authorizer = Must(Authorizer::Create(Policy()));
  const std::vector<engine::Fact> request = {FactOf("time", {"now"})};
  const engine::Outcome outcome = Must(authorizer.Evaluate(verified, request));
  const std::string bytes = Must(SnapshotOutcome(authorizer, verified, outcome));

  const wire::Snapshot snapshot = Must(wire::DecodeSnapshot(bytes));
  CHECK(snapshot.authorizer == Policy());
  REQUIRE(snapshot.blocks.size() == 3);
  for (engine::BlockId block = 0; block < 3; ++block) {
    CHECK(snapshot.blocks[block].block == verified.blocks()[block].block);
    CHECK(snapshot.blocks[block].version == verified.blocks()[block].version);
  }
  CHECK(!snapshot.blocks[1].signer.has_value());
  CHECK(snapshot.blocks[2].signer == EngineKey(party.public_key()));
  CHECK(snapshot.iterations == outcome.usage.iterations);
  size_t facts = 0;
  for (const wire::SnapshotFacts& group : snapshot.facts) facts += group.facts.size();
  CHECK(facts == outcome.usage.facts);
  CHECK(snapshot.facts.front().origin == engine::Origin{engine::kAuthorizerBlock});
  CHECK(snapshot.facts.front().facts ==
        std::vector<engine::Fact>{FactOf("copy", {"file"}), FactOf("resource", {"file"}), FactOf("time", {"now"})});

  // Its blocks are not signed any more, so it is no authorizer to be used on a token.
  CHECK(KindOf(AuthorizerFromSnapshot(bytes).status()) == ErrorKind::kInvalidArgument);
}

TEST_CASE("the snapshot of a world in which facts shared one huge array is not much more than the token") {
  const crypto::PrivateKey root = FixedKey(Algorithm::kEd25519, 1);
  engine::Block block;
  block.facts.push_back({{"big", {engine::Term(engine::Array{std::vector(100'000, engine::IntegerTerm(0))})}}});
  for (int i = 0; i < 490; ++i) block.facts.push_back({{"n", {engine::IntegerTerm(i)}}});
  const engine::Predicate n{"n", {engine::VariableTerm("n")}}, big{"big", {engine::VariableTerm("a")}};
  block.rules.push_back({{"q", {engine::VariableTerm("n"), engine::VariableTerm("a")}}, {n, big}, {}, {}});
  const Biscuit token = Must(Biscuit::Verify(Must(Issue(block, root)), SingleRootKey(root.public_key())));
  const Authorizer authorizer = Must(Authorizer::Create(AllowIfTrue()));
  const engine::Outcome outcome = Must(authorizer.Evaluate(token));
  CHECK(KindOf(outcome.decision.status()) == ErrorKind::kTooManySteps);
  // The block and the facts of the world: each once.
  CHECK(Must(SnapshotOutcome(authorizer, token, outcome)).size() < 3 * token.unverified().bytes().size());
}

TEST_CASE("every truncation of a snapshot is refused") {
  const std::string bytes = Must(SnapshotBuilder(Must(Authorizer::Create(Policy()))));
  for (size_t size = 0; size < bytes.size(); ++size) {
    CHECK(KindOf(AuthorizerFromSnapshot(bytes.substr(0, size)).status()).has_value());
  }
}

}  // namespace
}  // namespace hardtack::token

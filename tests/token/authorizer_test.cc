// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/token/authorizer.h"

#include <algorithm>
#include <atomic>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/token/builder.h"
#include "hardtack/token/third_party.h"
#include "tests/token/token_testing.h"

namespace hardtack::token {
namespace {

using crypto::Algorithm;
using crypto::FixedKey;
using engine::VariableTerm;

const crypto::PrivateKey& Root() {
  static const crypto::PrivateKey root = FixedKey(Algorithm::kEd25519, 1);
  return root;
}

Biscuit Verified(const UnverifiedBiscuit& token) {
  return Must(Biscuit::Verify(token, SingleRootKey(Root().public_key())));
}

// check if resource($r), operation($o), right($r, $o)
engine::Check RightCheck() {
  engine::Rule query = engine::QueryRule();
  query.body = {{"resource", {VariableTerm("r")}},
                {"operation", {VariableTerm("o")}},
                {"right", {VariableTerm("r"), VariableTerm("o")}}};
  return {engine::CheckKind::kIf, {query}};
}

std::vector<engine::Fact> Request(const std::string& resource, const std::string& operation) {
  return {FactOf("resource", {resource}), FactOf("operation", {operation})};
}

TEST_CASE("one authorizer decides every request by the facts of that request alone") {
  const engine::Block authority =
      BlockOf({FactOf("right", {"file", "read"}), FactOf("right", {"dir", "list"})}, {RightCheck()});
  const Biscuit token = Verified(Must(Issue(authority, Root())));
  const Authorizer authorizer = Must(Authorizer::Create(AllowIfTrue()));
  struct Row {
    std::string resource, operation;
    bool allowed;
  };
  const Row rows[] = {{"file", "read", true},
                      {"file", "list", false},
                      {"dir", "list", true},
                      {"dir", "read", false},
                      {"file", "read", true}};
  for (const Row& row : rows) {
    const engine::Decision decision = Must(authorizer.Authorize(token, Request(row.resource, row.operation)));
    CHECK(decision.allowed() == row.allowed);
    CHECK(decision.policy == engine::MatchedPolicy{engine::PolicyKind::kAllow, 0});
    if (!row.allowed) CHECK(decision.failed_checks == std::vector<engine::CheckPosition>{{0, 0}});
  }
  CHECK(!Must(authorizer.Authorize(token)).allowed());
}

TEST_CASE("an attenuated token is decided with the checks of every block") {
  const UnverifiedBiscuit wide = Must(Issue(BlockOf({FactOf("right", {"file", "read"})}), Root()));
  const Biscuit narrow = Verified(Must(Append(wide, BlockOf({}, {CheckIf("ticket")}))));
  const Authorizer authorizer = Must(Authorizer::Create(AllowIfTrue(BlockOf({}, {CheckIf("resource")}))));
  const std::vector<engine::Fact> request = Request("file", "read");
  CHECK(Must(authorizer.Authorize(Verified(wide), request)).allowed());
  const engine::Decision decision = Must(authorizer.Authorize(narrow, request));
  CHECK(decision.failed_checks == std::vector<engine::CheckPosition>{{1, 0}});
  CHECK(Must(authorizer.Authorize(narrow)).failed_checks ==
        std::vector<engine::CheckPosition>{{engine::kAuthorizerBlock, 0}, {1, 0}});
}

TEST_CASE("an explanation tells the facts of the token from those of the request, revocation ids included") {
  const Biscuit token = Verified(Must(Issue(BlockOf({FactOf("right", {"file", "read"})}, {RightCheck()}), Root())));
  AuthorizerOptions options;
  options.revocation_id_facts = true;
  engine::AuthorizerBlock policy = AllowIfTrue();
  policy.policies[0].queries[0].body = {{"right", {VariableTerm("r"), VariableTerm("o")}},
                                        {"resource", {VariableTerm("r")}},
                                        {"revocation_id", {engine::IntegerTerm(0), VariableTerm("id")}}};
  const Authorizer authorizer = Must(Authorizer::Create(policy, options));
  const std::vector<engine::Fact> request = Request("file", "write");
  engine::Outcome outcome = Must(authorizer.Evaluate(token, request));
  const engine::Explanation explanation = authorizer.Explain(token, request, outcome);
  REQUIRE(explanation.policy.has_value());
  using Kind = engine::Source::Kind;
  const engine::Source expected[] = {{Kind::kStated, 0, 0},
                                     {Kind::kRequest, engine::kAuthorizerBlock, 0},
                                     {Kind::kRequest, engine::kAuthorizerBlock, 2}};
  REQUIRE(explanation.policy->facts.size() == 3);
  for (size_t i = 0; i < 3; ++i) CHECK(explanation.facts[explanation.policy->facts[i]].source == expected[i]);
  REQUIRE(explanation.failed_checks.size() == 1);
  CHECK(explanation.failed_checks[0].misses[0].missing.size() == 1);
}

TEST_CASE("facts of a third party are seen by whoever trusts its key, of either algorithm") {
  for (Algorithm algorithm : kBothAlgorithms) {
    const crypto::PrivateKey party = FixedKey(algorithm, 9);
    const crypto::PrivateKey stranger = FixedKey(algorithm, 8);
    const Biscuit token = Verified(ThreeBlocks(Root(), algorithm, party));
    const auto decide = [&](std::vector<engine::Scope> scopes) {
      const Authorizer authorizer =
          Must(Authorizer::Create(AllowIfTrue(BlockOf({}, {CheckIf("seen", std::move(scopes))}))));
      return Must(authorizer.Authorize(token, Request("file", "read"))).allowed();
    };
    CHECK(decide({EngineKey(party.public_key())}));
    CHECK(!decide({EngineKey(stranger.public_key())}));
    CHECK(!decide({}));
  }
}

TEST_CASE("without a token the policy and the request decide") {
  const Authorizer authorizer = Must(Authorizer::Create(AllowIfTrue(BlockOf({}, {CheckIf("resource")}))));
  CHECK(Must(authorizer.Authorize(Request("file", "read"))).allowed());
  CHECK(!Must(authorizer.Authorize(std::vector<engine::Fact>())).allowed());
}

TEST_CASE("Evaluate shows the world and the cost beside the decision, also when the decision is an error") {
  const Biscuit token = Verified(Must(Issue(BlockOf({FactOf("right", {"file", "read"})}), Root())));
  const Authorizer authorizer = Must(Authorizer::Create(AllowIfTrue()));
  const engine::Outcome outcome = Must(authorizer.Evaluate(token, Request("file", "read")));
  CHECK(Must(outcome.decision).allowed());
  CHECK(outcome.usage.facts == 3);
  REQUIRE(outcome.world.Facts().size() == 2);
  CHECK(outcome.world.Facts()[1].origin == engine::Origin{0});

  AuthorizerOptions stingy;
  stingy.run.limits.max_steps = 0;
  const Authorizer poor = Must(Authorizer::Create(AllowIfTrue(BlockOf({}, {RightCheck()})), stingy));
  const engine::Outcome stopped = Must(poor.Evaluate(token, Request("file", "read")));
  CHECK(KindOf(stopped.decision.status()) == ErrorKind::kTooManySteps);
  CHECK(stopped.world.Facts().size() == 2);
  CHECK(KindOf(poor.Authorize(token, Request("file", "read")).status()) == ErrorKind::kTooManySteps);
}

TEST_CASE("an unsafe rule of the policy is refused when the authorizer is created") {
  engine::AuthorizerBlock policy = AllowIfTrue();
  policy.block.rules.push_back({{"head", {VariableTerm("free")}}, {{"body", {VariableTerm("bound")}}}, {}, {}});
  CHECK(KindOf(Authorizer::Create(policy).status()) == ErrorKind::kInvalidBlockRule);
}

TEST_CASE("ours: revocation_id facts are stated for each block when asked for, by the authorizer") {
  const UnverifiedBiscuit unverified = ThreeBlocks(Root(), Algorithm::kEd25519, FixedKey(Algorithm::kSecp256r1, 9));
  const Biscuit token = Verified(unverified);
  const engine::AuthorizerBlock policy = AllowIfTrue();
  const std::vector<engine::Fact> request = Request("file", "read");

  AuthorizerOptions options;
  options.revocation_id_facts = true;
  engine::Outcome outcome = Must(Must(Authorizer::Create(policy, options)).Evaluate(token, request));
  engine::Rule query{{"revocation_id", {VariableTerm("block"), VariableTerm("id")}},
                     {{"revocation_id", {VariableTerm("block"), VariableTerm("id")}}},
                     {},
                     {}};
  std::vector<engine::Fact> facts = Must(engine::Query(outcome.world, query));
  std::sort(facts.begin(), facts.end(), [](const engine::Fact& a, const engine::Fact& b) {
    return *a.predicate.terms[0].As<int64_t>() < *b.predicate.terms[0].As<int64_t>();
  });
  REQUIRE(facts.size() == 3);
  for (int64_t block = 0; block < 3; ++block) {
    const std::string id = unverified.RevocationIds()[static_cast<size_t>(block)];
    CHECK(facts[static_cast<size_t>(block)] ==
          engine::Fact{{"revocation_id", {engine::IntegerTerm(block), engine::BytesTerm(id)}}});
  }
  CHECK(outcome.world.Facts().front().origin == engine::Origin{engine::kAuthorizerBlock});
  CHECK(outcome.world.Facts().front().facts.size() == 5);

  engine::Outcome without = Must(Must(Authorizer::Create(policy)).Evaluate(token, request));
  CHECK(Must(engine::QueryAll(without.world, query)).empty());
}

TEST_CASE("one authorizer used a thousand times from two threads, its facts shuffled, has one verdict") {
  engine::Block authority = BlockOf({}, {RightCheck(), CheckIf("never")});
  for (int i = 0; i < 20; ++i) authority.facts.push_back(FactOf("right", {"file" + std::to_string(i), "read"}));
  const Authorizer authorizer = Must(Authorizer::Create(AllowIfTrue()));
  const Biscuit token = Verified(Must(Issue(authority, Root())));
  std::vector<engine::Fact> request;
  for (int i = 0; i < 10; ++i) request.push_back(FactOf("resource", {"file" + std::to_string(i)}));
  request.push_back(FactOf("operation", {"read"}));
  request.push_back(FactOf("operation", {"write"}));
  const engine::Decision expected = Must(authorizer.Authorize(token, request));
  REQUIRE(expected.failed_checks == std::vector<engine::CheckPosition>{{0, 1}});

  std::atomic<int> differing = 0;
  const auto decide = [&](unsigned seed) {
    std::mt19937 random(seed);
    std::vector<engine::Fact> facts = request;
    for (int i = 0; i < 1000; ++i) {
      std::shuffle(facts.begin(), facts.end(), random);
      const auto decision = authorizer.Authorize(token, facts);
      if (!decision.ok() || !(*decision == expected)) ++differing;
    }
  };
  std::thread first(decide, 1), second(decide, 2);
  first.join();
  second.join();
  CHECK(differing == 0);
}

TEST_CASE("a token whose blocks come in another order of facts has the same verdict") {
  std::vector<engine::Fact> facts;
  for (int i = 0; i < 10; ++i) facts.push_back(FactOf("right", {"file" + std::to_string(i), "read"}));
  const Authorizer authorizer = Must(Authorizer::Create(AllowIfTrue()));
  std::mt19937 random(5);
  for (int i = 0; i < 10; ++i) {
    std::shuffle(facts.begin(), facts.end(), random);
    const Biscuit token = Verified(Must(Issue(BlockOf(facts, {RightCheck()}), Root())));
    CHECK(Must(authorizer.Authorize(token, Request("file3", "read"))).allowed());
    CHECK(!Must(authorizer.Authorize(token, Request("file3", "write"))).allowed());
  }
}

}  // namespace
}  // namespace hardtack::token

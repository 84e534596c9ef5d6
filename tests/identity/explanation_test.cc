// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Why verifiers accept and refuse.

#include "hardtack/identity/explanation.h"

#include <string>
#include <vector>

#include "hardtack/base/error.h"
#include "tests/identity/authorizations.h"
#include "tests/identity/tokens.h"

namespace hardtack::identity {
namespace {

VerdictExplanation ExplainAs(const token::UnverifiedBiscuit& token, std::optional<std::string> identity,
                             int64_t now = kNow) {
  VerifyRequest request;
  request.now = now;
  request.identity = std::move(identity);
  return Value(Value(Verifier::Create(RootLookup())).Explain(token, request));
}

std::vector<engine::CheckPosition> FailedChecks(const VerdictExplanation& explanation) {
  std::vector<engine::CheckPosition> positions;
  REQUIRE(explanation.checks.has_value());
  for (const engine::FailedCheck& check : explanation.checks->failed_checks) positions.push_back(check.position);
  return positions;
}

TEST_CASE("an accepted token has a lineage and no failed checks") {
  const VerdictExplanation explanation = ExplainAs(Delegated1h(Alice(), "alice:agent"), std::nullopt);
  CHECK_FALSE(explanation.refusal.has_value());
  CHECK_FALSE(explanation.block.has_value());
  REQUIRE(explanation.lineage.has_value());
  CHECK(explanation.lineage->identity() == "alice:agent");
  CHECK(explanation.blocks.size() == 2);
  CHECK(FailedChecks(explanation).empty());
  CHECK_FALSE(explanation.checks->policy.has_value());
}

TEST_CASE("the block that refused is named, and what its check came nearest to") {
  const VerdictExplanation explanation = ExplainAs(Delegated1h(Alice(), "alice:agent"), "alice:other");
  REQUIRE(explanation.refusal.has_value());
  CHECK(std::holds_alternative<IdentityMismatch>(*explanation.refusal));
  CHECK(explanation.block == 1u);
  CHECK(FailedChecks(explanation) == std::vector<engine::CheckPosition>{{1, 0}});
  const engine::NearMiss& miss = explanation.checks->failed_checks[0].misses.at(0);
  REQUIRE(miss.expression.has_value());
  CHECK(miss.expression->bindings.at(0).value == engine::StringTerm("alice:other"));
}

TEST_CASE("checks are explained beside what structure refuses before them") {
  const VerdictExplanation explanation = ExplainAs(Delegated1h(Alice(), "alice:agent"), std::nullopt, kNow + 2 * kHour);
  CHECK(std::holds_alternative<Expired>(explanation.refusal.value()));
  CHECK(explanation.block == 1u);
  CHECK(FailedChecks(explanation) == std::vector<engine::CheckPosition>{{1, 1}});
}

TEST_CASE("of a token of another kind there is no lineage to tell") {
  const VerdictExplanation explanation = ExplainAs(IssuedGrant(AliceReads()), std::nullopt);
  CHECK(std::holds_alternative<WrongKind>(explanation.refusal.value()));
  CHECK_FALSE(explanation.lineage.has_value());
  CHECK_FALSE(explanation.checks.has_value());
}

TEST_CASE("nothing is told from a token whose signatures do not hold") {
  const token::UnverifiedBiscuit token = Delegated1h(Alice(), "alice:agent");
  const crypto::PublicKey other = AttestorKey(9).public_key();
  const Verifier verifier = Value(Verifier::Create(token::SingleRootKey(other)));
  const VerdictExplanation explanation =
      Value(verifier.Explain(token, VerifyRequest{kNow, std::nullopt, std::nullopt}));
  CHECK(std::holds_alternative<InvalidSignature>(explanation.refusal.value()));
  CHECK(explanation.block == 0u);
  CHECK_FALSE(explanation.lineage.has_value());
  CHECK(explanation.blocks.empty());
}

TEST_CASE("the failed checks of an authorization token are explained") {
  AuthorizationRequest request = AliceAsks();
  request.operation = "write";
  const AuthorizationVerifier verifier = Value(AuthorizationVerifier::Create(RootLookup()));
  const VerdictExplanation explanation = Value(verifier.Explain(IssuedGrant(AliceReads()), request));
  CHECK(std::holds_alternative<RightsDenied>(explanation.refusal.value()));
  CHECK_FALSE(explanation.lineage.has_value());
  CHECK(FailedChecks(explanation) == std::vector<engine::CheckPosition>{{0, 0}});
  const engine::NearMiss& miss = explanation.checks->failed_checks[0].misses.at(0);
  REQUIRE(miss.missing.size() == 1);
  CHECK(miss.missing[0].wanted.name == "right");
  CHECK_FALSE(Value(verifier.Explain(IssuedGrant(AliceReads()), AliceAsks())).refusal.has_value());
}

}  // namespace
}  // namespace hardtack::identity

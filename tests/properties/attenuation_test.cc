// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Appending a block never widens. Exactly: let token T, policy and request be decided within steps that suffice, and let
// B be a block that nobody else signed for, or whose signer no scope of T or of the policy names. Whatever is allowed
// with T and B is allowed with T; moreover the same policy matches, the same checks of T hold, and T's facts are the
// same. What can widen is what the two conditions leave out, and each is shown at the end of this file.

#include <string>
#include <vector>

#include "hardtack/token/builder.h"
#include "tests/engine/engine_testing.h"
#include "tests/properties/programs.h"
#include "tests/properties/property.h"
#include "tests/properties/tokens.h"
#include "tests/token/token_testing.h"

namespace hardtack::properties {
namespace {

using differential::Observed;
using differential::Program;
using engine::BlockId;
using token::Must;

TEST_CASE("what is allowed after a block was appended was allowed before it, for the same reasons") {
  Share allowed, narrowed;
  ForAll(10'000, [&] {
    Program program = *Programs();
    RC_PRE(program.blocks.size() > 1);
    const auto last = static_cast<BlockId>(program.blocks.size() - 1);
    if (AnybodyTrusts(program, last)) program.blocks.back().signer.reset();
    const Observed after = differential::RunEngine(program);
    program.blocks.pop_back();
    const Observed before = differential::RunEngine(program);
    narrowed.Count(before.decision.ok() && before.decision->allowed() &&
                   !(after.decision.ok() && after.decision->allowed()));
    allowed.Count(after.decision.ok() && after.decision->allowed());
    if (!after.decision.ok()) return;
    RC_ASSERT(before.decision.ok());
    RC_ASSERT(after.decision->policy == before.decision->policy);
    RC_ASSERT(FailedChecksWithout(last, *after.decision) == before.decision->failed_checks);
    RC_ASSERT(FactsWithout(last, after.facts) == FactsWithout(last, before.facts));
  });
  CHECK(allowed.Percent() > 5);
  CHECK(narrowed.Percent() > 2);
}

TEST_CASE("a token that was issued, appended to and verified is narrowed in the same way") {
  const token::RootKeyLookup lookup = token::SingleRootKey(KeyOf(Role::kRoot).public_key());
  Share allowed;
  ForAll(1'000, [&] {
    const token::UnverifiedBiscuit parent = DrawToken();
    const token::UnverifiedBiscuit child = DrawChild(parent);
    const token::Authorizer authorizer = DrawAuthorizer();
    const std::vector<engine::Fact> request = DrawRequest();
    const auto after = authorizer.Authorize(Must(token::Biscuit::Verify(child, lookup)), request);
    const auto before = authorizer.Authorize(Must(token::Biscuit::Verify(parent, lookup)), request);
    allowed.Count(after.ok() && after->allowed());
    if (!after.ok()) return;
    RC_ASSERT(before.ok());
    RC_ASSERT(after->policy == before->policy);
    RC_ASSERT(FailedChecksWithout(static_cast<BlockId>(parent.block_count()), *after) == before->failed_checks);
  });
  CHECK(allowed.Percent() > 5);
}

TEST_CASE("a block widens where its signer is named, be it by the policy or by a check of the token") {
  const engine::PublicKey key = {engine::Algorithm::kEd25519, std::string(32, '\x05')};
  const std::string trusting = " trusting " + engine::ToString(key) + ";";
  const engine::BlockText approval("approved(1);", &key);
  const std::string policy = "allow if approved(1)" + trusting, check = "check if approved(1)" + trusting;
  CHECK(engine::VerdictOf({""}, policy) == "none");
  CHECK(engine::VerdictOf({"", approval}, policy) == "allow 0");
  CHECK(engine::VerdictOf({check}, "allow if true;") == "allow 0 fails 0.0");
  CHECK(engine::VerdictOf({check, approval}, "allow if true;") == "allow 0");
}

TEST_CASE("a block widens where the policy asks for revocation_id facts of a block to be there") {
  token::AuthorizerOptions options;
  options.revocation_id_facts = true;
  const auto authorizer =
      Must(token::Authorizer::Create(engine::ParsedAuthorizer("allow if revocation_id(1, $id);"), options));
  const token::RootKeyLookup lookup = token::SingleRootKey(KeyOf(Role::kRoot).public_key());
  const token::UnverifiedBiscuit parent = Must(token::Issue(engine::Block{}, KeyOf(Role::kRoot)));
  const token::UnverifiedBiscuit child = Must(token::Append(parent, engine::Block{}));
  CHECK(!Must(authorizer.Authorize(Must(token::Biscuit::Verify(parent, lookup)))).allowed());
  CHECK(Must(authorizer.Authorize(Must(token::Biscuit::Verify(child, lookup)))).allowed());
}

}  // namespace
}  // namespace hardtack::properties

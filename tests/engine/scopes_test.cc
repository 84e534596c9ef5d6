// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/engine/scopes.h"

#include <string>

#include "tests/engine/engine_testing.h"

namespace hardtack::engine {
namespace {

const PublicKey kAlpha{Algorithm::kEd25519, std::string(32, 'a')};
const PublicKey kBeta{Algorithm::kEd25519, std::string(32, 'b')};
const PublicKey kSameBytes{Algorithm::kSecp256r1, std::string(32, 'a')};

TEST_CASE("by default a block sees the authority, itself and the authorizer") {
  CHECK(VerdictOf({"a(0);", "b(1); check if a(0); check if b(1); check if c(9);", "check if b(1);"},
                  "c(9); allow if true;") == "allow 0 fails 2.0");
}

TEST_CASE("by default the authorizer sees the authority and itself") {
  CHECK(VerdictOf({"a(0);", "b(1);"}, "c(9); deny if b(1); allow if a(0), c(9);") == "allow 1");
}

TEST_CASE("an explicit scope drops the authority unless it is listed") {
  CHECK(VerdictOf({"a(0);",
                   "b(1); check if a(0) trusting previous; check if a(0) trusting authority; check if b(1) trusting "
                   "authority; check if a(0) trusting ed25519/" +
                       std::string(64, '0') + ";"},
                  "allow if true;") == "allow 0 fails 1.3");
}

TEST_CASE("previous is every block up to this one, and nothing for the authorizer") {
  CHECK(
      VerdictOf({"a(0);", "b(1);", "check if a(0), b(1) trusting previous; check if c(3) trusting previous;", "c(3);"},
                "check if b(1) trusting previous; check if a(0) trusting previous; allow if true;") ==
      "allow 0 fails authorizer.0 fails authorizer.1 fails 2.1");
}

TEST_CASE("a key is all blocks that it signed, earlier or later; an unknown key is no block") {
  std::string alpha = ToString(kAlpha), beta = ToString(kBeta);
  CHECK(VerdictOf({"check if x(1), x(3) trusting " + alpha + "; check if x(1) trusting " + beta + ";",
                   BlockText("x(1);", &kAlpha), "", BlockText("x(3);", &kAlpha)},
                  "check if x(3) trusting " + alpha + "; allow if true;") == "allow 0 fails 0.1");
  CHECK(VerdictOf({BlockText("x(0);", &kAlpha)}, "allow if x(0) trusting " + alpha + ";") == "allow 0");
}

TEST_CASE("keys of different algorithms are different though their bytes are the same") {
  TrustedOrigins trusted = Resolve({kAuthorizerBlock, {Scope(kSameBytes)}}, SignedBlocks());
  CHECK(trusted == TrustedOrigins{kAuthorizerBlock});
  Block block;
  TokenBlock blocks[] = {{&block, nullptr}, {&block, &kAlpha}};
  SignedBlocks signed_blocks(blocks);
  CHECK(Resolve({0, {Scope(kSameBytes)}}, signed_blocks) == TrustedOrigins{kAuthorizerBlock, 0});
  CHECK(Resolve({0, {Scope(kAlpha)}}, signed_blocks) == TrustedOrigins{kAuthorizerBlock, 0, 1});
}

TEST_CASE("ours: a block's trusting clause holds for its rules and checks that have none") {
  CHECK(
      VerdictOf({"a(0);", "b(1);",
                 "trusting previous; check if b(1); r($x) <- b($x); check if r(1); check if b(1) trusting authority;"},
                "allow if true;") == "allow 0 fails 2.2");
  CHECK(VerdictOf({"a(0);", "trusting ed25519/" + std::string(64, '0') + "; check if a(0);"}, "allow if true;") ==
        "allow 0 fails 1.0");
}

TEST_CASE("a derived fact is visible only to those who trust all that it came from") {
  std::vector<BlockText> blocks = {"a(0);", "b(1);", "d($x) <- b($x) trusting previous;"};
  CHECK(VerdictOf(blocks, "allow if d(1);") == "none");
  blocks.push_back("check if d(1) trusting previous; check if d(1);");
  CHECK(VerdictOf(blocks, "allow if true;") == "allow 0 fails 3.1");
}

TEST_CASE("the authorizer's rules can be seen by every block, unless they used what the block does not trust") {
  CHECK(VerdictOf({"a(0);", "check if q(0);", "s(5);", "check if t(5);"},
                  "q($x) <- a($x); t($x) <- s($x); allow if true;") == "allow 0 fails 3.0");
}

}  // namespace
}  // namespace hardtack::engine

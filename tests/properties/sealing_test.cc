// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Sealing freezes: the sealed token means what the open one meant, and nothing follows it.

#include <string>
#include <vector>

#include "hardtack/token/builder.h"
#include "hardtack/token/third_party.h"
#include "tests/properties/property.h"
#include "tests/properties/tokens.h"
#include "tests/token/token_testing.h"

namespace hardtack::properties {
namespace {

using token::Biscuit;
using token::Must;
using token::UnverifiedBiscuit;

TEST_CASE("a sealed token verifies to the same blocks, ids and decision, and nothing can be appended to it") {
  const token::RootKeyLookup lookup = token::SingleRootKey(KeyOf(Role::kRoot).public_key());
  ForAll(1'000, [&] {
    const UnverifiedBiscuit open = DrawToken();
    const UnverifiedBiscuit sealed = Must(Seal(open));
    const token::Authorizer authorizer = DrawAuthorizer();
    const std::vector<engine::Fact> request = DrawRequest();
    RC_ASSERT(AnswerOf(Biscuit::Verify(sealed, lookup), authorizer, request) ==
              AnswerOf(Biscuit::Verify(open, lookup), authorizer, request));
    RC_ASSERT(KindOf(Append(sealed, DrawBlock()).status()) == ErrorKind::kSealed);
    RC_ASSERT(KindOf(RequestThirdParty(sealed).status()) == ErrorKind::kSealed);
    RC_ASSERT(KindOf(Seal(sealed).status()) == ErrorKind::kAlreadySealed);
  });
}

// Whoever has a sealed token alone, and puts together whatever they like from it.
TEST_CASE("no token that verifies can be made of a sealed one by cutting, by adding blocks or by another proof") {
  const token::RootKeyLookup lookup = token::SingleRootKey(KeyOf(Role::kRoot).public_key());
  ForAll(1'000, [&] {
    const UnverifiedBiscuit open = DrawToken();
    const token::Envelope sealed(Must(Seal(open)));
    token::Envelope forged = sealed;
    const size_t kept = *rc::gen::inRange<size_t>(1, sealed.raw_blocks.size() + 1);
    forged.raw_blocks.resize(kept);
    // A child of another token of the same issuer, whose last block the forger could sign.
    const token::Envelope child(DrawChild(DrawToken()));
    const bool grown = *rc::gen::arbitrary<bool>();
    if (grown) forged.raw_blocks.push_back(child.raw_blocks.back());
    if (*rc::gen::arbitrary<bool>()) {
      forged.sealed = false;
      forged.proof = grown ? child.proof : std::string(KeyOf(Role::kStranger).secret());
    }
    RC_PRE(forged.Bytes() != sealed.Bytes());
    const auto token = UnverifiedBiscuit::FromBytes(forged.Bytes());
    RC_ASSERT(token.ok());
    RC_ASSERT(!Biscuit::Verify(*token, lookup).ok());
  });
}

}  // namespace
}  // namespace hardtack::properties

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The canonical revocation ids of a token stay as they are when anybody flips s of its secp256r1 signatures.

#include <algorithm>
#include <string>
#include <vector>

#include "hardtack/token/builder.h"
#include "tests/crypto/ecdsa_der.h"
#include "tests/identity/bans.h"
#include "tests/properties/property.h"
#include "tests/properties/tokens.h"
#include "tests/token/token_testing.h"

namespace hardtack::properties {
namespace {

using crypto::Algorithm;
using token::Must;
using token::UnverifiedBiscuit;

// One to four blocks, each signed by a key of either algorithm.
UnverifiedBiscuit DrawMixedToken(std::vector<Algorithm>& signers) {
  const auto any = [] { return *rc::gen::element(Algorithm::kEd25519, Algorithm::kSecp256r1); };
  signers = {any(), any()};
  UnverifiedBiscuit made = Must(token::Issue(DrawBlock(), KeyOf(Role::kRoot, signers[0]), {std::nullopt, signers[1]}));
  for (int more = *rc::gen::inRange(0, 4); more > 0; --more) {
    signers.push_back(any());
    made = Must(Append(made, DrawBlock(), signers.back()));
  }
  return made;
}

TEST_CASE(
    "flipping s of any secp256r1 signatures of a token leaves its canonical revocation ids, and a ban finds them") {
  Share verified;
  ForAll(1'000, [&] {
    std::vector<Algorithm> signers;
    const UnverifiedBiscuit token = DrawMixedToken(signers);
    token::Envelope envelope(token);
    size_t flipped = 0;
    for (size_t i = 0; i < token.block_count(); ++i) {
      if (signers[i] != Algorithm::kSecp256r1 || *rc::gen::arbitrary<bool>()) continue;
      envelope.raw_blocks[i] = token::WithSignature(token.links()[i], crypto::FlipS(token.links()[i].signature));
      ++flipped;
    }
    RC_PRE(flipped > 0);
    const UnverifiedBiscuit twin = Must(UnverifiedBiscuit::FromBytes(envelope.Bytes()));
    RC_ASSERT(twin.RevocationIds() != token.RevocationIds());
    RC_ASSERT(twin.CanonicalRevocationIds() == token.CanonicalRevocationIds());
    verified.Count(
        token::Biscuit::Verify(twin, token::SingleRootKey(KeyOf(Role::kRoot, signers[0]).public_key())).ok());

    const size_t block = *rc::gen::inRange<size_t>(0, token.block_count());
    const std::string banned = *identity::CanonicalRevocationId(token.RevocationIds()[block]);
    const identity::BanList bans = identity::ListOf(identity::LogOf({identity::BanOfId(banned)}));
    RC_ASSERT(bans.FindRevocationId(twin.CanonicalRevocationIds()[block], identity::kBanNow).has_value());
  });
  CHECK(verified.Percent() > 10);  // a signature before the last is covered by the next only in payloads of version 1
}

}  // namespace
}  // namespace hardtack::properties

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The other signature of a secp256r1 block, which anybody can make from the first.

#ifndef HARDTACK_TESTS_TOKEN_FLIPPED_SIGNATURE_H_
#define HARDTACK_TESTS_TOKEN_FLIPPED_SIGNATURE_H_

#include <string>
#include <string_view>

#include "doctest/doctest.h"
#include "hardtack/token/biscuit.h"
#include "hardtack/wire/envelope.h"
#include "tests/crypto/ecdsa_der.h"

namespace hardtack::token {

// `token`, of one block that a secp256r1 key signed, with the other value of s.
inline UnverifiedBiscuit WithFlippedS(const UnverifiedBiscuit& token) {
  const auto envelope = wire::DecodeEnvelope(token.bytes());
  REQUIRE(envelope.ok());
  wire::SignedBlockView authority = envelope->blocks[0];
  const std::string flipped = crypto::FlipS(authority.signature);
  authority.signature = flipped;
  const std::string raw = wire::EncodeSignedBlock(authority);
  const std::string_view blocks[] = {raw};
  auto twin = UnverifiedBiscuit::FromBytes(wire::EncodeEnvelope(envelope->root_key_id, blocks, envelope->proof));
  REQUIRE(twin.ok());
  return *std::move(twin);
}

}  // namespace hardtack::token

#endif  // HARDTACK_TESTS_TOKEN_FLIPPED_SIGNATURE_H_

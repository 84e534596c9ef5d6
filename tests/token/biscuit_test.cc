// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/token/biscuit.h"

#include <map>
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/token/builder.h"
#include "hardtack/wire/envelope.h"
#include "tests/crypto/ecdsa_der.h"
#include "tests/token/token_testing.h"

namespace hardtack::token {
namespace {

using crypto::Algorithm;
using crypto::FixedKey;

TEST_CASE("a token verifies under its root key and no other") {
  const UnverifiedBiscuit token =
      ThreeBlocks(FixedKey(Algorithm::kEd25519, 1), Algorithm::kEd25519, FixedKey(Algorithm::kEd25519, 9));
  CHECK(Biscuit::Verify(token, SingleRootKey(FixedKey(Algorithm::kEd25519, 1).public_key())).ok());
  for (Algorithm algorithm : kBothAlgorithms) {
    const auto verified = Biscuit::Verify(token, SingleRootKey(FixedKey(algorithm, 2).public_key()));
    CHECK(!verified.ok());
    const auto kind = KindOf(verified.status());
    CHECK(kind == (algorithm == Algorithm::kEd25519 ? ErrorKind::kInvalidSignature : ErrorKind::kMalformedSignature));
  }
}

TEST_CASE("the root key is looked up by the token's hint") {
  std::map<uint32_t, crypto::PublicKey> ring;
  ring.emplace(1, FixedKey(Algorithm::kEd25519, 1).public_key());
  ring.emplace(2, FixedKey(Algorithm::kSecp256r1, 2).public_key());
  const RootKeyLookup lookup = [&](std::optional<uint32_t> id) -> absl::StatusOr<crypto::PublicKey> {
    const auto key = ring.find(id.value_or(0));
    if (key == ring.end()) return Error(ErrorKind::kUnknownRootKey, "no such root key");
    return key->second;
  };
  const engine::Block block = BlockOf({FactOf("a", {"b"})});
  const auto verify = [&](Algorithm algorithm, char secret, std::optional<uint32_t> id) {
    return Biscuit::Verify(Must(Issue(block, FixedKey(algorithm, secret), {id})), lookup).status();
  };
  CHECK(verify(Algorithm::kEd25519, 1, 1).ok());
  CHECK(verify(Algorithm::kSecp256r1, 2, 2).ok());
  CHECK(KindOf(verify(Algorithm::kEd25519, 1, 2)) == ErrorKind::kMalformedSignature);
  CHECK(KindOf(verify(Algorithm::kEd25519, 1, 3)) == ErrorKind::kUnknownRootKey);
  CHECK(verify(Algorithm::kEd25519, 1, 3).code() == absl::StatusCode::kNotFound);
  CHECK(KindOf(verify(Algorithm::kEd25519, 1, {})) == ErrorKind::kUnknownRootKey);
}

TEST_CASE("an unverified token can be inspected without a key") {
  const crypto::PrivateKey party = FixedKey(Algorithm::kSecp256r1, 9);
  const UnverifiedBiscuit token = ThreeBlocks(FixedKey(Algorithm::kEd25519, 1), Algorithm::kEd25519, party);
  const UnverifiedBiscuit copy = Must(UnverifiedBiscuit::FromText("biscuit:" + token.ToText()));
  CHECK(copy.block_count() == 3);
  CHECK(copy.root_key_id() == 7);
  CHECK(!copy.sealed());
  CHECK(copy.signer(0) == nullptr);
  CHECK(*copy.signer(2) == party.public_key());
  CHECK(copy.RevocationIds().size() == 3);
  CHECK(copy.RevocationIds()[1] == copy.links()[1].signature);
  const wire::DecodedBlocks blocks = Must(copy.DecodeBlocks());
  REQUIRE(blocks.size() == 3);
  CHECK(blocks[0].block == BlockOf({FactOf("right", {"file", "read"})}));
  CHECK(blocks[1].block == BlockOf({}, {CheckIf("resource")}));
  CHECK(blocks[2].block == BlockOf({FactOf("seen", {"today"})}));
}

TEST_CASE("a token outlives the text it came from and the copies that were made of it") {
  std::optional<UnverifiedBiscuit> first =
      ThreeBlocks(FixedKey(Algorithm::kEd25519, 1), Algorithm::kEd25519, FixedKey(Algorithm::kEd25519, 9));
  const std::string bytes(first->bytes());
  const UnverifiedBiscuit second = *first;
  first.reset();
  CHECK(second.bytes() == bytes);
  CHECK(second.payload(0) == second.links()[0].payload);
  CHECK(Must(second.DecodeBlocks()).size() == 3);
}

TEST_CASE("an authority block with an external signature is no token") {
  const UnverifiedBiscuit token =
      ThreeBlocks(FixedKey(Algorithm::kEd25519, 1), Algorithm::kEd25519, FixedKey(Algorithm::kEd25519, 9));
  crypto::ChainLink authority = token.links()[0];
  authority.external = token.links()[2].external;
  Envelope envelope(token);
  envelope.raw_blocks[0] = WithSignature(authority, authority.signature);
  CHECK(KindOf(UnverifiedBiscuit::FromBytes(envelope.Bytes()).status()) == ErrorKind::kMalformedEnvelope);
}

TEST_CASE("blocks are decoded for a decision only after the chain verified") {
  const crypto::PrivateKey root = FixedKey(Algorithm::kEd25519, 1);
  const crypto::PublicKey next = FixedKey(Algorithm::kEd25519, 2).public_key();
  const crypto::BlockToSign junk{"\xff no block", &next, nullptr, "", 0};
  const auto token = [&](const crypto::PrivateKey& signer) {
    const std::string signature = Must(crypto::SignBlock(junk, signer));
    const std::string raw = WithSignature({junk.payload, next, signature, std::nullopt, 0}, signature);
    const std::vector<std::string_view> blocks = {raw};
    const std::string secret(FixedKey(Algorithm::kEd25519, 2).secret());
    return Must(UnverifiedBiscuit::FromBytes(
        wire::EncodeEnvelope(std::nullopt, blocks, {wire::ProofKind::kNextSecret, secret})));
  };
  const RootKeyLookup lookup = SingleRootKey(root.public_key());
  CHECK(KindOf(Biscuit::Verify(token(root), lookup).status()) == ErrorKind::kMalformedBlock);
  const crypto::PrivateKey other = FixedKey(Algorithm::kEd25519, 3);
  CHECK(KindOf(Biscuit::Verify(token(other), lookup).status()) == ErrorKind::kInvalidSignature);
  CHECK(std::string(token(root).DecodeBlocks().status().message()).starts_with("block 0: "));
}

TEST_CASE(
    "ours: flipping s of a block's secp256r1 signature gives another token with the same canonical revocation ids") {
  const crypto::PrivateKey root = FixedKey(Algorithm::kSecp256r1, 1);
  const UnverifiedBiscuit one = Must(Issue(BlockOf({FactOf("a", {"b"})}), root, {{}, Algorithm::kSecp256r1}));
  const UnverifiedBiscuit two = Must(Append(one, BlockOf({}, {CheckIf("time")}), Algorithm::kSecp256r1));
  for (const UnverifiedBiscuit& token : {one, two}) {
    const crypto::ChainLink& last = token.links().back();
    Envelope envelope(token);
    envelope.raw_blocks.back() = WithSignature(last, crypto::FlipS(last.signature));
    const UnverifiedBiscuit twin = Must(UnverifiedBiscuit::FromBytes(envelope.Bytes()));
    CHECK(Biscuit::Verify(twin, SingleRootKey(root.public_key())).ok());
    CHECK(twin.RevocationIds() != token.RevocationIds());
    CHECK(twin.CanonicalRevocationIds() == token.CanonicalRevocationIds());
  }
}

TEST_CASE("the canonical revocation ids of an Ed25519 token are its revocation ids") {
  const UnverifiedBiscuit token =
      ThreeBlocks(FixedKey(Algorithm::kEd25519, 1), Algorithm::kEd25519, FixedKey(Algorithm::kSecp256r1, 9));
  CHECK(token.CanonicalRevocationIds() == token.RevocationIds());
}

TEST_CASE("a token's text verifies as its two halves do, and fails where they fail") {
  const crypto::PrivateKey root = FixedKey(Algorithm::kEd25519, 1);
  const RootKeyLookup lookup = SingleRootKey(root.public_key());
  const std::string text = Must(Issue(BlockOf({FactOf("right", {"file"})}), root)).ToText();
  CHECK(Must(Biscuit::VerifyText(text, lookup)).unverified().ToText() == text);
  CHECK(KindOf(Biscuit::VerifyText(text + "?", lookup).status()) == ErrorKind::kMalformedText);
  CHECK(KindOf(Biscuit::VerifyText("AAAA", lookup).status()) == ErrorKind::kMalformedEnvelope);
  const RootKeyLookup another = SingleRootKey(FixedKey(Algorithm::kEd25519, 2).public_key());
  CHECK(KindOf(Biscuit::VerifyText(text, another).status()) == ErrorKind::kInvalidSignature);
  VerifyOptions narrow;
  narrow.limits.max_token_bytes = 16;
  CHECK(KindOf(Biscuit::VerifyText(text, lookup, narrow).status()) == ErrorKind::kTokenTooLarge);
}

}  // namespace
}  // namespace hardtack::token

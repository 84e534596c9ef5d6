// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/token/third_party.h"

#include <string>

#include "doctest/doctest.h"
#include "hardtack/token/builder.h"
#include "hardtack/wire/block_codec.h"
#include "hardtack/wire/third_party_codec.h"
#include "tests/token/token_testing.h"

namespace hardtack::token {
namespace {

using crypto::Algorithm;
using crypto::FixedKey;

UnverifiedBiscuit Plain(const crypto::PrivateKey& root, Algorithm next) {
  return Must(Issue(BlockOf({FactOf("a", {"b"})}), root, {{}, next}));
}

// Contents as a careless third party would make them: `payload` properly signed whatever it is.
std::string ContentsOf(std::string_view payload, const UnverifiedBiscuit& token, const crypto::PrivateKey& signer) {
  const std::string signature = Must(crypto::SignExternal(payload, token.links().back().signature, signer));
  const engine::PublicKey key = EngineKey(signer.public_key());
  return wire::EncodeThirdPartyContents({payload, {signature, {key.algorithm, key.bytes}}});
}

TEST_CASE("a third party's block is appended under its key, for both algorithms and every mix") {
  for (Algorithm token_algorithm : kBothAlgorithms) {
    for (Algorithm party_algorithm : kBothAlgorithms) {
      const crypto::PrivateKey root = FixedKey(token_algorithm, 1);
      const crypto::PrivateKey party = FixedKey(party_algorithm, 9);
      const UnverifiedBiscuit token = ThreeBlocks(root, token_algorithm, party);
      CHECK(token.signer(1) == nullptr);
      REQUIRE(token.signer(2) != nullptr);
      CHECK(*token.signer(2) == party.public_key());
      CHECK(token.links()[2].version == 1);
      const Biscuit verified = Must(Biscuit::Verify(token, SingleRootKey(root.public_key())));
      CHECK(verified.engine_signer(0) == nullptr);
      REQUIRE(verified.engine_signer(2) != nullptr);
      CHECK(*verified.engine_signer(2) == EngineKey(party.public_key()));
      CHECK(verified.blocks()[2].version == 5);
      CHECK(verified.blocks()[2].block == BlockOf({FactOf("seen", {"today"})}));
    }
  }
}

TEST_CASE("contents made for one token are refused by another, and by the same token one block later") {
  const crypto::PrivateKey root = FixedKey(Algorithm::kEd25519, 1);
  const crypto::PrivateKey party = FixedKey(Algorithm::kEd25519, 9);
  const UnverifiedBiscuit token = Plain(root, Algorithm::kEd25519);
  const UnverifiedBiscuit other = Plain(root, Algorithm::kEd25519);
  const std::string contents =
      Must(SignThirdParty(Must(RequestThirdParty(token)), BlockOf({FactOf("c", {"d"})}), party));
  CHECK(AppendThirdParty(token, contents).ok());
  CHECK(KindOf(AppendThirdParty(other, contents).status()) == ErrorKind::kInvalidSignature);
  const UnverifiedBiscuit later = Must(Append(token, BlockOf({}, {CheckIf("time")})));
  CHECK(KindOf(AppendThirdParty(later, contents).status()) == ErrorKind::kInvalidSignature);
}

TEST_CASE("contents under another key than the one that signed them are refused") {
  const UnverifiedBiscuit token = Plain(FixedKey(Algorithm::kEd25519, 1), Algorithm::kEd25519);
  const crypto::PrivateKey party = FixedKey(Algorithm::kEd25519, 9);
  const std::string contents =
      Must(SignThirdParty(Must(RequestThirdParty(token)), BlockOf({FactOf("c", {"d"})}), party));
  wire::ThirdPartyContentsView view = Must(wire::DecodeThirdPartyContents(contents));
  const engine::PublicKey other = EngineKey(FixedKey(Algorithm::kEd25519, 8).public_key());
  view.external.key = {other.algorithm, other.bytes};
  CHECK(KindOf(AppendThirdParty(token, wire::EncodeThirdPartyContents(view)).status()) == ErrorKind::kInvalidSignature);
  const std::string cut = other.bytes.substr(1);
  view.external.key.bytes = cut;
  CHECK(KindOf(AppendThirdParty(token, wire::EncodeThirdPartyContents(view)).status()) == ErrorKind::kMalformedKey);
}

TEST_CASE("signed contents that are no block, or a block older than v3.2, are not appended") {
  const UnverifiedBiscuit token = Plain(FixedKey(Algorithm::kEd25519, 1), Algorithm::kEd25519);
  const crypto::PrivateKey party = FixedKey(Algorithm::kEd25519, 9);
  CHECK(KindOf(AppendThirdParty(token, ContentsOf("\xff junk", token, party)).status()) == ErrorKind::kMalformedBlock);
  wire::Tables tables;
  const wire::EncodedBlock old = Must(wire::EncodeBlock(BlockOf({FactOf("c", {"d"})}), tables));
  REQUIRE(old.version == 3);
  CHECK(KindOf(AppendThirdParty(token, ContentsOf(old.bytes, token, party)).status()) == ErrorKind::kMalformedBlock);
}

TEST_CASE("every truncation and every single-bit flip of a request or of contents is refused or signs for nobody") {
  const UnverifiedBiscuit token = Plain(FixedKey(Algorithm::kEd25519, 1), Algorithm::kEd25519);
  const crypto::PrivateKey party = FixedKey(Algorithm::kEd25519, 9);
  const std::string request = Must(RequestThirdParty(token));
  const engine::Block block = BlockOf({FactOf("c", {"d"})});
  const std::string contents = Must(SignThirdParty(request, block, party));
  for (size_t size = 0; size < contents.size(); ++size) {
    CHECK(KindOf(AppendThirdParty(token, contents.substr(0, size)).status()).has_value());
  }
  for (size_t bit = 0; bit < contents.size() * 8; ++bit) {
    std::string flipped = contents;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    CHECK(KindOf(AppendThirdParty(token, flipped).status()).has_value());
  }
  for (size_t bit = 0; bit < request.size() * 8; ++bit) {
    std::string flipped = request;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    const auto answer = SignThirdParty(flipped, block, party);
    if (answer.ok()) CHECK(KindOf(AppendThirdParty(token, *answer).status()) == ErrorKind::kInvalidSignature);
  }
}

}  // namespace
}  // namespace hardtack::token

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Damaged tokens: every truncation and every single-bit flip of official samples and of tokens made here.
#include <string>
#include <string_view>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/token/biscuit.h"
#include "hardtack/token/builder.h"
#include "tests/token/token_testing.h"

namespace hardtack::token {
namespace {

using crypto::Algorithm;
using crypto::FixedKey;

absl::StatusOr<Biscuit> Verify(std::string bytes, const crypto::PublicKey& root) {
  absl::StatusOr<UnverifiedBiscuit> token = UnverifiedBiscuit::FromBytes(std::move(bytes));
  if (!token.ok()) return token.status();
  return Biscuit::Verify(*std::move(token), SingleRootKey(root));
}

// Whether two tokens are the same but for the root key hint, which is outside every signature: with a single root key
// it decides nothing, and with a keyring a wrong hint finds a key that does not verify.
bool SameButForTheHint(const Biscuit& a, const Biscuit& b) {
  const UnverifiedBiscuit& left = a.unverified();
  const UnverifiedBiscuit& right = b.unverified();
  if (left.root_key_id() == right.root_key_id() || left.block_count() != right.block_count()) return false;
  Envelope first(left), second(right);
  return first.raw_blocks == second.raw_blocks && first.sealed == second.sealed && first.proof == second.proof;
}

// Verifies every truncation and every single-bit flip. Returns how many flips were accepted, each of which must be
// harmless.
int CheckDamage(const std::string& bytes, const crypto::PublicKey& root) {
  const Biscuit original = Must(Verify(bytes, root));
  for (size_t size = 0; size < bytes.size(); ++size) {
    CAPTURE(size);
    CHECK(KindOf(Verify(bytes.substr(0, size), root).status()).has_value());
  }
  int accepted = 0;
  for (size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    CAPTURE(bit);
    std::string flipped = bytes;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    const absl::StatusOr<Biscuit> token = Verify(std::move(flipped), root);
    if (token.ok()) {
      ++accepted;
      CHECK(SameButForTheHint(original, *token));
    } else {
      CHECK(KindOf(token.status()).has_value());
      CHECK(KindOf(token.status()) != ErrorKind::kInternal);
    }
  }
  return accepted;
}

TEST_CASE("no truncation and no single-bit flip of a sample token is accepted") {
  for (std::string_view name : {"test001_basic.bc", "test017_expressions.bc", "test020_sealed.bc",
                                "test024_third_party.bc", "test036_secp256r1.bc", "test037_secp256r1_third_party.bc"}) {
    CAPTURE(name);
    const std::optional<Sample> sample = ReadSample(name);
    if (sample.has_value()) CHECK(CheckDamage(sample->bytes, sample->root) == 0);
  }
}

TEST_CASE("no truncation of a token with a root key hint is accepted, and no flip but of the hint") {
  for (Algorithm algorithm : kBothAlgorithms) {
    const crypto::PrivateKey root = FixedKey(algorithm, 1);
    const UnverifiedBiscuit open = ThreeBlocks(root, algorithm, FixedKey(algorithm, 9));
    const UnverifiedBiscuit sealed = Must(Seal(open));
    for (const UnverifiedBiscuit& token : {open, sealed}) {
      // The hint 7 is one byte: seven bits change it, the eighth breaks it. Two bits of its tag, field 1, make it an
      // unknown field, 5 or 9, and the token one without a hint.
      CHECK(CheckDamage(std::string(token.bytes()), root.public_key()) == 9);
    }
  }
}

TEST_CASE("a signature of the wrong length is malformed, with the signature as the subject") {
  const std::optional<Sample> sample = ReadSample("test003_invalid_signature_format.bc");
  if (!sample.has_value()) return;
  const absl::Status status = Verify(sample->bytes, sample->root).status();
  CHECK(KindOf(status) == ErrorKind::kMalformedSignature);
  CHECK(SubjectOf(status).size() == 16);
}

TEST_CASE("samples with a wrong root key, a random block, an altered or moved signature do not verify") {
  for (std::string_view name : {"test002_different_root_key.bc", "test004_random_block.bc",
                                "test005_invalid_signature.bc", "test006_reordered_blocks.bc"}) {
    CAPTURE(name);
    const std::optional<Sample> sample = ReadSample(name);
    if (!sample.has_value()) continue;
    CHECK(KindOf(Verify(sample->bytes, sample->root).status()) == ErrorKind::kInvalidSignature);
  }
}

TEST_CASE("text that is no token is refused with a kind") {
  for (std::string_view text : {"", "=", "biscuit:", "not base64url !", "AAAA", "En0KEwoEMTIzNBgD"}) {
    CAPTURE(text);
    CHECK(KindOf(UnverifiedBiscuit::FromText(text).status()).has_value());
  }
}

}  // namespace
}  // namespace hardtack::token

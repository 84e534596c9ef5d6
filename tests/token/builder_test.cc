// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/token/builder.h"

#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/token/third_party.h"
#include "tests/token/token_testing.h"

namespace hardtack::token {
namespace {

using crypto::Algorithm;
using crypto::FixedKey;

// A block of datalog version 6.
engine::Block BlockWithNull() {
  engine::Block block;
  block.facts.push_back({{"nothing", {engine::NullTerm()}}});
  return block;
}

std::vector<uint32_t> PayloadVersions(const UnverifiedBiscuit& token) {
  std::vector<uint32_t> versions;
  for (const crypto::ChainLink& link : token.links()) versions.push_back(link.version);
  return versions;
}

TEST_CASE("what is issued and appended verifies and decodes to the same syntax, for both algorithms and every mix") {
  for (Algorithm root_algorithm : kBothAlgorithms) {
    for (Algorithm first : kBothAlgorithms) {
      for (Algorithm second : kBothAlgorithms) {
        const crypto::PrivateKey root = crypto::PrivateKey::Generate(root_algorithm);
        const engine::Block authority = BlockOf({FactOf("right", {"file", "read"})}, {CheckIf("operation")});
        const engine::Block narrower = BlockOf({FactOf("note", {"file", "new"})}, {CheckIf("resource")});
        const UnverifiedBiscuit token = Must(Append(Must(Issue(authority, root, {{}, first})), narrower, second));
        const UnverifiedBiscuit received = Must(UnverifiedBiscuit::FromText(token.ToText()));
        CHECK(received.bytes() == token.bytes());
        const Biscuit verified = Must(Biscuit::Verify(received, SingleRootKey(root.public_key())));
        REQUIRE(verified.blocks().size() == 2);
        CHECK(verified.blocks()[0].block == authority);
        CHECK(verified.blocks()[1].block == narrower);
        CHECK(verified.blocks()[1].symbols == std::vector<std::string>{"note", "new"});
        CHECK(verified.root_key() == root.public_key());
        CHECK(token.links()[0].next_key.algorithm() == first);
        CHECK(token.links()[1].next_key.algorithm() == second);
      }
    }
  }
}

TEST_CASE("what no decoder would read is not made") {
  const crypto::PrivateKey root = FixedKey(Algorithm::kEd25519, 1);
  const UnverifiedBiscuit parent = Must(Issue(BlockOf({FactOf("a", {"b"})}), root));
  const std::string request = Must(RequestThirdParty(parent));
  engine::Block many;
  for (int i = 0; i < 65'537; ++i) many.facts.push_back(FactOf("f", {std::to_string(i)}));
  engine::Block repeated;  // a kilobyte of references to a text of ten
  for (int i = 0; i < 200; ++i) repeated.facts.push_back(FactOf("f" + std::to_string(i), {std::string(10'000, 'x')}));
  struct Row {
    engine::Block block;
    ErrorKind kind;
  };
  const std::vector<Row> unreadable = {
      {BlockOf({FactOf("a", {"\xff"})}), ErrorKind::kMalformedBlock},
      {repeated, ErrorKind::kTokenTooLarge},
  };
  for (const Row& row : unreadable) {
    CAPTURE(NameOf(row.kind));
    CHECK(KindOf(Issue(row.block, root).status()) == row.kind);
    CHECK(KindOf(Append(parent, row.block).status()) == row.kind);
    CHECK(KindOf(SignThirdParty(request, row.block, root).status()) == row.kind);
  }
  CHECK(KindOf(SignThirdParty(request, many, root).status()) == ErrorKind::kTooManySymbols);
  CHECK(KindOf(Issue(many, root).status()) == ErrorKind::kTokenTooLarge);  // its bytes come first
}

TEST_CASE("a block's signed payload has version 1 as soon as something needs it, and stays there") {
  const Algorithm ed = Algorithm::kEd25519, p256 = Algorithm::kSecp256r1;
  const crypto::PrivateKey root = FixedKey(ed, 1);
  const engine::Block plain = BlockOf({FactOf("a", {"b"})});
  const auto issue = [&](const engine::Block& block, Algorithm next) { return Must(Issue(block, root, {{}, next})); };
  const auto append = [](const UnverifiedBiscuit& token, const engine::Block& block, Algorithm next) {
    return Must(Append(token, block, next));
  };
  using Versions = std::vector<uint32_t>;
  CHECK(PayloadVersions(append(issue(plain, ed), plain, ed)) == Versions{0, 0});
  CHECK(PayloadVersions(Must(Issue(plain, FixedKey(p256, 1)))) == Versions{1});  // the signing key
  CHECK(PayloadVersions(issue(plain, p256)) == Versions{1});                     // the next key
  CHECK(PayloadVersions(append(issue(plain, ed), plain, p256)) == Versions{0, 1});
  CHECK(PayloadVersions(issue(BlockWithNull(), ed)) == Versions{1});  // datalog version 6
  CHECK(PayloadVersions(append(append(issue(plain, ed), BlockWithNull(), ed), plain, ed)) == Versions{0, 1, 1});
  CHECK(PayloadVersions(append(ThreeBlocks(root, ed, FixedKey(ed, 9)), plain, ed)) == Versions{0, 0, 1, 1});
}

TEST_CASE("appending copies the earlier blocks verbatim and replaces the secret") {
  const crypto::PrivateKey root = FixedKey(Algorithm::kEd25519, 1);
  const UnverifiedBiscuit before = ThreeBlocks(root, Algorithm::kEd25519, FixedKey(Algorithm::kEd25519, 9));
  const UnverifiedBiscuit after = Must(Append(before, BlockOf({}, {CheckIf("time")})));
  REQUIRE(after.block_count() == 4);
  for (engine::BlockId block = 0; block < 3; ++block) CHECK(after.raw_block(block) == before.raw_block(block));
  CHECK(after.root_key_id() == 7);
  const std::string secret = Envelope(before).proof;
  CHECK(after.bytes().find(secret) == std::string_view::npos);
}

TEST_CASE("a block after a third party's continues the tables of the first-party blocks alone") {
  const crypto::PrivateKey root = FixedKey(Algorithm::kEd25519, 1);
  const UnverifiedBiscuit token = ThreeBlocks(root, Algorithm::kEd25519, FixedKey(Algorithm::kEd25519, 9));
  const engine::Block block = BlockOf({FactOf("seen", {"file"})});  // the third party's symbol, the authority's symbol
  const Biscuit verified = Must(Biscuit::Verify(Must(Append(token, block)), SingleRootKey(root.public_key())));
  CHECK(verified.blocks()[2].symbols == std::vector<std::string>{"seen", "today"});
  CHECK(verified.blocks()[3].symbols == std::vector<std::string>{"seen"});
  CHECK(verified.blocks()[3].block == block);
}

TEST_CASE("a sealed token verifies and refuses every addition and another seal") {
  for (Algorithm algorithm : kBothAlgorithms) {
    const crypto::PrivateKey root = FixedKey(algorithm, 1);
    const UnverifiedBiscuit open = ThreeBlocks(root, algorithm, FixedKey(algorithm, 9));
    const std::string contents =
        Must(SignThirdParty(Must(RequestThirdParty(open)), BlockOf({FactOf("a", {"b"})}), FixedKey(algorithm, 9)));
    const UnverifiedBiscuit sealed = Must(Seal(open));
    CHECK(sealed.sealed());
    CHECK(!open.sealed());
    CHECK(Biscuit::Verify(sealed, SingleRootKey(root.public_key())).ok());
    CHECK(KindOf(Append(sealed, BlockOf({}, {CheckIf("time")})).status()) == ErrorKind::kSealed);
    CHECK(KindOf(RequestThirdParty(sealed).status()) == ErrorKind::kSealed);
    CHECK(KindOf(AppendThirdParty(sealed, contents).status()) == ErrorKind::kSealed);
    CHECK(KindOf(Seal(sealed).status()) == ErrorKind::kAlreadySealed);
  }
}

TEST_CASE("nothing is appended or sealed with a secret that is not the last key's") {
  const crypto::PrivateKey root = FixedKey(Algorithm::kEd25519, 1);
  Envelope envelope(Must(Issue(BlockOf({FactOf("a", {"b"})}), root)));
  for (const std::string& secret : {std::string(32, 's'), std::string(5, 's'), std::string()}) {
    envelope.proof = secret;
    const UnverifiedBiscuit token = Must(UnverifiedBiscuit::FromBytes(envelope.Bytes()));
    CHECK(KindOf(Append(token, BlockOf({}, {CheckIf("time")})).status()) == ErrorKind::kInvalidProof);
    CHECK(KindOf(Seal(token).status()) == ErrorKind::kInvalidProof);
    CHECK(KindOf(Biscuit::Verify(token, SingleRootKey(root.public_key())).status()) == ErrorKind::kInvalidProof);
  }
}

TEST_CASE("an unsafe rule is neither issued, nor appended, nor signed for another token") {
  const crypto::PrivateKey root = FixedKey(Algorithm::kEd25519, 1);
  engine::Block unsafe;
  unsafe.rules.push_back(
      {{"head", {engine::VariableTerm("free")}}, {{"body", {engine::VariableTerm("bound")}}}, {}, {}});
  CHECK(KindOf(Issue(unsafe, root).status()) == ErrorKind::kInvalidBlockRule);
  const UnverifiedBiscuit token = Must(Issue(BlockOf({FactOf("a", {"b"})}), root));
  CHECK(KindOf(Append(token, unsafe).status()) == ErrorKind::kInvalidBlockRule);
  CHECK(KindOf(SignThirdParty(Must(RequestThirdParty(token)), unsafe, root).status()) == ErrorKind::kInvalidBlockRule);
}

TEST_CASE("a root key that lives elsewhere issues tokens, and its failure is the result") {
  crypto::DistantSigner root(FixedKey(Algorithm::kSecp256r1, 4));
  const engine::Block block = BlockOf({FactOf("a", {"b"})});
  const UnverifiedBiscuit token = Must(Issue(block, root));
  CHECK(Biscuit::Verify(token, SingleRootKey(root.public_key())).ok());
  root.offline = true;
  CHECK(Issue(block, root).status().code() == absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace hardtack::token

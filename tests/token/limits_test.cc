// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Tokens at and beyond the bounds of StructureLimits.
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/token/authorizer.h"
#include "hardtack/token/builder.h"
#include "hardtack/token/third_party.h"
#include "hardtack/wire/envelope.h"
#include "tests/token/token_testing.h"

namespace hardtack::token {
namespace {

using crypto::Algorithm;
using crypto::FixedKey;

UnverifiedBiscuit Plain() { return Must(Issue(BlockOf({FactOf("a", {"b"})}), FixedKey(Algorithm::kEd25519, 1))); }

// Before a step could be counted: what they have in place of one is what they count.
void CheckRefused(const absl::Status& status, ErrorKind kind, const std::string& message) {
  CHECK(KindOf(status) == kind);
  CHECK(std::string(status.message()) == message);
}

TEST_CASE("a token of 10 MB is refused, as bytes and as text") {
  const std::string bytes(10 << 20, 'x');
  CheckRefused(UnverifiedBiscuit::FromBytes(bytes).status(), ErrorKind::kTokenTooLarge,
               "10485760 bytes, the limit is 524288");
  CheckRefused(UnverifiedBiscuit::FromText(std::string(14 << 20, 'A')).status(), ErrorKind::kTokenTooLarge,
               "11010048 bytes, the limit is 524288");
}

TEST_CASE("a token of 10,000 blocks is refused") {
  const UnverifiedBiscuit token = Plain();
  Envelope envelope(token);
  envelope.raw_blocks.resize(10'000, envelope.raw_blocks[0]);
  engine::StructureLimits limits;
  limits.max_token_bytes = size_t{4} << 20;
  CheckRefused(UnverifiedBiscuit::FromBytes(envelope.Bytes(), limits).status(), ErrorKind::kTooManyBlocks,
               "10000 blocks, the limit is 128");
}

TEST_CASE("nothing is appended beyond the limits under which the token was read") {
  const std::string bytes(Plain().bytes());
  engine::StructureLimits limits;
  limits.max_blocks = 2;
  const UnverifiedBiscuit two =
      Must(Append(Must(UnverifiedBiscuit::FromBytes(bytes, limits)), BlockOf({}, {CheckIf("c")})));
  CHECK(KindOf(Append(two, BlockOf({}, {CheckIf("c")})).status()) == ErrorKind::kTooManyBlocks);

  limits = {};
  limits.max_token_bytes = bytes.size() + 100;
  const UnverifiedBiscuit small = Must(UnverifiedBiscuit::FromBytes(bytes, limits));
  const engine::Block large = BlockOf({FactOf("a", {std::string(100, 'z')})});
  CHECK(KindOf(Append(small, large).status()) == ErrorKind::kTokenTooLarge);
}

TEST_CASE("the symbols of all blocks count together, third parties' included") {
  const crypto::PrivateKey root = FixedKey(Algorithm::kEd25519, 1);
  const std::string bytes(ThreeBlocks(root, Algorithm::kEd25519, FixedKey(Algorithm::kEd25519, 9)).bytes());
  const auto verify = [&](size_t max_symbols) {
    engine::StructureLimits limits;
    limits.max_symbols = max_symbols;
    return Biscuit::Verify(Must(UnverifiedBiscuit::FromBytes(bytes, limits)), SingleRootKey(root.public_key()))
        .status();
  };
  // "file"; "0"; "seen" and "today": the other names are default symbols.
  CHECK(verify(4).ok());
  for (size_t max_symbols : {0, 1, 2, 3}) CHECK(KindOf(verify(max_symbols)) == ErrorKind::kTooManySymbols);
}

TEST_CASE("a token of 100 blocks verifies, is decided, and its last check counts") {
  const crypto::PrivateKey root = FixedKey(Algorithm::kEd25519, 1);
  UnverifiedBiscuit token = Must(Issue(BlockOf({FactOf("right", {"file", "read"})}), root));
  for (int i = 1; i < 99; ++i) token = Must(Append(token, BlockOf({FactOf("note", {std::to_string(i)})})));
  // Sees the notes of all blocks before it, and of none of them by default.
  token = Must(Append(token, BlockOf({}, {CheckIf("note", {engine::ScopeKind::kPrevious}), CheckIf("note")})));
  const Biscuit verified = Must(Biscuit::Verify(token, SingleRootKey(root.public_key())));
  REQUIRE(verified.blocks().size() == 100);
  const Authorizer authorizer = Must(Authorizer::Create(AllowIfTrue()));
  const engine::Decision decision = Must(authorizer.Authorize(verified));
  CHECK(decision.failed_checks == std::vector<engine::CheckPosition>{{99, 1}});
  const std::vector<engine::Fact> request = {FactOf("note", {"of the authorizer"})};
  CHECK(Must(authorizer.Authorize(verified, request)).allowed());
}

TEST_CASE("an authorizer refuses a token of more blocks than its own limits allow") {
  const crypto::PrivateKey root = FixedKey(Algorithm::kEd25519, 1);
  const UnverifiedBiscuit token = Must(Append(Plain(), BlockOf({}, {CheckIf("a")})));
  const Biscuit verified = Must(Biscuit::Verify(token, SingleRootKey(root.public_key())));
  AuthorizerOptions options;
  options.limits.max_blocks = 1;
  const Authorizer authorizer = Must(Authorizer::Create(AllowIfTrue(), options));
  CHECK(KindOf(authorizer.Authorize(verified).status()) == ErrorKind::kTooManyBlocks);
}

}  // namespace
}  // namespace hardtack::token

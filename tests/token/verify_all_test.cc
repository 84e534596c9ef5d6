// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/token/verify_all.h"

#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/token/builder.h"
#include "tests/token/token_testing.h"

namespace hardtack::token {
namespace {

using crypto::Algorithm;
using crypto::FixedKey;

RootKeyLookup RootOf(Algorithm algorithm) { return SingleRootKey(FixedKey(algorithm, 1).public_key()); }

// Good tokens of both forms, and one of everything that can be wrong.
std::vector<std::string> Texts(size_t count) {
  const crypto::PrivateKey root = FixedKey(Algorithm::kEd25519, 1), other = FixedKey(Algorithm::kEd25519, 2);
  const UnverifiedBiscuit one = Must(Issue(BlockOf({FactOf("right", {"read"})}), root));
  const UnverifiedBiscuit three = ThreeBlocks(root, Algorithm::kEd25519, other);
  Envelope broken(three);
  broken.proof = std::string(32, 'x');
  const std::vector<std::string> kinds = {
      one.ToText(),
      three.ToText(),
      Must(Seal(three)).ToText(),
      Must(Issue(BlockOf({FactOf("right", {"read"})}), other)).ToText(),
      "not a token",
      Must(UnverifiedBiscuit::FromBytes(broken.Bytes())).ToText(),
      Must(Append(one, BlockOf({}, {CheckIf("never")}), Algorithm::kSecp256r1)).ToText(),
      "",
  };
  std::vector<std::string> texts;
  for (size_t i = 0; i < count; ++i) texts.push_back(kinds[i * 5 % kinds.size()]);
  return texts;
}

absl::StatusOr<Biscuit> Alone(std::string_view text, const RootKeyLookup& lookup) {
  auto token = UnverifiedBiscuit::FromText(text);
  return token.ok() ? Biscuit::Verify(*std::move(token), lookup) : absl::StatusOr<Biscuit>(token.status());
}

TEST_CASE("each of many tokens is judged as it would be alone, whatever its neighbours and with or without a cache") {
  const RootKeyLookup lookup = RootOf(Algorithm::kEd25519);
  VerifiedCache cache;
  for (VerifiedCache* with : {static_cast<VerifiedCache*>(nullptr), &cache, &cache}) {
    for (size_t count : {0, 1, 2, 7, 8, 9, 63, 64, 65, 130}) {
      const std::vector<std::string> owned = Texts(count);
      const std::vector<std::string_view> texts(owned.begin(), owned.end());
      const auto results = VerifyAll(texts, lookup, {{}, with});
      REQUIRE(results.size() == count);
      for (size_t i = 0; i < count; ++i) {
        const auto alone = Alone(texts[i], lookup);
        CHECK(results[i].status() == alone.status());
        if (alone.ok()) CHECK(results[i]->unverified().bytes() == alone->unverified().bytes());
      }
    }
  }
  CHECK(cache.statistics().hits > 0);
}

TEST_CASE("the limits of the call bound each token") {
  const std::vector<std::string> owned = Texts(2);
  const std::vector<std::string_view> texts(owned.begin(), owned.end());
  VerifyOptions options;
  options.limits.max_token_bytes = 10;
  for (const auto& result : VerifyAll(texts, RootOf(Algorithm::kEd25519), options)) {
    CHECK(KindOf(result.status()) == ErrorKind::kTokenTooLarge);
  }
}

TEST_CASE("each of many requests is decided with its own facts") {
  const RootKeyLookup lookup = RootOf(Algorithm::kEd25519);
  const Authorizer authorizer = Must(Authorizer::Create(AllowIfTrue(BlockOf({}, {CheckIf("resource")}))));
  const std::vector<std::string> texts = Texts(100);
  const std::vector<engine::Fact> resource = {FactOf("resource", {"r"}), FactOf("operation", {"o"})};
  std::vector<Request> requests;
  for (size_t i = 0; i < texts.size(); ++i) {
    requests.push_back({texts[i], i % 3 == 0 ? std::span<const engine::Fact>() : resource});
  }
  const auto decisions = AuthorizeAll(requests, lookup, authorizer);
  REQUIRE(decisions.size() == requests.size());
  size_t allowed = 0;
  for (size_t i = 0; i < requests.size(); ++i) {
    const auto token = Alone(requests[i].text, lookup);
    if (!token.ok()) {
      CHECK(decisions[i].status() == token.status());
      continue;
    }
    const engine::Decision alone = Must(authorizer.Authorize(*token, requests[i].facts));
    CHECK(Must(decisions[i]).allowed() == alone.allowed());
    allowed += alone.allowed() ? 1 : 0;
  }
  CHECK(allowed > 0);
  CHECK(AuthorizeAll({}, lookup, authorizer).empty());
}

}  // namespace
}  // namespace hardtack::token

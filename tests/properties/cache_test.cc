// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A cache changes no answer, whatever it saw before.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/token/verified_cache.h"
#include "tests/properties/property.h"
#include "tests/properties/tokens.h"
#include "tests/token/token_testing.h"

namespace hardtack::properties {
namespace {

using token::Biscuit;
using token::UnverifiedBiscuit;

token::RootKeyLookup DrawLookup() {
  const Role role = *rc::gen::weightedElement<Role>({{8, Role::kRoot}, {2, Role::kOtherRoot}, {1, Role::kStranger}});
  if (role != Role::kStranger) return token::SingleRootKey(KeyOf(role).public_key());
  return [](std::optional<uint32_t>) {
    return absl::StatusOr<crypto::PublicKey>(Error(ErrorKind::kUnknownRootKey, "no root key"));
  };
}

engine::StructureLimits DrawLimits() {
  engine::StructureLimits limits;
  if (*rc::gen::inRange(0, 5) == 0) limits.max_blocks = *rc::gen::inRange<size_t>(0, 4);
  if (*rc::gen::inRange(0, 5) == 0) limits.max_symbols = *rc::gen::inRange<size_t>(0, 8);
  return limits;
}

absl::StatusOr<Biscuit> ByHalves(const std::string& text, const token::RootKeyLookup& lookup,
                                 const token::VerifyOptions& options) {
  ASSIGN_OR_RETURN(UnverifiedBiscuit token, UnverifiedBiscuit::FromText(text, options.limits));
  return Biscuit::Verify(std::move(token), lookup, options.cache);
}

TEST_CASE("with a cache every token has the answer that it has without, whatever the cache saw before") {
  token::VerifiedCache::Statistics total;
  ForAll(500, [&] {
    const std::vector<std::string> family = DrawFamily(true);
    const std::vector<token::Authorizer> authorizers = {DrawAuthorizer(), DrawAuthorizer(), DrawAuthorizer()};
    token::VerifiedCache cache(*rc::gen::element<size_t>(0, 64 << 10, 512 << 10, 64 << 20));
    for (int presented = *rc::gen::inRange(1, 25); presented > 0; --presented) {
      const std::string& text = *rc::gen::elementOf(family);
      const token::RootKeyLookup lookup = DrawLookup();
      const engine::StructureLimits limits = DrawLimits();
      const token::Authorizer& authorizer = authorizers[*rc::gen::inRange<size_t>(0, 3)];
      const std::vector<engine::Fact> request = DrawRequest();
      const bool by_text = *rc::gen::arbitrary<bool>();
      const token::VerifyOptions options{limits, &cache};
      const auto with = by_text ? Biscuit::VerifyText(text, lookup, options) : ByHalves(text, lookup, options);
      const auto without = ByHalves(text, lookup, {limits, nullptr});
      RC_ASSERT(AnswerOf(with, authorizer, request) == AnswerOf(without, authorizer, request));
      if (with.ok()) RC_ASSERT(with->unverified().bytes() == without->unverified().bytes());
    }
    const token::VerifiedCache::Statistics seen = cache.statistics();
    total.hits += seen.hits;
    total.prefix_hits += seen.prefix_hits;
    total.misses += seen.misses;
  });
  CHECK(total.hits > total.misses / 40);
  CHECK(total.prefix_hits > total.misses / 50);
}

}  // namespace
}  // namespace hardtack::properties

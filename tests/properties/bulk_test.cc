// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Many at once are as one by one.

#include <string>
#include <vector>

#include "hardtack/token/verify_all.h"
#include "tests/properties/property.h"
#include "tests/properties/tokens.h"

namespace hardtack::properties {
namespace {

using token::Biscuit;

// Up to 40 texts, related and not, good and bad.
std::vector<std::string> DrawBatch() {
  std::vector<std::string> pool = DrawFamily(true);
  pool.push_back(*rc::gen::string<std::string>());
  const size_t count =
      *rc::gen::weightedOneOf<size_t>({{3, rc::gen::inRange<size_t>(0, 12)}, {1, rc::gen::inRange<size_t>(0, 41)}});
  return *rc::gen::container<std::vector<std::string>>(count, rc::gen::elementOf(pool));
}

TEST_CASE("each of many tokens verifies and is decided as it would be alone") {
  const token::RootKeyLookup lookup = token::SingleRootKey(KeyOf(Role::kRoot).public_key());
  Share good;
  ForAll(500, [&] {
    const std::vector<std::string> texts = DrawBatch();
    const token::Authorizer authorizer = DrawAuthorizer();
    token::VerifiedCache cache;
    token::VerifyOptions options;
    if (*rc::gen::arbitrary<bool>()) options.cache = &cache;
    if (*rc::gen::inRange(0, 4) == 0) options.limits.max_blocks = 2;

    std::vector<std::vector<engine::Fact>> facts;
    std::vector<token::Request> requests;
    for (size_t i = 0; i < texts.size(); ++i) facts.push_back(DrawRequest());
    for (size_t i = 0; i < texts.size(); ++i) requests.push_back({texts[i], facts[i]});
    const std::vector<std::string_view> views(texts.begin(), texts.end());
    const auto tokens = VerifyAll(views, lookup, options);
    const auto decisions = AuthorizeAll(requests, lookup, authorizer, options);
    RC_ASSERT(tokens.size() == texts.size());
    RC_ASSERT(decisions.size() == texts.size());

    for (size_t i = 0; i < texts.size(); ++i) {
      const auto alone = Biscuit::VerifyText(texts[i], lookup, {options.limits, nullptr});
      good.Count(alone.ok());
      RC_ASSERT(AnswerOf(tokens[i], authorizer, facts[i]) == AnswerOf(alone, authorizer, facts[i]));
      const auto decided = alone.ok() ? authorizer.Authorize(*alone, facts[i]) : alone.status();
      RC_ASSERT(TextOf(decisions[i]) == TextOf(decided));
    }
  });
  CHECK(good.Percent() > 30);
  CHECK(good.Percent() < 90);
}

}  // namespace
}  // namespace hardtack::properties

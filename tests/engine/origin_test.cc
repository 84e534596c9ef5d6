// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/engine/origin.h"

#include "doctest/doctest.h"
#include "hardtack/engine/arena.h"
#include "hardtack/engine/origin_space.h"

namespace hardtack::engine {
namespace {

TEST_CASE("an origin lists the authorizer first, then blocks ascending") {
  Origin origin{200, 3, kAuthorizerBlock, 0, 62, 63, 64};
  CHECK(origin.Blocks() == std::vector<BlockId>{kAuthorizerBlock, 0, 3, 62, 63, 64, 200});
  CHECK(origin.Contains(200));
  CHECK(!origin.Contains(201));
  CHECK(!origin.Contains(1));
  CHECK(!origin.empty());
  CHECK(Origin().empty());
}

TEST_CASE("the subset test works across the first 64 bits") {
  Origin small{1, 2}, large{1, 2, 100};
  CHECK(small.IsSubsetOf(large));
  CHECK(!large.IsSubsetOf(small));
  CHECK(Origin().IsSubsetOf(small));
  CHECK(large.IsSubsetOf(large));
  CHECK(!Origin{100}.IsSubsetOf(Origin{101}));
}

TEST_CASE("union and equality do not depend on how an origin was built") {
  Origin a{5, 130};
  a.InsertAll(Origin{7});
  Origin b{7, 130};
  b.Insert(5);
  CHECK(a == b);
}

TEST_CASE("all blocks up to one are the same as each of them, and leave the authorizer alone") {
  for (BlockId last : {0u, 1u, 61u, 62u, 63u, 64u, 126u, 127u, 128u, 300u}) {
    Origin one_by_one, at_once;
    for (BlockId block = 0; block <= last; ++block) one_by_one.Insert(block);
    at_once.InsertUpTo(last);
    CAPTURE(last);
    CHECK(one_by_one == at_once);
    CHECK(!at_once.Contains(kAuthorizerBlock));
    CHECK(!at_once.Contains(last + 1));
  }
}

TEST_CASE("origins are ordered as a printed world lists them") {
  CHECK(Origin{kAuthorizerBlock} < Origin{kAuthorizerBlock, 1});
  CHECK(Origin{kAuthorizerBlock, 1} < Origin{0});
  CHECK(Origin{0} < Origin{0, 1});
  CHECK(Origin{1, 2} < Origin{2});
  CHECK(Origin{2} < Origin{100});
}

TEST_CASE("narrow and wide origin spaces agree") {
  for (size_t blocks : {5u, 500u}) {
    Arena arena;
    OriginSpace space(blocks, &arena);
    OriginKey a = space.KeyOf({0, 1}), b = space.KeyOf({kAuthorizerBlock, 4});
    OriginKey both = space.Union(a, b);
    CHECK(space.OriginOf(both) == Origin{kAuthorizerBlock, 0, 1, 4});
    CHECK(space.Union(b, a) == both);
    CHECK(space.Union(a, a) == a);
    CHECK(space.IsVisible(a, {0, 1, 2}));
    CHECK(!space.IsVisible(both, {0, 1, 4}));
  }
}

}  // namespace
}  // namespace hardtack::engine

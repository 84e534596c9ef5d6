// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Moments for people.

#include "hardtack/identity/time_text.h"

#include <limits>

#include "doctest/doctest.h"
#include "hardtack/identity/refusal.h"

namespace hardtack::identity {
namespace {

TEST_CASE("a moment is a date in UTC where dates reach") {
  CHECK(TimeText(0) == "1970-01-01T00:00:00Z");
  CHECK(TimeText(1'700'000'000) == "2023-11-14T22:13:20Z");
  CHECK(TimeText(253'402'300'799) == "9999-12-31T23:59:59Z");
  CHECK(TimeText(253'402'300'800) == "253402300800");
  CHECK(TimeText(-1) == "-1");
  CHECK(TimeText(std::numeric_limits<int64_t>::min()) == "-9223372036854775808");
}

TEST_CASE("refusals tell moments as dates") {
  CHECK(Describe(Expired{1'700'000'000, 1'700'000'001, 1, 0}) ==
        "block 1: the token expired at 2023-11-14T22:13:20Z, now is 2023-11-14T22:13:21Z");
  CHECK(Describe(Banned{"alice", std::nullopt, 0, 1'700'000'000, "left"}) ==
        R"(block 0: the identity "alice" is banned since 2023-11-14T22:13:20Z: left)");
  CHECK(Describe(Banned{"alice:x", std::nullopt, std::nullopt, 1'700'000'000, ""}) ==
        R"(the identity "alice:x" is banned since 2023-11-14T22:13:20Z)");
}

}  // namespace
}  // namespace hardtack::identity

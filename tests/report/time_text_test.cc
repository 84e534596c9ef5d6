// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Lifetimes for people.

#include "hardtack/report/time_text.h"

#include <limits>

#include "doctest/doctest.h"

namespace hardtack::report {
namespace {

constexpr int64_t kLeast = std::numeric_limits<int64_t>::min();
constexpr int64_t kMost = std::numeric_limits<int64_t>::max();

TEST_CASE("how long something still lasts, in its two largest units") {
  CHECK(ExpiryText(std::nullopt, 0) == "never");
  CHECK(ExpiryText(1, 0) == "in 1s");
  CHECK(ExpiryText(59, 0) == "in 59s");
  CHECK(ExpiryText(60, 0) == "in 1m");
  CHECK(ExpiryText(61, 0) == "in 1m 1s");
  CHECK(ExpiryText(3'600, 0) == "in 1h");
  CHECK(ExpiryText(3'601, 0) == "in 1h");
  CHECK(ExpiryText(8 * 3'600 - 1, 0) == "in 7h 59m");
  CHECK(ExpiryText(86'400 + 3'600, 0) == "in 1d 1h");
  CHECK(ExpiryText(86'400 + 60, 0) == "in 1d");
}

TEST_CASE("the moment of expiry is expired") {
  CHECK(ExpiryText(100, 99) == "in 1s");
  CHECK(ExpiryText(100, 100) == "expired just now");
  CHECK(ExpiryText(100, 105) == "expired 5s ago");
}

TEST_CASE("the whole range of integers is told without overflow") {
  CHECK(ExpiryText(kMost, kLeast) == "in 213503982334601d 7h");
  CHECK(ExpiryText(kLeast, kMost) == "expired 213503982334601d 7h ago");
}

}  // namespace
}  // namespace hardtack::report

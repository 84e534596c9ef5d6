// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/json_difference.h"

#include <cstdint>
#include <string>

#include <boost/json/parse.hpp>

#include "doctest/doctest.h"

namespace hardtack::conformance {
namespace {

namespace json = boost::json;

std::string Difference(const char* expected, const char* actual) {
  return JsonDifference(json::parse(expected), json::parse(actual)).value_or("equal");
}

TEST_CASE("equal JSON has no difference, whatever the order of members") {
  CHECK(Difference(R"({"a": [1, null], "b": {}})", R"({"b": {}, "a": [1, null]})") == "equal");
}

TEST_CASE("integers compare by value, signed or not") {
  CHECK(!JsonDifference(json::value(int64_t{7}), json::value(uint64_t{7})).has_value());
  CHECK(JsonDifference(json::value(int64_t{-1}), json::value(UINT64_MAX)).has_value());
}

TEST_CASE("a difference names its path and both sides") {
  CHECK(Difference(R"({"a": {"b": [1, 2]}})", R"({"a": {"b": [1, 3]}})") == "/a/b/1: expected 2, got 3");
  CHECK(Difference(R"({"a": 1})", R"({})") == "/a: expected 1, got nothing");
  CHECK(Difference(R"({})", R"({"a": 1})") == "/a: expected nothing, got 1");
  CHECK(Difference(R"([1])", R"([1, 2])") == ": expected [1], got [1,2]");
  CHECK(Difference(R"([1, 2])", R"([2, 1])") == "/0: expected 1, got 2");
  CHECK(Difference(R"({"a": null})", R"({"a": []})") == "/a: expected null, got []");
  CHECK(Difference(R"("1")", "1") == ": expected \"1\", got 1");
}

}  // namespace
}  // namespace hardtack::conformance

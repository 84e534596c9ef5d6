// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Comparison of JSON values. Tested by json_difference_test.cc.

#include "tests/conformance/json_difference.h"

#include <algorithm>

#include <boost/json/serialize.hpp>

namespace hardtack::conformance {
namespace {

namespace json = boost::json;

std::string Differ(const std::string& path, const std::string& expected, const std::string& actual) {
  return path + ": expected " + expected + ", got " + actual;
}

std::optional<std::string> ObjectDifference(const json::object& expected, const json::object& actual,
                                            const std::string& path) {
  for (const auto& [key, value] : expected) {
    const std::string member = path + "/" + std::string(key);
    const json::value* found = actual.if_contains(key);
    if (found == nullptr) return Differ(member, json::serialize(value), "nothing");
    if (auto difference = JsonDifference(value, *found, member)) return difference;
  }
  for (const auto& [key, value] : actual) {
    if (!expected.contains(key)) return Differ(path + "/" + std::string(key), "nothing", json::serialize(value));
  }
  return std::nullopt;
}

std::optional<std::string> ArrayDifference(const json::array& expected, const json::array& actual,
                                           const std::string& path) {
  for (size_t i = 0; i < std::min(expected.size(), actual.size()); ++i) {
    if (auto difference = JsonDifference(expected[i], actual[i], path + "/" + std::to_string(i))) return difference;
  }
  if (expected.size() == actual.size()) return std::nullopt;
  return Differ(path, json::serialize(expected), json::serialize(actual));
}

}  // namespace

std::optional<std::string> JsonDifference(const json::value& expected, const json::value& actual,
                                          const std::string& path) {
  if (expected.is_object() && actual.is_object()) {
    return ObjectDifference(expected.get_object(), actual.get_object(), path);
  }
  if (expected.is_array() && actual.is_array()) return ArrayDifference(expected.get_array(), actual.get_array(), path);
  if (expected == actual) return std::nullopt;
  return Differ(path, json::serialize(expected), json::serialize(actual));
}

}  // namespace hardtack::conformance

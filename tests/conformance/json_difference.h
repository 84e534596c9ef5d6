// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The first place where two JSON values differ, for messages that a person can use.

#ifndef HARDTACK_TESTS_CONFORMANCE_JSON_DIFFERENCE_H_
#define HARDTACK_TESTS_CONFORMANCE_JSON_DIFFERENCE_H_

#include <optional>
#include <string>

#include <boost/json/value.hpp>

namespace hardtack::conformance {

// "PATH: expected X, got Y"; nullopt when the values are equal. Arrays are ordered, objects are not, a member that only
// one side has is a difference, and integers compare by value whatever their representation.
std::optional<std::string> JsonDifference(const boost::json::value& expected, const boost::json::value& actual,
                                          const std::string& path = "");

}  // namespace hardtack::conformance

#endif  // HARDTACK_TESTS_CONFORMANCE_JSON_DIFFERENCE_H_

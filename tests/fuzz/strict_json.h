// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A second opinion on what a JSON text is, written from the RFCs and sharing nothing with the parser that the authority
// uses.
//
// RFC 8259; RFC 7493 (I-JSON), section 2.3; RFC 3629.

#ifndef HARDTACK_TESTS_FUZZ_STRICT_JSON_H_
#define HARDTACK_TESTS_FUZZ_STRICT_JSON_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace hardtack::fuzz {

enum class JsonKind : uint8_t { kText, kInteger, kOtherNumber, kBoolean, kNull, kArray, kObject };

struct JsonMember {
  JsonKind kind = JsonKind::kNull;
  std::string text;  // of a text, without its escapes
};

struct JsonObject {
  std::map<std::string, JsonMember> members;  // of the outermost object
  bool has_large_exponent = false;            // some number has one of four digits or more: parsers may give up
};

// `text` as an object; nullopt: it is none, is deeper than `max_depth` arrays and objects, or has a name twice in one
// object. An integer is a number without fraction and exponent that an int64_t holds. Log-linear.
std::optional<JsonObject> ReadStrictJson(std::string_view text, size_t max_depth);

}  // namespace hardtack::fuzz

#endif  // HARDTACK_TESTS_FUZZ_STRICT_JSON_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A TOML document as values that know where they stand, so that whoever does not like one can say so. toml++ stays behind
// it.
//
// TOML 1.0.0, https://toml.io/en/v1.0.0

#ifndef HARDTACK_AUTHORITY_TOML_VALUE_H_
#define HARDTACK_AUTHORITY_TOML_VALUE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "hardtack/authority/policy_fault.h"

namespace hardtack::authority {

struct TomlMember;

struct TomlValue {
  using Array = std::vector<TomlValue>;
  using Table = std::vector<TomlMember>;  // in the order of the document
  // Dates and fractions, for which no policy has a use, are `monostate`.
  std::variant<std::monostate, std::string, int64_t, bool, Array, Table> content;
  Place place;
};

struct TomlMember {
  std::string key;
  Place place;  // of the key
  TomlValue value;
};

// What a value is, in the words of TOML: "a string".
std::string_view TypeOf(const TomlValue& value);

// The document's table. What is no TOML is one fault and an empty table. Linear in the text; nesting is bounded by
// toml++, at 256.
TomlValue::Table ParseToml(std::string_view text, const std::string& file, Faults& faults);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_TOML_VALUE_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// ParseToml, the only place that knows toml++. Tested by tests/authority/policy_reader_test.cc.

#include "hardtack/authority/toml_value.h"

#include <algorithm>

#include <toml++/toml.h>

namespace hardtack::authority {
namespace {

Place PlaceOf(const toml::source_region& region) {
  return {static_cast<uint32_t>(std::max<toml::source_index>(region.begin.line, 1)),
          static_cast<uint32_t>(std::max<toml::source_index>(region.begin.column, 1))};
}

TomlValue ToValue(const toml::node& node);

TomlValue::Table ToTable(const toml::table& table) {
  TomlValue::Table members;
  for (const auto& [key, node] : table)
    members.push_back({std::string(key.str()), PlaceOf(key.source()), ToValue(node)});
  // toml++ sorts by name.
  std::ranges::stable_sort(members, [](const TomlMember& a, const TomlMember& b) {
    return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
  });
  return members;
}

TomlValue ToValue(const toml::node& node) {
  TomlValue value;
  value.place = PlaceOf(node.source());
  if (const auto* text = node.as_string()) {
    value.content = text->get();
  } else if (const auto* integer = node.as_integer()) {
    value.content = integer->get();
  } else if (const auto* boolean = node.as_boolean()) {
    value.content = boolean->get();
  } else if (const auto* array = node.as_array()) {
    TomlValue::Array elements;
    for (const toml::node& element : *array) elements.push_back(ToValue(element));
    value.content = std::move(elements);
  } else if (const auto* table = node.as_table()) {
    value.content = ToTable(*table);
  }
  return value;
}

}  // namespace

std::string_view TypeOf(const TomlValue& value) {
  constexpr std::string_view kKinds[] = {
      "a date or a fraction", "a string", "an integer", "a boolean", "an array", "a table"};
  return kKinds[value.content.index()];
}

TomlValue::Table ParseToml(std::string_view text, const std::string& file, Faults& faults) {
  try {
    return ToTable(toml::parse(text, file));
  } catch (const toml::parse_error& error) {
    faults.Add(file, PlaceOf(error.source()), std::string(error.description()));
    return {};
  }
}

}  // namespace hardtack::authority

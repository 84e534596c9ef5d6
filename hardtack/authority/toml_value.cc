// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// ParseToml, the only place that knows toml++. Tested by tests/authority/policy_reader_test.cc.

#include "hardtack/authority/toml_value.h"

#include <algorithm>

#include "hardtack/engine/name.h"

// toml++ 3.3 takes some bytes that cannot start a key for impossible, `[[[` among them: it asserts that they are not there,
// or, without assertions, goes on as if they were not. Here that ends the reading as any other error does.
namespace hardtack::authority {
struct NotToml {};
[[noreturn]] static void Refuse() { throw NotToml(); }
}  // namespace hardtack::authority
#undef NDEBUG
#define TOML_ASSERT(condition) ((condition) ? void() : hardtack::authority::Refuse())
#include <toml++/toml.h>

namespace hardtack::authority {
namespace {

Place PlaceOf(const toml::source_region& region) {
  return {static_cast<uint32_t>(std::max<toml::source_index>(region.begin.line, 1)),
          static_cast<uint32_t>(std::max<toml::source_index>(region.begin.column, 1))};
}

Place PlaceAt(std::string_view text, size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const size_t line = before.rfind('\n') + 1;  // 0 when there is none
  return {static_cast<uint32_t>(std::ranges::count(before, '\n') + 1), static_cast<uint32_t>(offset - line + 1)};
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
  // Which toml++ relies on.
  if (const size_t end = engine::WellFormedPrefix(text); end < text.size()) {
    faults.Add(file, PlaceAt(text, end), "the file is not UTF-8");
    return {};
  }
  try {
    return ToTable(toml::parse(text, file));
  } catch (const toml::parse_error& error) {
    faults.Add(file, PlaceOf(error.source()), std::string(error.description()));
    return {};
  } catch (const NotToml&) {
    faults.Add(file, {}, "somewhere in this file stands a key or a header that is not TOML, such as `[[[`");
    return {};
  }
}

}  // namespace hardtack::authority

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// TableReader. Tested by tests/authority/policy_reader_test.cc.

#include "hardtack/authority/table_reader.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hardtack::authority {
namespace {

// Units of a lifetime. A century is more than anybody means.
constexpr int64_t kLongest = int64_t{100} * 365 * 86'400;

std::optional<int64_t> SecondsOf(std::string_view text) {
  int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || number < 1 || number > kLongest) return std::nullopt;
  const std::string_view unit = text.substr(static_cast<size_t>(end - text.data()));
  const int64_t seconds = unit == "s" || unit.empty() ? 1
                          : unit == "m"               ? 60
                          : unit == "h"               ? 3600
                          : unit == "d"               ? 86'400
                                                      : 0;
  if (seconds == 0 || number > kLongest / seconds) return std::nullopt;
  return number * seconds;
}

}  // namespace

TableReader::~TableReader() {
  for (const TomlMember& member : table_) {
    if (std::ranges::find(known_, member.key) != known_.end()) continue;
    Fault(member.place, fmt::format("{} has no \"{}\"; it may have {}", what_, member.key, fmt::join(known_, ", ")));
  }
}

const TomlValue* TableReader::Find(std::string_view key) {
  known_.push_back(key);
  const auto member = std::ranges::find(table_, key, &TomlMember::key);
  return member == table_.end() ? nullptr : &member->value;
}

bool TableReader::Has(std::string_view key) const {
  return std::ranges::find(table_, key, &TomlMember::key) != table_.end();
}

const TomlValue* TableReader::Need(std::string_view key) {
  const TomlValue* value = Find(key);
  if (value == nullptr) Fault(place_, fmt::format("{} needs \"{}\"", what_, key));
  return value;
}

template <typename T>
const T* TableReader::As(const TomlValue* value, std::string_view key, std::string_view expected) {
  if (value == nullptr) return nullptr;
  const T* content = std::get_if<T>(&value->content);
  if (content == nullptr) {
    Fault(value->place, fmt::format("\"{}\" of {} is {}, expected {}", key, what_, TypeOf(*value), expected));
  }
  return content;
}

std::optional<PlacedText> TableReader::Text(std::string_view key) {
  const TomlValue* value = Find(key);
  const auto* text = As<std::string>(value, key, "a string");
  if (text == nullptr) return std::nullopt;
  return PlacedText{*text, value->place};
}

std::optional<PlacedText> TableReader::NeedText(std::string_view key) {
  const TomlValue* value = Need(key);
  const auto* text = As<std::string>(value, key, "a string");
  if (text == nullptr) return std::nullopt;
  return PlacedText{*text, value->place};
}

std::vector<PlacedText> TableReader::TextsOf(const TomlValue* value, std::string_view key) {
  std::vector<PlacedText> texts;
  const auto* array = As<TomlValue::Array>(value, key, "an array of strings");
  if (array == nullptr) return texts;
  for (const TomlValue& element : *array) {
    if (const auto* text = As<std::string>(&element, key, "an array of strings"))
      texts.push_back({*text, element.place});
  }
  return texts;
}

std::vector<PlacedText> TableReader::Texts(std::string_view key) { return TextsOf(Find(key), key); }

std::vector<PlacedText> TableReader::NeedTexts(std::string_view key) {
  const TomlValue* value = Need(key);
  const auto* array = value == nullptr ? nullptr : std::get_if<TomlValue::Array>(&value->content);
  if (array != nullptr && array->empty()) {
    Fault(value->place, fmt::format("\"{}\" of {} is empty", key, what_));
  }
  return TextsOf(value, key);
}

std::optional<int64_t> TableReader::Integer(std::string_view key, int64_t least, int64_t most) {
  const TomlValue* value = Find(key);
  const auto* number = As<int64_t>(value, key, "an integer");
  if (number == nullptr) return std::nullopt;
  if (*number < least || *number > most) {
    Fault(value->place, fmt::format("\"{}\" of {} is {}, expected {} to {}", key, what_, *number, least, most));
    return std::nullopt;
  }
  return *number;
}

std::optional<int64_t> TableReader::Duration(std::string_view key) {
  const TomlValue* value = Find(key);
  if (value == nullptr) return std::nullopt;
  std::optional<int64_t> seconds;
  if (const auto* text = std::get_if<std::string>(&value->content)) seconds = SecondsOf(*text);
  if (const auto* number = std::get_if<int64_t>(&value->content)) seconds = SecondsOf(std::to_string(*number));
  if (!seconds.has_value()) {
    Fault(value->place, fmt::format("\"{}\" of {} is no lifetime: seconds, or a text like 30m, 8h, 1d", key, what_));
  }
  return seconds;
}

void TableReader::Table(std::string_view key, const std::string& what, const std::function<void(TableReader&)>& read) {
  const TomlValue* value = Find(key);
  const auto* table = As<TomlValue::Table>(value, key, "a table");
  if (table == nullptr) return;
  TableReader below(*table, value->place, what, file_, faults_);
  read(below);
}

void TableReader::Tables(std::string_view key, const std::string& what, const std::function<void(TableReader&)>& read) {
  const auto* array = As<TomlValue::Array>(Find(key), key, "an array of tables");
  if (array == nullptr) return;
  for (const TomlValue& element : *array) {
    const auto* table = As<TomlValue::Table>(&element, key, "an array of tables");
    if (table == nullptr) continue;
    TableReader below(*table, element.place, what, file_, faults_);
    read(below);
  }
}

void TableReader::Named(std::string_view key, const std::string& what,
                        const std::function<void(const PlacedText&, TableReader&)>& read) {
  const auto* table = As<TomlValue::Table>(Find(key), key, "a table");
  if (table == nullptr) return;
  for (const TomlMember& member : *table) {
    const auto* named = As<TomlValue::Table>(&member.value, member.key, "a table");
    if (named == nullptr) continue;
    TableReader below(*named, member.place, what, file_, faults_);
    read({member.key, member.place}, below);
  }
}

}  // namespace hardtack::authority

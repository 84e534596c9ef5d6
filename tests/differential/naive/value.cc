// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Values and their conversion from and to terms of the syntax. Tested by naive_test.cc.

#include "tests/differential/naive/value.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>
#include <variant>

namespace hardtack::naive {
namespace {

std::vector<Value> FromTerms(const std::vector<engine::Term>& terms) {
  std::vector<Value> values;
  for (const engine::Term& term : terms) values.push_back(FromTerm(term));
  return values;
}

std::vector<engine::Term> ToTerms(const std::vector<Value>& values) {
  std::vector<engine::Term> terms;
  for (const Value& value : values) terms.push_back(ToTerm(value));
  return terms;
}

Value FromMap(const engine::Map& map) {
  std::vector<Value> entries;
  for (const engine::MapEntry& entry : map.entries) {
    const int64_t* integer = std::get_if<int64_t>(&entry.key);
    Value key = integer ? Integer(*integer) : String(std::get<std::string>(entry.key));
    entries.push_back(Array({key, FromTerm(entry.value)}));
  }
  return MapOf(entries);
}

engine::Term ToMap(const Value& value) {
  engine::Map map;
  for (const Value& entry : value.parts) {
    const Value& key = entry.parts[0];
    engine::MapKey map_key = key.text;
    if (key.kind == Kind::kInteger) map_key = key.integer;
    map.entries.push_back({map_key, ToTerm(entry.parts[1])});
  }
  return engine::Term(std::move(map));
}

}  // namespace

bool Value::operator==(const Value& other) const { return (*this <=> other) == 0; }

std::strong_ordering Value::operator<=>(const Value& other) const {
  auto scalars =
      std::tie(kind, integer, seconds, text) <=> std::tie(other.kind, other.integer, other.seconds, other.text);
  if (scalars != 0) return scalars;
  return std::lexicographical_compare_three_way(parts.begin(), parts.end(), other.parts.begin(), other.parts.end());
}

Value Integer(int64_t integer) { return Value{Kind::kInteger, integer, 0, {}, {}}; }
Value String(std::string text) { return Value{Kind::kString, 0, 0, std::move(text), {}}; }
Value Bool(bool truth) { return Value{Kind::kBool, truth, 0, {}, {}}; }
Value Array(std::vector<Value> elements) { return Value{Kind::kArray, 0, 0, {}, std::move(elements)}; }

Value SetOf(std::vector<Value> members) {
  std::sort(members.begin(), members.end());
  members.erase(std::unique(members.begin(), members.end()), members.end());
  return Value{Kind::kSet, 0, 0, {}, std::move(members)};
}

Value MapOf(std::vector<Value> entries) {
  std::map<Value, Value> by_key;
  for (const Value& entry : entries) by_key.insert_or_assign(entry.parts[0], entry);
  Value map{Kind::kMap, 0, 0, {}, {}};
  for (const auto& [key, entry] : by_key) map.parts.push_back(entry);
  return map;
}

Value FromTerm(const engine::Term& term) {
  if (auto* variable = term.As<engine::Variable>()) return Value{Kind::kVariable, 0, 0, variable->name, {}};
  if (auto* integer = term.As<int64_t>()) return Integer(*integer);
  if (auto* text = term.As<std::string>()) return String(*text);
  if (auto* date = term.As<engine::Date>()) return Value{Kind::kDate, 0, date->seconds, {}, {}};
  if (auto* bytes = term.As<engine::Bytes>()) return Value{Kind::kBytes, 0, 0, bytes->data, {}};
  if (auto* truth = term.As<bool>()) return Bool(*truth);
  if (auto* set = term.As<engine::Set>()) return SetOf(FromTerms(set->members));
  if (auto* array = term.As<engine::Array>()) return Array(FromTerms(array->elements));
  if (auto* map = term.As<engine::Map>()) return FromMap(*map);
  return Value{};
}

engine::Term ToTerm(const Value& value) {
  switch (value.kind) {
    case Kind::kVariable: return engine::VariableTerm(value.text);
    case Kind::kInteger: return engine::IntegerTerm(value.integer);
    case Kind::kString: return engine::StringTerm(value.text);
    case Kind::kDate: return engine::DateTerm(value.seconds);
    case Kind::kBytes: return engine::BytesTerm(value.text);
    case Kind::kBool: return engine::BoolTerm(value.integer != 0);
    case Kind::kSet: return engine::Term(engine::Set{ToTerms(value.parts)});
    case Kind::kNull: return engine::NullTerm();
    case Kind::kArray: return engine::Term(engine::Array{ToTerms(value.parts)});
    case Kind::kMap: return ToMap(value);
  }
  return engine::NullTerm();
}

bool IsTrue(const Value& value) { return value == Bool(true); }

bool IsGround(const Value& value) {
  return value.kind != Kind::kVariable && std::all_of(value.parts.begin(), value.parts.end(), IsGround);
}

}  // namespace hardtack::naive

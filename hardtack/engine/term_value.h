// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// From a term to its value, for whatever gives ids: an Interner or a TermTableBuilder. Internal to the engine.

#ifndef HARDTACK_ENGINE_TERM_VALUE_H_
#define HARDTACK_ENGINE_TERM_VALUE_H_

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "hardtack/engine/ast.h"
#include "hardtack/engine/value.h"

namespace hardtack::engine {

// `Ids` makes values: Integer(i), Date(seconds), String(text), Bytes(data), and of values Set, Array and Map (keys and
// values in turn); memory() is for what is needed on the way.
template <typename Ids>
class TermReader {
 public:
  explicit TermReader(Ids& ids) : ids_(ids) {}

  // nullopt if `term` holds a variable or more than `max_nesting` levels of composites.
  std::optional<Value> Read(const Term& term, size_t max_nesting) {
    if (const auto* i = term.As<int64_t>()) return ids_.Integer(*i);
    if (const auto* s = term.As<std::string>()) return ids_.String(*s);
    if (const auto* d = term.As<Date>()) return ids_.Date(d->seconds);
    if (const auto* b = term.As<Bytes>()) return ids_.Bytes(b->data);
    if (const auto* b = term.As<bool>()) return Value::Bool(*b);
    if (term.Is<Null>()) return Value::Null();
    if (term.Is<Variable>() || max_nesting == 0) return std::nullopt;
    Values values(ids_.memory());
    if (const auto* set = term.As<Set>()) {
      return ReadAll(set->members, max_nesting - 1, values) ? std::optional(ids_.Set(values)) : std::nullopt;
    }
    if (const auto* array = term.As<Array>()) {
      return ReadAll(array->elements, max_nesting - 1, values) ? std::optional(ids_.Array(values)) : std::nullopt;
    }
    const auto* map = term.As<Map>();
    return ReadEntries(*map, max_nesting - 1, values) ? std::optional(ids_.Map(values)) : std::nullopt;
  }

 private:
  using Values = std::pmr::vector<Value>;

  // Appends to `values`; false: one of the terms has no value.
  bool ReadAll(const std::vector<Term>& terms, size_t max_nesting, Values& values) {
    values.reserve(terms.size());
    for (const Term& term : terms) {
      const std::optional<Value> value = Read(term, max_nesting);
      if (!value.has_value()) return false;
      values.push_back(*value);
    }
    return true;
  }

  bool ReadEntries(const Map& map, size_t max_nesting, Values& values) {
    values.reserve(2 * map.entries.size());
    for (const MapEntry& entry : map.entries) {
      const auto* number = std::get_if<int64_t>(&entry.key);
      const std::optional<Value> value = Read(entry.value, max_nesting);
      if (!value.has_value()) return false;
      values.push_back(number != nullptr ? ids_.Integer(*number) : ids_.String(std::get<std::string>(entry.key)));
      values.push_back(*value);
    }
    return true;
  }

  Ids& ids_;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_TERM_VALUE_H_

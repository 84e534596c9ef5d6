// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Terms to bytes. Tested by tests/wire/collections_test.cc and block_codec_test.cc.

#include "hardtack/wire/term_encoder.h"

#include <string>
#include <type_traits>
#include <variant>

#include "hardtack/wire/collections.h"

namespace hardtack::wire {
namespace {

bool IsCollection(const engine::Term& term) {
  return term.Is<engine::Set>() || term.Is<engine::Array>() || term.Is<engine::Map>();
}

void WriteMapKey(Builder<MapKeyField>& message, const engine::MapKey& key, SymbolTable& symbols) {
  if (const auto* text = std::get_if<std::string>(&key)) {
    message.add_uint64(MapKeyField::kString, symbols.Insert(*text));
  } else {
    message.add_int64(MapKeyField::kInteger, std::get<int64_t>(key));
  }
}

}  // namespace

// The reference keeps sets and maps sorted by text until it interns them, and sorted by id from then on: symbols are
// numbered in the first order and written in the second.
void TermEncoder::WriteTerm(Builder<TermField>& message, const engine::Term& term) {
  if (!IsCollection(term)) return WriteCanonical(message, term);
  InsertSymbols(engine::TermOrder().Canonical(term));
  WriteCanonical(message, OrderById(symbols_).Canonical(term));
}

void TermEncoder::WriteCanonical(Builder<TermField>& message, const engine::Term& term) {
  std::visit(
      [&]<typename T>(const T& value) {
        if constexpr (std::is_same_v<T, engine::Variable>) {
          message.add_uint32(TermField::kVariable, static_cast<uint32_t>(WriteSymbol(value.name)));
        } else if constexpr (std::is_same_v<T, int64_t>) {
          message.add_int64(TermField::kInteger, value);
        } else if constexpr (std::is_same_v<T, std::string>) {
          message.add_uint64(TermField::kString, WriteSymbol(value));
        } else if constexpr (std::is_same_v<T, engine::Date>) {
          message.add_uint64(TermField::kDate, value.seconds);
        } else if constexpr (std::is_same_v<T, engine::Bytes>) {
          message.add_bytes(TermField::kBytes, value.data);
        } else if constexpr (std::is_same_v<T, bool>) {
          message.add_bool(TermField::kBool, value);
        } else if constexpr (std::is_same_v<T, engine::Null>) {
          message.add_message(TermField::kNull, std::string_view());
        } else if constexpr (std::is_same_v<T, engine::Set>) {
          AddMessage<TermSetField>(message, TermField::kSet, !value.members.empty(),
                                   [&](auto& m) { WriteSet(m, value); });
        } else if constexpr (std::is_same_v<T, engine::Array>) {
          AddMessage<ArrayField>(message, TermField::kArray, !value.elements.empty(),
                                 [&](auto& m) { WriteArray(m, value); });
        } else {
          static_assert(std::is_same_v<T, engine::Map>);
          AddMessage<MapField>(message, TermField::kMap, !value.entries.empty(), [&](auto& m) { WriteMap(m, value); });
        }
      },
      term.value);
}

void TermEncoder::WriteSet(Builder<TermSetField>& message, const engine::Set& set) {
  CheckSet(set);
  for (const engine::Term& member : set.members) {
    AddMessage<TermField>(message, TermSetField::kSet, true, [&](auto& m) { WriteCanonical(m, member); });
  }
}

void TermEncoder::WriteArray(Builder<ArrayField>& message, const engine::Array& array) {
  for (const engine::Term& element : array.elements) {
    AddMessage<TermField>(message, ArrayField::kArray, true, [&](auto& m) { WriteCanonical(m, element); });
  }
}

void TermEncoder::WriteMap(Builder<MapField>& message, const engine::Map& map) {
  for (const engine::MapEntry& entry : map.entries) {
    AddMessage<MapEntryField>(message, MapField::kEntries, true, [&](auto& m) {
      AddMessage<MapKeyField>(m, MapEntryField::kKey, true, [&](auto& key) { WriteMapKey(key, entry.key, symbols_); });
      AddMessage<TermField>(m, MapEntryField::kValue, true, [&](auto& value) { WriteCanonical(value, entry.value); });
    });
  }
}

void TermEncoder::InsertSymbols(const engine::Term& term) {
  if (const auto* text = term.As<std::string>()) WriteSymbol(*text);
  if (const auto* variable = term.As<engine::Variable>()) WriteSymbol(variable->name);
  if (const auto* set = term.As<engine::Set>()) {
    for (const engine::Term& member : set->members) InsertSymbols(member);
  }
  if (const auto* array = term.As<engine::Array>()) {
    for (const engine::Term& element : array->elements) InsertSymbols(element);
  }
  if (const auto* map = term.As<engine::Map>()) {
    for (const engine::MapEntry& entry : map->entries) {
      if (const auto* text = std::get_if<std::string>(&entry.key)) WriteSymbol(*text);
      InsertSymbols(entry.value);
    }
  }
}

}  // namespace hardtack::wire

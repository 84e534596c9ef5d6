// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Sums take no account of order. Tested by tests/parser/literals_test.cc.

#include "hardtack/parser/term_hash.h"

#include <numeric>
#include <type_traits>
#include <variant>
#include <vector>

#include "absl/hash/hash.h"

namespace hardtack::parser {
namespace {

using engine::MapEntry;
using engine::Term;

enum class Kind : char { kArray, kSet, kMap, kEntry };

size_t HashInAnyOrder(Kind kind, std::span<const size_t> hashes) {
  return absl::HashOf(kind, hashes.size(), std::accumulate(hashes.begin(), hashes.end(), size_t{0}));
}

template <typename List, typename F>
std::vector<size_t> HashesOf(const List& list, const F& hash_of) {
  std::vector<size_t> hashes;
  hashes.reserve(list.size());
  for (const auto& element : list) hashes.push_back(hash_of(element));
  return hashes;
}

size_t HashOfTerm(const Term& term) { return HashOf(term); }

}  // namespace

size_t HashOf(const Term& term) {
  const size_t kind = term.value.index();
  return std::visit(
      [kind]<typename T>(const T& value) -> size_t {
        if constexpr (std::is_same_v<T, engine::Array>) {
          return HashOfArray(HashesOf(value.elements, &HashOfTerm));
        } else if constexpr (std::is_same_v<T, engine::Set>) {
          return HashOfSet(HashesOf(value.members, &HashOfTerm));
        } else if constexpr (std::is_same_v<T, engine::Map>) {
          return HashOfMap(HashesOf(
              value.entries, [](const MapEntry& entry) { return HashOfEntry(entry.key, HashOf(entry.value)); }));
        } else if constexpr (std::is_same_v<T, engine::Variable>) {
          return absl::HashOf(kind, value.name);
        } else if constexpr (std::is_same_v<T, engine::Date>) {
          return absl::HashOf(kind, value.seconds);
        } else if constexpr (std::is_same_v<T, engine::Bytes>) {
          return absl::HashOf(kind, value.data);
        } else if constexpr (std::is_same_v<T, engine::Null>) {
          return absl::HashOf(kind, 0);
        } else {
          return absl::HashOf(kind, value);  // integers, strings and booleans
        }
      },
      term.value);
}

size_t HashOfArray(std::span<const size_t> elements) {
  size_t hash = absl::HashOf(Kind::kArray, elements.size());
  for (const size_t element : elements) hash = absl::HashOf(hash, element);
  return hash;
}

size_t HashOfSet(std::span<const size_t> members) { return HashInAnyOrder(Kind::kSet, members); }

size_t HashOfEntry(const engine::MapKey& key, size_t value) { return absl::HashOf(Kind::kEntry, key, value); }

size_t HashOfMap(std::span<const size_t> entries) { return HashInAnyOrder(Kind::kMap, entries); }

}  // namespace hardtack::parser

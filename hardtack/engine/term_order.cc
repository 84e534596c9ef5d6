// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Canonical terms are compared member by member; sets and maps inside are sorted first, from the innermost out.
// Tested by tests/engine/term_order_test.cc.

#include "hardtack/engine/term_order.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <type_traits>
#include <utility>
#include <variant>

namespace hardtack::engine {
namespace {

template <typename T, typename CompareElements>
std::strong_ordering CompareLists(const std::vector<T>& a, const std::vector<T>& b, CompareElements compare) {
  return std::lexicographical_compare_three_way(a.begin(), a.end(), b.begin(), b.end(), compare);
}

// Keeps those elements of `list` whose flag is set, in their order.
template <typename T>
void KeepFlagged(std::vector<T>& list, const std::vector<bool>& keep) {
  size_t kept = 0;
  for (size_t i = 0; i < list.size(); ++i) {
    if (!keep[i]) continue;
    if (kept != i) list[kept] = std::move(list[i]);
    ++kept;
  }
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(kept), list.end());
}

// The positions 0 to `size` - 1, sorted by `compare(i, j)`; equal ones stay in their order.
template <typename CompareAt>
std::vector<size_t> SortedPositions(size_t size, CompareAt compare) {
  std::vector<size_t> positions(size);
  std::iota(positions.begin(), positions.end(), size_t{0});
  std::stable_sort(positions.begin(), positions.end(), [&](size_t i, size_t j) { return compare(i, j) < 0; });
  return positions;
}

}  // namespace

Term TermOrder::Canonical(const Term& term) const {
  if (const auto* array = term.As<Array>()) {
    Array canonical;
    canonical.elements.reserve(array->elements.size());
    for (const Term& element : array->elements) canonical.elements.push_back(Canonical(element));
    return Term(std::move(canonical));
  }
  if (const auto* set = term.As<Set>()) {
    Set canonical;
    canonical.members.reserve(set->members.size());
    for (const Term& member : set->members) canonical.members.push_back(Canonical(member));
    std::stable_sort(canonical.members.begin(), canonical.members.end(),
                     [this](const Term& a, const Term& b) { return Compare(a, b) < 0; });
    const auto end = std::unique(canonical.members.begin(), canonical.members.end());
    canonical.members.erase(end, canonical.members.end());
    return Term(std::move(canonical));
  }
  if (const auto* map = term.As<Map>()) {
    Map canonical;
    canonical.entries.reserve(map->entries.size());
    for (const MapEntry& entry : map->entries) canonical.entries.push_back({entry.key, Canonical(entry.value)});
    RemoveDuplicates(canonical.entries);
    std::sort(canonical.entries.begin(), canonical.entries.end(),
              [this](const MapEntry& a, const MapEntry& b) { return Compare(a.key, b.key) < 0; });
    return Term(std::move(canonical));
  }
  return term;
}

void TermOrder::RemoveDuplicates(std::vector<Term>& members) const {
  if (members.size() < 2) return;
  std::vector<Term> canonical;  // of collections; other members are canonical as they are
  const bool collections =
      std::any_of(members.begin(), members.end(), [](const Term& t) { return t.Is<Array>() || t.Is<Map>(); });
  if (collections) {
    canonical.reserve(members.size());
    for (const Term& member : members) canonical.push_back(Canonical(member));
  }
  const std::vector<Term>& keys = collections ? canonical : members;
  const auto compare = [&](size_t i, size_t j) { return Compare(keys[i], keys[j]); };
  const std::vector<size_t> positions = SortedPositions(members.size(), compare);
  std::vector<bool> keep(members.size(), true);
  for (size_t k = 1; k < positions.size(); ++k) keep[positions[k]] = compare(positions[k - 1], positions[k]) != 0;
  KeepFlagged(members, keep);
}

void TermOrder::RemoveDuplicates(std::vector<MapEntry>& entries) const {
  if (entries.size() < 2) return;
  const auto compare = [&](size_t i, size_t j) { return Compare(entries[i].key, entries[j].key); };
  const std::vector<size_t> positions = SortedPositions(entries.size(), compare);
  std::vector<bool> keep(entries.size(), true);
  for (size_t k = 1; k < positions.size(); ++k) keep[positions[k - 1]] = compare(positions[k - 1], positions[k]) != 0;
  KeepFlagged(entries, keep);
}

std::strong_ordering TermOrder::Compare(const Term& a, const Term& b) const {
  if (a.value.index() != b.value.index()) return a.value.index() <=> b.value.index();
  return std::visit(
      [&]<typename T>(const T& left) -> std::strong_ordering {
        const T& right = std::get<T>(b.value);
        if constexpr (std::is_same_v<T, Variable>)
          return Compare(left.name, right.name);
        else if constexpr (std::is_same_v<T, std::string>)
          return Compare(left, right);
        else if constexpr (std::is_same_v<T, Date>)
          return left.seconds <=> right.seconds;
        else if constexpr (std::is_same_v<T, Bytes>)
          return left.data <=> right.data;
        else if constexpr (std::is_same_v<T, Null>)
          return std::strong_ordering::equal;
        else if constexpr (std::is_same_v<T, Map>)
          return CompareLists(left.entries, right.entries,
                              [this](const MapEntry& x, const MapEntry& y) { return Compare(x, y); });
        else if constexpr (std::is_same_v<T, Set>)
          return CompareLists(left.members, right.members,
                              [this](const Term& x, const Term& y) { return Compare(x, y); });
        else if constexpr (std::is_same_v<T, Array>)
          return CompareLists(left.elements, right.elements,
                              [this](const Term& x, const Term& y) { return Compare(x, y); });
        else
          return left <=> right;  // integers and booleans
      },
      a.value);
}

std::strong_ordering TermOrder::Compare(const MapKey& a, const MapKey& b) const {
  if (a.index() != b.index()) return a.index() <=> b.index();
  if (const auto* text = std::get_if<std::string>(&a)) return Compare(*text, std::get<std::string>(b));
  return std::get<int64_t>(a) <=> std::get<int64_t>(b);
}

std::strong_ordering TermOrder::Compare(const MapEntry& a, const MapEntry& b) const {
  const std::strong_ordering keys = Compare(a.key, b.key);
  return keys != 0 ? keys : Compare(a.value, b.value);
}

std::strong_ordering TermOrder::Compare(const std::string& a, const std::string& b) const {
  if (rank_ == nullptr) return a <=> b;
  return rank_(a) <=> rank_(b);
}

}  // namespace hardtack::engine

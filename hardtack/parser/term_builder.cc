// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Tested by tests/parser/parser_test.cc and, for each failure, tests/parser/errors_test.cc.

#include "hardtack/parser/term_builder.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <span>
#include <string>
#include <utility>

#include "hardtack/engine/term_order.h"
#include "hardtack/parser/term_hash.h"

namespace hardtack::parser {
namespace {

using engine::MapEntry;
using engine::MapKey;
using engine::Term;

bool IsSame(const Term& a, const Term& b) {
  const engine::TermOrder order;
  return a == b || order.Canonical(a) == order.Canonical(b);
}

// Which members are the same value as one before them. Only those of the same hash are compared.
std::vector<bool> FindRepeated(std::span<const PlacedTerm> members) {
  std::vector<size_t> by_hash(members.size());
  std::iota(by_hash.begin(), by_hash.end(), size_t{0});
  std::ranges::sort(by_hash, {}, [&](size_t i) { return std::pair(members[i].hash, i); });
  std::vector<bool> repeated(members.size());
  size_t first = 0;  // in by_hash, of those with the hash of `at`
  for (size_t at = 0; at < by_hash.size(); ++at) {
    const PlacedTerm& member = members[by_hash[at]];
    if (members[by_hash[first]].hash != member.hash) first = at;
    repeated[by_hash[at]] = std::ranges::any_of(std::span(by_hash).subspan(first, at - first), [&](size_t before) {
      return !repeated[before] && IsSame(members[before].term, member.term);
    });
  }
  return repeated;
}

}  // namespace

// Within a set, array or map, which has its own hash from those of its parts.
void TermBuilder::Push(Term term, size_t offset) {
  const size_t hash = open_.empty() ? 0 : HashOf(term);
  terms_.push_back({std::move(term), offset, hash});
}

void TermBuilder::Open(size_t offset) {
  nesting_.Enter(offset);
  open_.push_back({offset, terms_.size(), keys_.size()});
}

TermBuilder::Collection TermBuilder::Close() {
  Collection collection = open_.back();
  open_.pop_back();
  nesting_.Leave();
  return collection;
}

void TermBuilder::Replace(const Collection& collection, Term term, size_t hash) {
  terms_.resize(collection.first_term);
  keys_.resize(collection.first_key);
  terms_.push_back({std::move(term), collection.offset, hash});
}

void TermBuilder::CloseArray() {
  Collection collection = Close();
  engine::Array array;
  array.elements.reserve(terms_.size() - collection.first_term);
  std::vector<size_t> hashes;
  hashes.reserve(terms_.size() - collection.first_term);
  for (size_t i = collection.first_term; i < terms_.size(); ++i) {
    array.elements.push_back(std::move(terms_[i].term));
    hashes.push_back(terms_[i].hash);
  }
  Replace(collection, Term(std::move(array)), HashOfArray(hashes));
}

void TermBuilder::CloseSet(bool mixed) {
  Collection collection = Close();
  const std::span<PlacedTerm> members = std::span(terms_).subspan(collection.first_term);
  for (const PlacedTerm& member : members) {
    if (member.term.Is<engine::Set>()) throw SyntaxFailure(member.offset, "a set cannot hold a set");
    if (member.term.value.index() != members[0].term.value.index() && !mixed) {
      throw SyntaxFailure(member.offset, "set members must have one type");
    }
  }
  const std::vector<bool> repeated = FindRepeated(members);
  engine::Set set;
  set.members.reserve(members.size());
  std::vector<size_t> hashes;
  hashes.reserve(members.size());
  for (size_t i = 0; i < members.size(); ++i) {
    if (repeated[i]) continue;
    set.members.push_back(std::move(members[i].term));
    hashes.push_back(members[i].hash);
  }
  Replace(collection, Term(std::move(set)), HashOfSet(hashes));
}

void TermBuilder::CloseMap() {
  Collection collection = Close();
  engine::Map map;
  std::vector<size_t> values;  // hashes, by entry
  std::map<MapKey, size_t> entry_of;
  for (size_t i = 0; collection.first_key + i < keys_.size(); ++i) {
    MapKey& key = keys_[collection.first_key + i];
    auto& [value, offset, hash] = terms_[collection.first_term + i];
    auto [found, inserted] = entry_of.try_emplace(key, map.entries.size());
    if (inserted) {
      map.entries.push_back(MapEntry{std::move(key), std::move(value)});
      values.push_back(hash);
    } else {
      map.entries[found->second].value = std::move(value);  // the last value of a key wins
      values[found->second] = hash;
    }
  }
  std::vector<size_t> entries;
  entries.reserve(values.size());
  for (size_t i = 0; i < values.size(); ++i) entries.push_back(HashOfEntry(map.entries[i].key, values[i]));
  Replace(collection, Term(std::move(map)), HashOfMap(entries));
}

bool TermBuilder::Key() {
  Term term = Pop();
  if (const int64_t* number = term.As<int64_t>()) {
    keys_.emplace_back(*number);
  } else if (const std::string* text = term.As<std::string>()) {
    keys_.emplace_back(*text);
  } else {
    return false;
  }
  return true;
}

Term TermBuilder::Pop() {
  Term term = std::move(terms_.back().term);
  terms_.pop_back();
  return term;
}

void TermBuilder::Reset() {
  terms_.clear();
  keys_.clear();
  open_.clear();
}

}  // namespace hardtack::parser

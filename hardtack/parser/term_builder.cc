// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Tested by tests/parser/parser_test.cc and, for each failure, tests/parser/errors_test.cc.

#include "hardtack/parser/term_builder.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_set>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "hardtack/engine/ast_print.h"

namespace hardtack::parser {
namespace {

using engine::MapEntry;
using engine::MapKey;
using engine::Term;

template <typename List, typename F>
std::string SortedTexts(char kind, const List& list, const F& text_of) {
  std::vector<std::string> texts;
  texts.reserve(list.size());
  for (const auto& element : list) texts.push_back(text_of(element));
  std::sort(texts.begin(), texts.end());
  return absl::StrCat(absl::string_view(&kind, 1), "{", absl::StrJoin(texts, ", "), "}");
}

std::string KeyText(const MapKey& key) {
  return std::visit([](const auto& value) { return engine::ToString(Term(value)); }, key);
}

// A text that two terms share exactly where they are the same value: the order in which sets and maps inside were written
// does not count.
std::string ValueText(const Term& term) {
  if (const auto* set = term.As<engine::Set>()) return SortedTexts('s', set->members, &ValueText);
  if (const auto* map = term.As<engine::Map>()) {
    return SortedTexts('m', map->entries, [](const MapEntry& entry) {
      return KeyText(entry.key) + ": " + ValueText(entry.value);
    });
  }
  if (const auto* array = term.As<engine::Array>()) {
    std::string text = "[";
    for (const Term& element : array->elements) text += ValueText(element) + ", ";
    return text + "]";
  }
  return engine::ToString(term);
}

// Keeps the first of equal members.
class Distinct {
 public:
  bool Insert(const Term& term) { return seen_.insert(ValueText(term)).second; }

 private:
  std::unordered_set<std::string> seen_;
};

}  // namespace

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

void TermBuilder::Replace(const Collection& collection, Term term) {
  terms_.resize(collection.first_term);
  keys_.resize(collection.first_key);
  Push(std::move(term), collection.offset);
}

void TermBuilder::CloseArray() {
  Collection collection = Close();
  engine::Array array;
  array.elements.reserve(terms_.size() - collection.first_term);
  for (size_t i = collection.first_term; i < terms_.size(); ++i) array.elements.push_back(std::move(terms_[i].term));
  Replace(collection, Term(std::move(array)));
}

void TermBuilder::CloseSet(bool mixed) {
  Collection collection = Close();
  engine::Set set;
  Distinct distinct;
  size_t kind = collection.first_term < terms_.size() ? terms_[collection.first_term].term.value.index() : 0;
  for (size_t i = collection.first_term; i < terms_.size(); ++i) {
    auto& [term, offset] = terms_[i];
    if (term.Is<engine::Set>()) throw SyntaxFailure(offset, "a set cannot hold a set");
    if (term.value.index() != kind && !mixed) throw SyntaxFailure(offset, "set members must have one type");
    if (distinct.Insert(term)) set.members.push_back(std::move(term));
  }
  Replace(collection, Term(std::move(set)));
}

void TermBuilder::CloseMap() {
  Collection collection = Close();
  engine::Map map;
  std::map<MapKey, size_t> entry_of;
  for (size_t i = 0; collection.first_key + i < keys_.size(); ++i) {
    MapKey& key = keys_[collection.first_key + i];
    Term& value = terms_[collection.first_term + i].term;
    auto [found, inserted] = entry_of.try_emplace(key, map.entries.size());
    if (inserted) {
      map.entries.push_back(MapEntry{std::move(key), std::move(value)});
    } else {
      map.entries[found->second].value = std::move(value);  // the last value of a key wins
    }
  }
  Replace(collection, Term(std::move(map)));
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

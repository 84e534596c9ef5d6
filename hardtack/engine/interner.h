// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Interner gives texts, large numbers and composite terms dense ids, so that a term fits a Value. Interners stack: a
// policy's, then a token's, then one evaluation's, each extending the ids of the one below, which it reads and never
// changes; below the policy's there may be the terms of shared facts. One thread writes; a finished interner may be read by many.

#ifndef HARDTACK_ENGINE_INTERNER_H_
#define HARDTACK_ENGINE_INTERNER_H_

#include <cstdint>
#include <memory_resource>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "hardtack/engine/arena.h"
#include "hardtack/engine/ast.h"
#include "hardtack/engine/id_table.h"
#include "hardtack/engine/term_table.h"
#include "hardtack/engine/value.h"

namespace hardtack::engine {

// What a term counts for beside its text: about what it takes as syntax, and more than it takes when it is printed.
inline constexpr uint64_t kTermBytes = 64;

class Interner {
 public:
  // All memory is the arena's, which must outlive this interner, as must `base`, which must no longer change; null for
  // the first.
  explicit Interner(Arena& arena, const Interner* base = nullptr);
  // The first, on the terms of shared facts, which must outlive it.
  Interner(Arena& arena, const TermTable& table);
  Interner(const Interner&) = delete;
  Interner& operator=(const Interner&) = delete;

  Value Integer(int64_t value);
  Value Date(uint64_t seconds);
  Value String(std::string_view text) { return Value(ValueKind::kString, TextId(text)); }
  Value Bytes(std::string_view data) { return Value(ValueKind::kBytes, TextId(data)); }
  Value Set(std::span<const Value> members);  // duplicates are dropped
  Value Array(std::span<const Value> elements);
  Value Map(std::span<const Value> entries);  // key, value, key, value...; of equal keys the last one counts

  // The value of a ground term; nullopt if it holds a variable or more than `max_nesting` levels of composites.
  std::optional<Value> FromTerm(const Term& term, size_t max_nesting);
  Term ToTerm(Value value) const;
  // The size of what ToTerm makes: kTermBytes for each term in it, elements and keys included, and its texts. Values
  // that share their elements here do not share them there. Constant time.
  uint64_t TermBytes(Value value) const;

  int64_t IntegerOf(Value value) const;
  uint64_t DateOf(Value value) const;
  std::string_view TextOf(Value value) const { return Text(value.payload()); }  // of a string or byte array
  // The elements of an array, the members of a set, the alternating keys and values of a map, in the order in which the
  // value was first written; valid as long as the interner.
  std::span<const Value> ElementsOf(Value value) const { return Composite(value.payload()).written; }
  // The same in canonical order (sets by word, maps by their keys' words), for searching.
  std::span<const Value> SortedOf(Value value) const { return Composite(value.payload()).sorted; }

  uint64_t TextId(std::string_view text);
  std::optional<uint64_t> FindTextId(std::string_view text) const;
  std::string_view Text(uint64_t id) const;

  // Prepares for looking for `text` among shared terms, see TermTable::FetchText.
  void FetchText(std::string_view text) const {
    if (table_ != nullptr) table_->FetchText(text);
  }

  std::pmr::memory_resource* memory() const { return arena_; }

 private:
  struct OwnComposite {
    ValueKind kind = ValueKind::kArray;
    CompositeView view;
  };

  Value Number(ValueKind kind, uint64_t bits);
  Value Intern(ValueKind kind, std::span<const Value> sorted, std::span<const Value> written);
  std::vector<Term> ToTerms(Value composite) const;
  engine::Map ToMap(Value map) const;
  CompositeView Composite(uint64_t id) const;
  std::optional<uint64_t> FindText(std::string_view text, uint64_t hash) const;
  std::optional<uint64_t> FindNumber(uint64_t bits, uint64_t hash) const;
  std::optional<uint64_t> FindComposite(ValueKind kind, std::span<const Value> sorted, uint64_t hash) const;
  uint64_t NumberAt(uint64_t id) const;
  std::span<const Value> Copy(std::span<const Value> values);

  Arena* arena_;
  const Interner* base_ = nullptr;
  const TermTable* table_ = nullptr;  // below all layers; null: none
  uint64_t first_text_ = 0;           // ids below belong to `base_` or the table, as the next two
  uint64_t first_number_ = 0;
  uint64_t first_composite_ = 0;
  std::pmr::vector<std::string_view> texts_;
  std::pmr::vector<uint64_t> numbers_;
  std::pmr::vector<OwnComposite> composites_;
  IdTable text_ids_;  // of what is at these positions above
  IdTable number_ids_;
  IdTable composite_ids_;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_INTERNER_H_

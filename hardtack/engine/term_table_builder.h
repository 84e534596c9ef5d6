// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// TermTableBuilder gives terms ids and writes the arrays that a TermTable reads. Terms come once or often; each is kept
// once. Internal to the engine.

#ifndef HARDTACK_ENGINE_TERM_TABLE_BUILDER_H_
#define HARDTACK_ENGINE_TERM_TABLE_BUILDER_H_

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <optional>
#include <span>
#include <string_view>

#include "hardtack/engine/ast.h"
#include "hardtack/engine/composite_order.h"
#include "hardtack/engine/fact_base_sections.h"
#include "hardtack/engine/sip_hash.h"
#include "hardtack/engine/term_table.h"
#include "hardtack/engine/text_table_builder.h"
#include "hardtack/engine/value.h"

namespace hardtack::engine {

class TermTableBuilder {
 public:
  explicit TermTableBuilder(SipKey key);

  // All of these take amortized time linear in the size of what is given, whether or not it is new.

  // The value of a ground term; nullopt if it holds a variable or more than `max_nesting` levels of composites.
  std::optional<Value> FromTerm(const Term& term, size_t max_nesting);
  uint64_t TextId(std::string_view text) { return texts_.Add(text); }

  Value Integer(int64_t value);
  Value Date(uint64_t seconds);
  Value String(std::string_view text) { return Value(ValueKind::kString, TextId(text)); }
  Value Bytes(std::string_view data) { return Value(ValueKind::kBytes, TextId(data)); }
  Value Set(std::span<const Value> members) { return Composite(ValueKind::kSet, OrderSet(members, memory())); }
  Value Array(std::span<const Value> elements);
  Value Map(std::span<const Value> entries) { return Composite(ValueKind::kMap, OrderMap(entries, memory())); }

  static std::pmr::memory_resource* memory() { return std::pmr::get_default_resource(); }

  // Whether something did not find room, and the ids given since mean nothing: texts take at most 16 GiB together, and
  // there are at most four billion of each kind.
  bool full() const { return full_ || texts_.full(); }

  // Moves the tables of terms, brought to their final size, to `sections`.
  void Finish(SectionVectors& sections) &&;

 private:
  Value Number(ValueKind kind, uint64_t bits);
  // The numbers and composites so far, to be read until the next change.
  TermTable table() const { return TermTable(SpansOf(sections_), key_); }
  uint64_t TermBytesOf(Value value) const;
  Value Composite(ValueKind kind, const OrderedElements& elements);

  void ResizeNumberSlots(uint64_t slot_count);
  void ResizeCompositeSlots(uint64_t slot_count);

  const SipKey key_;
  TextTableBuilder texts_;
  SectionVectors sections_;
  bool full_ = false;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_TERM_TABLE_BUILDER_H_

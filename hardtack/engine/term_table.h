// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// TermTable is the lowest layer of an Interner: the texts, large numbers and composites of a fact base, with dense ids
// from 0, in arrays that are read as they lie, on the heap or in a mapped file. TermTableBuilder makes one.
//
// Finding a text touches two places in memory: a slot, and the text with its id in front of it. Tables are keyed by a
// random number, so that no choice of texts makes searches long. Immutable; any number of threads.
//
// Internal to the engine.

#ifndef HARDTACK_ENGINE_TERM_TABLE_H_
#define HARDTACK_ENGINE_TERM_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "hardtack/engine/fact_base_sections.h"
#include "hardtack/engine/sip_hash.h"
#include "hardtack/engine/value.h"

namespace hardtack::engine {

// A set, array or map in a table.
struct CompositeView {
  std::span<const Value> sorted;   // in canonical order; an array's elements as they are
  std::span<const Value> written;  // as first written
  uint64_t term_bytes = 0;         // see Interner::TermBytes
};

class TermTable {
 public:
  TermTable() = default;  // holds nothing
  // `sections` must stay where they are.
  TermTable(const SectionSpans& sections, SipKey key) : sections_(sections), key_(key) {}

  uint64_t text_count() const { return sections_.text_positions.size(); }
  uint64_t number_count() const { return sections_.numbers.size(); }
  uint64_t composite_count() const { return sections_.composites.size(); }

  std::optional<uint64_t> FindText(std::string_view text) const;
  std::optional<uint64_t> FindNumber(uint64_t bits) const;
  std::optional<uint64_t> FindComposite(ValueKind kind, std::span<const Value> sorted) const;

  // Of ids below the counts.
  std::string_view Text(uint64_t id) const { return TextAt(sections_.text_positions[id]); }
  uint64_t NumberAt(uint64_t id) const { return sections_.numbers[id]; }
  CompositeView Composite(uint64_t id) const;

 private:
  std::string_view TextAt(uint32_t position) const {
    const uint32_t* const record = sections_.texts.data() + position;
    return {reinterpret_cast<const char*>(record + 2), record[1]};
  }

  SectionSpans sections_;
  SipKey key_;
};

// What the slots of both kinds of reader and the builder agree on.
inline uint64_t TextSlot(uint32_t position, uint64_t hash) {
  return static_cast<uint64_t>(position) << 32 | static_cast<uint32_t>(hash) | 1;
}
inline uint64_t HashOfNumber(SipKey key, uint64_t bits) {
  return SipHashOfWords(key, 1, [&](size_t) { return bits; });
}
uint64_t HashOfComposite(SipKey key, ValueKind kind, std::span<const Value> sorted);

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_TERM_TABLE_H_

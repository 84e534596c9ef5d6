// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// TermTable is the lowest layer of an Interner: the texts, large numbers and composites of a fact base, with dense ids
// from 0, in arrays that are read as they lie, on the heap or in a mapped file. TermTableBuilder makes one.
//
// Texts lie by hash, a few to a bucket, each behind its id, so finding one takes a look into a small array that tells
// where its bucket is, and one at the bucket. Tables are keyed by a random number, so that no choice of texts makes
// searches long. Immutable; any number of threads.
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

// A text as it lies in memory, in units of four bytes: id, length, bytes.
struct TextRecord {
  uint32_t id = 0;
  std::string_view text;
};
inline constexpr size_t kTextHeader = 2;
inline uint64_t TextUnits(uint64_t length) { return kTextHeader + (length + 3) / 4; }
inline TextRecord TextRecordAt(const uint32_t* units) {
  return {units[0], {reinterpret_cast<const char*>(units + kTextHeader), units[1]}};
}

// Four texts a bucket: so few that a bucket is a few cache lines, and so many that the array of buckets is small. With a
// random key there is one with more than 128 in less than one of 10^80 tables.
inline uint64_t TextBucketCountFor(uint64_t texts) { return texts / 4 + 1; }
inline constexpr uint32_t kMostTextsInBucket = 128;

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

  // Has the processor fetch what FindText will look at, where the table is too large for that to be near. To be called
  // for several texts before the first is looked for.
  void FetchText(std::string_view text) const;

  // Of ids below the counts.
  std::string_view Text(uint64_t id) const {
    return TextRecordAt(sections_.texts.data() + sections_.text_positions[id]).text;
  }
  uint64_t NumberAt(uint64_t id) const { return sections_.numbers[id]; }
  CompositeView Composite(uint64_t id) const;

 private:
  const uint32_t* BucketOf(std::string_view text) const;

  SectionSpans sections_;
  SipKey key_;
};

// What the table and its builder agree on.
inline uint64_t HashOfNumber(SipKey key, uint64_t bits) {
  return SipHashOfWords(key, 1, [&](size_t) { return bits; });
}
uint64_t HashOfComposite(SipKey key, ValueKind kind, std::span<const Value> sorted);

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_TERM_TABLE_H_

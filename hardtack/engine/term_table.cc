// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Searching a table of terms. Tested by tests/engine/term_table_test.cc.

#include "hardtack/engine/term_table.h"

#include <algorithm>

#include "hardtack/engine/fetch.h"
#include "hardtack/engine/hash_slots.h"

namespace hardtack::engine {

uint64_t HashOfComposite(SipKey key, ValueKind kind, std::span<const Value> sorted) {
  return SipHashOfWords(key, sorted.size() + 1,
                        [&](size_t i) { return i == 0 ? static_cast<uint64_t>(kind) : sorted[i - 1].word(); });
}

// In text_buckets; REQUIRES: there are some.
const uint32_t* TermTable::BucketOf(std::string_view text) const {
  return sections_.text_buckets.data() + PlaceOf(SipHash(key_, text), sections_.text_buckets.size() - 1);
}

std::optional<uint64_t> TermTable::FindText(std::string_view text) const {
  if (sections_.text_buckets.empty()) return std::nullopt;
  const uint32_t* const bucket = BucketOf(text);
  for (uint32_t at = bucket[0]; at != bucket[1];) {
    const TextRecord record = TextRecordAt(sections_.texts.data() + at);
    if (record.text == text) return record.id;
    at += static_cast<uint32_t>(TextUnits(record.text.size()));
  }
  return std::nullopt;
}

void TermTable::FetchText(std::string_view text) const {
  if (sections_.texts.size_bytes() < kFarBytes) return;
  const uint32_t* const bucket = BucketOf(text);
  Fetch(sections_.texts.data() + bucket[0], (bucket[1] - bucket[0]) * sizeof(uint32_t));
}

std::optional<uint64_t> TermTable::FindNumber(uint64_t bits) const {
  if (sections_.number_slots.empty()) return std::nullopt;
  const std::optional<uint32_t> slot = FindSlot(sections_.number_slots, HashOfNumber(key_, bits),
                                                [&](uint32_t candidate) { return NumberAt(candidate - 1) == bits; });
  if (!slot.has_value()) return std::nullopt;
  return *slot - 1;
}

std::optional<uint64_t> TermTable::FindComposite(ValueKind kind, std::span<const Value> sorted) const {
  if (sections_.composite_slots.empty()) return std::nullopt;
  auto is_it = [&](uint32_t candidate) {
    return sections_.composites[candidate - 1].kind == static_cast<uint16_t>(kind) &&
           std::ranges::equal(Composite(candidate - 1).sorted, sorted);
  };
  const std::optional<uint32_t> slot = FindSlot(sections_.composite_slots, HashOfComposite(key_, kind, sorted), is_it);
  if (!slot.has_value()) return std::nullopt;
  return *slot - 1;
}

CompositeView TermTable::Composite(uint64_t id) const {
  const CompositeRecord& record = sections_.composites[id];
  const std::span<const Value> sorted = sections_.elements.subspan(record.first_element, record.size);
  if (record.reordered == 0) return {sorted, sorted, record.term_bytes};
  return {sorted, sections_.elements.subspan(record.first_element + record.size, record.size), record.term_bytes};
}

}  // namespace hardtack::engine

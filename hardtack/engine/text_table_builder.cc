// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Collecting texts and sorting them into buckets. Tested by tests/engine/term_table_test.cc.

#include "hardtack/engine/text_table_builder.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>

#include "hardtack/engine/hash_slots.h"
#include "hardtack/engine/term_table.h"

namespace hardtack::engine {

TextTableBuilder::TextTableBuilder(SipKey key) : key_(key), slots_(SlotCountFor(8)) {}

std::string_view TextTableBuilder::Text(uint64_t id) const { return TextRecordAt(texts_.data() + positions_[id]).text; }

uint64_t TextTableBuilder::Add(std::string_view text) {
  const uint64_t hash = SipHash(key_, text);
  const std::optional<uint32_t> found = FindSlot(slots_, hash, [&](uint32_t slot) { return Text(slot - 1) == text; });
  if (found.has_value()) return *found - 1;
  const uint64_t id = positions_.size(), position = texts_.size(), units = TextUnits(text.size());
  if (full_ || position + units > UINT32_MAX || text.size() > UINT32_MAX) {
    full_ = true;
    return 0;
  }
  texts_.resize(position + units);
  texts_[position] = static_cast<uint32_t>(id);
  texts_[position + 1] = static_cast<uint32_t>(text.size());
  if (!text.empty()) std::memcpy(texts_.data() + position + kTextHeader, text.data(), text.size());
  positions_.push_back(static_cast<uint32_t>(position));
  if (SlotCountFor(id + 1) <= slots_.size()) {
    PlaceSlot(slots_, hash, static_cast<uint32_t>(id + 1));
  } else {
    slots_ = MakeSlots(id + 1, 2 * slots_.size(), [this](uint64_t i) { return HashOf(i); });
  }
  return id;
}

void TextTableBuilder::Finish(SectionVectors& sections) && {
  const uint64_t bucket_count = TextBucketCountFor(positions_.size());
  std::vector<uint32_t> bucket_of(positions_.size());
  SectionVector<uint32_t>& buckets = sections.text_buckets;
  buckets.assign(bucket_count + 1, 0);
  for (uint64_t id = 0; id < positions_.size(); ++id) {
    bucket_of[id] = static_cast<uint32_t>(PlaceOf(HashOf(id), bucket_count));
    buckets[bucket_of[id] + 1] += static_cast<uint32_t>(TextUnits(Text(id).size()));
  }
  for (uint64_t i = 0; i < bucket_count; ++i) buckets[i + 1] += buckets[i];

  std::vector<uint32_t> next(buckets.begin(), buckets.end() - 1);
  sections.texts.resize(texts_.size());
  sections.text_positions.resize(positions_.size());
  for (uint64_t id = 0; id < positions_.size(); ++id) {
    const uint64_t units = TextUnits(Text(id).size());
    uint32_t& place = next[bucket_of[id]];
    std::copy_n(texts_.begin() + positions_[id], units, sections.texts.begin() + place);
    sections.text_positions[id] = place;
    place += static_cast<uint32_t>(units);
  }
}

}  // namespace hardtack::engine

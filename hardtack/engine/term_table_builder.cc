// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Writing a table of terms. Tested by tests/engine/term_table_test.cc.

#include "hardtack/engine/term_table_builder.h"

#include <algorithm>
#include <utility>

#include "hardtack/engine/hash_slots.h"
#include "hardtack/engine/interner.h"
#include "hardtack/engine/term_value.h"

namespace hardtack::engine {
namespace {

constexpr uint64_t kFewestSlots = 16;

}  // namespace

TermTableBuilder::TermTableBuilder(SipKey key) : key_(key), texts_(key) {
  ResizeNumberSlots(kFewestSlots);
  ResizeCompositeSlots(kFewestSlots);
}

uint64_t TermTableBuilder::TermBytesOf(Value value) const {
  switch (value.type()) {
    case ValueKind::kString:
    case ValueKind::kBytes:
      return kTermBytes + texts_.Text(value.payload()).size();
    case ValueKind::kSet:
    case ValueKind::kArray:
    case ValueKind::kMap:
      return sections_.composites[value.payload()].term_bytes;
    default:
      return kTermBytes;
  }
}

Value TermTableBuilder::Number(ValueKind kind, uint64_t bits) {
  if (std::optional<uint64_t> found = table().FindNumber(bits)) return Value(kind, *found);
  const uint64_t id = sections_.numbers.size();
  full_ = full_ || id == UINT32_MAX - 1;
  if (full_) return Value();
  sections_.numbers.push_back(bits);
  if (SlotCountFor(id + 1) > sections_.number_slots.size()) {
    ResizeNumberSlots(2 * sections_.number_slots.size());
  } else {
    PlaceSlot(sections_.number_slots, HashOfNumber(key_, bits), static_cast<uint32_t>(id + 1));
  }
  return Value(kind, id);
}

Value TermTableBuilder::Composite(ValueKind kind, const OrderedElements& elements) {
  if (std::optional<uint64_t> found = table().FindComposite(kind, elements.sorted)) return Value(kind, *found);
  const uint64_t id = sections_.composites.size();
  full_ = full_ || id == UINT32_MAX - 1 || elements.sorted.size() > UINT32_MAX;
  if (full_) return Value();
  CompositeRecord record;
  record.first_element = sections_.elements.size();
  record.term_bytes = kTermBytes;
  for (Value element : elements.sorted) record.term_bytes += TermBytesOf(element);
  record.size = static_cast<uint32_t>(elements.sorted.size());
  record.kind = static_cast<uint16_t>(kind);
  record.reordered = elements.sorted != elements.written;
  auto append = [&](const std::pmr::vector<Value>& values) {
    sections_.elements.insert(sections_.elements.end(), values.begin(), values.end());
  };
  append(elements.sorted);
  if (record.reordered != 0) append(elements.written);
  sections_.composites.push_back(record);
  if (SlotCountFor(id + 1) > sections_.composite_slots.size()) {
    ResizeCompositeSlots(2 * sections_.composite_slots.size());
  } else {
    PlaceSlot(sections_.composite_slots, HashOfComposite(key_, kind, elements.sorted), static_cast<uint32_t>(id + 1));
  }
  return Value(kind, id);
}

void TermTableBuilder::ResizeNumberSlots(uint64_t slot_count) {
  auto hash_of = [&](uint64_t id) { return HashOfNumber(key_, sections_.numbers[id]); };
  const std::vector<uint32_t> slots = MakeSlots(sections_.numbers.size(), slot_count, hash_of);
  sections_.number_slots.assign(slots.begin(), slots.end());
}

void TermTableBuilder::ResizeCompositeSlots(uint64_t slot_count) {
  const TermTable terms = table();
  auto hash_of = [&](uint64_t id) {
    return HashOfComposite(key_, static_cast<ValueKind>(sections_.composites[id].kind), terms.Composite(id).sorted);
  };
  const std::vector<uint32_t> slots = MakeSlots(terms.composite_count(), slot_count, hash_of);
  sections_.composite_slots.assign(slots.begin(), slots.end());
}

Value TermTableBuilder::Integer(int64_t value) {
  if (value >= Value::kMinInline && value <= Value::kMaxInline)
    return Value(ValueKind::kInteger, static_cast<uint64_t>(value));
  return Number(ValueKind::kLargeInteger, static_cast<uint64_t>(value));
}

Value TermTableBuilder::Date(uint64_t seconds) {
  if (seconds <= static_cast<uint64_t>(Value::kMaxInline)) return Value(ValueKind::kDate, seconds);
  return Number(ValueKind::kLargeDate, seconds);
}

Value TermTableBuilder::Array(std::span<const Value> elements) {
  const std::pmr::vector<Value> as_written(elements.begin(), elements.end(), memory());
  return Composite(ValueKind::kArray, {as_written, as_written});
}

std::optional<Value> TermTableBuilder::FromTerm(const Term& term, size_t max_nesting) {
  return TermReader<TermTableBuilder>(*this).Read(term, max_nesting);
}

void TermTableBuilder::Finish(SectionVectors& sections) && {
  ResizeNumberSlots(SlotCountFor(sections_.numbers.size()));
  ResizeCompositeSlots(SlotCountFor(sections_.composites.size()));
  std::move(texts_).Finish(sections);
  sections.numbers = std::move(sections_.numbers);
  sections.number_slots = std::move(sections_.number_slots);
  sections.composites = std::move(sections_.composites);
  sections.elements = std::move(sections_.elements);
  sections.composite_slots = std::move(sections_.composite_slots);
}

}  // namespace hardtack::engine

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Checking a file's arrays. Each record's part of another array begins where that of the record before it ends, so that
// nothing is looked at twice, whatever a file says. Tested by tests/engine/fact_base_check_test.cc.

#include "hardtack/engine/fact_base_check.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/base_relation.h"
#include "hardtack/engine/hash_slots.h"
#include "hardtack/engine/interner.h"
#include "hardtack/engine/limits.h"
#include "hardtack/engine/term_table.h"

namespace hardtack::engine {
namespace {

// More than any term of a real base counts for, and far from overflowing when terms are added up.
constexpr uint64_t kMostTermBytes = uint64_t{1} << 40;

absl::Status Malformed(std::string_view section, uint64_t entry, std::string_view what) {
  return Error(ErrorKind::kMalformedFactBase, absl::StrCat("no fact base, or a damaged one: ", ToAbsl(section),
                                                           ", entry ", entry, ": ", ToAbsl(what)));
}

// How far an array has been given to records.
class Taken {
 public:
  explicit Taken(uint64_t size) : size_(size) {}
  // Whether `size` entries from `first` on are the next ones; takes them.
  bool Take(uint64_t first, uint64_t size) {
    if (first != end_ || size > size_ - end_) return false;
    end_ += size;
    return true;
  }
  bool all() const { return end_ == size_; }

 private:
  uint64_t size_;
  uint64_t end_ = 0;
};

absl::Status CheckIdSlots(std::string_view name, std::span<const uint32_t> slots, uint64_t count) {
  if (slots.size() != SlotCountFor(count)) return Malformed(name, 0, "more or fewer than there should be");
  for (uint64_t i = 0; i < slots.size(); ++i) {
    if (slots[i] > count) return Malformed(name, i, "no such id");
  }
  return absl::OkStatus();
}

class TermChecker {
 public:
  explicit TermChecker(const SectionSpans& sections) : s_(sections), terms_(sections, SipKey()) {}

  absl::Status Run() {
    RETURN_IF_ERROR(CheckTexts());
    RETURN_IF_ERROR(CheckTextSlots());
    RETURN_IF_ERROR(CheckIdSlots("number_slots", s_.number_slots, s_.numbers.size()));
    for (uint64_t id = 0; id < s_.composites.size(); ++id) RETURN_IF_ERROR(CheckComposite(id));
    if (!elements_.all()) return Malformed("elements", 0, "more than there should be");
    return CheckIdSlots("composite_slots", s_.composite_slots, s_.composites.size());
  }

  // Composites below `composite_count` have been checked.
  bool IsValue(Value value, uint64_t composite_count) const {
    switch (value.kind()) {
      case ValueKind::kInteger:
      case ValueKind::kDate:
        return true;
      case ValueKind::kBool:
        return value.payload() <= 1;
      case ValueKind::kNull:
        return value.payload() == 0;
      case ValueKind::kString:
      case ValueKind::kBytes:
        return value.payload() < s_.text_positions.size();
      case ValueKind::kLargeInteger:
      case ValueKind::kLargeDate:
        return value.payload() < s_.numbers.size();
      default:
        return IsComposite(value) && value.payload() < composite_count &&
               s_.composites[value.payload()].kind == static_cast<uint16_t>(value.kind());
    }
  }

 private:
  static bool IsComposite(Value value) {
    return value.kind() == ValueKind::kSet || value.kind() == ValueKind::kArray || value.kind() == ValueKind::kMap;
  }

  absl::Status CheckTexts() {
    Taken texts(s_.texts.size());
    for (uint64_t id = 0; id < s_.text_positions.size(); ++id) {
      const uint64_t position = s_.text_positions[id];
      if (!texts.Take(position, 2) || s_.texts[position] != id ||
          !texts.Take(position + 2, (uint64_t{s_.texts[position + 1]} + 3) / 4)) {
        return Malformed("texts", id, "not in its place, or longer than the section");
      }
    }
    return texts.all() ? absl::OkStatus() : Malformed("texts", s_.text_positions.size(), "more than there should be");
  }

  absl::Status CheckTextSlots() {
    if (s_.text_slots.size() != SlotCountFor(s_.text_positions.size())) {
      return Malformed("text_slots", 0, "more or fewer than there should be");
    }
    for (uint64_t i = 0; i < s_.text_slots.size(); ++i) {
      if (s_.text_slots[i] == 0) continue;
      const uint32_t position = static_cast<uint32_t>(s_.text_slots[i] >> 32);
      const uint32_t id = position < s_.texts.size() ? s_.texts[position] : UINT32_MAX;
      if (id >= s_.text_positions.size() || s_.text_positions[id] != position) {
        return Malformed("text_slots", i, "points to no text");
      }
    }
    return absl::OkStatus();
  }

  absl::Status CheckComposite(uint64_t id) {
    const CompositeRecord& record = s_.composites[id];
    if (!IsComposite(Value(static_cast<ValueKind>(record.kind), 0)) || record.kind > 15) {
      return Malformed("composites", id, "no set, array or map");
    }
    if (record.reordered > 1 || !elements_.Take(record.first_element, uint64_t{record.size} << record.reordered)) {
      return Malformed("composites", id, "elements that are not in their place");
    }
    const CompositeView view = terms_.Composite(id);
    uint64_t bytes = kTermBytes;
    uint8_t depth = 0;
    for (Value value : view.sorted) {
      if (!IsValue(value, id)) return Malformed("composites", id, "an element that is no value");
      bytes += TermBytes(value);
      if (bytes > kMostTermBytes) return Malformed("composites", id, "too large a term");
      depth = std::max(depth, IsComposite(value) ? depths_[value.payload()] : uint8_t{0});
    }
    if (std::ranges::any_of(view.written, [&](Value value) { return !IsValue(value, id); })) {
      return Malformed("composites", id, "an element that is no value");
    }
    if (bytes != record.term_bytes) return Malformed("composites", id, "another size");
    if (depth >= StructureLimits().max_nesting) return Malformed("composites", id, "nests too deeply");
    if (record.kind == static_cast<uint16_t>(ValueKind::kMap) && !HasKeys(view)) {
      return Malformed("composites", id, "a map without proper keys");
    }
    depths_.push_back(depth + 1);
    return absl::OkStatus();
  }

  static bool HasKeys(const CompositeView& view) {
    auto is_key = [](Value value) { return value.type() == ValueKind::kInteger || value.type() == ValueKind::kString; };
    if (view.sorted.size() % 2 != 0) return false;
    for (size_t i = 0; i < view.sorted.size(); i += 2) {
      if (!is_key(view.sorted[i]) || !is_key(view.written[i])) return false;
    }
    return true;
  }

  // Of a value that IsValue has seen.
  uint64_t TermBytes(Value value) const {
    if (IsComposite(value)) return s_.composites[value.payload()].term_bytes;
    const bool is_text = value.kind() == ValueKind::kString || value.kind() == ValueKind::kBytes;
    return kTermBytes + (is_text ? terms_.Text(value.payload()).size() : 0);
  }

  const SectionSpans& s_;
  const TermTable terms_;
  Taken elements_{s_.elements.size()};
  std::vector<uint8_t> depths_;  // by composite: levels of nesting, from 1
};

class RelationChecker {
 public:
  RelationChecker(const SectionSpans& sections, const TermChecker& terms) : s_(sections), terms_(terms) {}

  absl::Status Run() {
    for (uint64_t i = 0; i < s_.relations.size(); ++i) RETURN_IF_ERROR(CheckRelation(i));
    if (!columns_.all() || !indexes_.all() || !rows_.all() || !slots_.all() || !listed_.all()) {
      return Malformed("relations", s_.relations.size(), "one is missing");
    }
    return absl::OkStatus();
  }

 private:
  absl::Status CheckRelation(uint64_t number) {
    const RelationRecord& record = s_.relations[number];
    const auto order = [](const RelationRecord& r) { return std::tuple(r.name, r.arity); };
    if (number > 0 && order(s_.relations[number - 1]) >= order(record)) {
      return Malformed("relations", number, "not behind the one before it");
    }
    if (record.name >= s_.text_positions.size()) return Malformed("relations", number, "a name that is no text");
    if (!columns_.Take(record.first_column, record.arity) || !indexes_.Take(record.first_index, record.index_count)) {
      return Malformed("relations", number, "columns or indexes that are not in their place");
    }
    uint64_t units = 0;
    for (uint32_t place : s_.columns.subspan(record.first_column, record.arity)) {
      if (place >> 1 != units) return Malformed("relations", number, "columns that do not follow each other");
      units += 1 + (place & 1);
    }
    const bool has_rows = record.arity == 0 ? record.row_count == 1 : record.row_count > 0;
    if (units != record.row_units || !has_rows || !rows_.Take(record.first_unit, units * record.row_count)) {
      return Malformed("relations", number, "rows that are not in their place");
    }
    RETURN_IF_ERROR(CheckRows(record));
    bool has_all_columns = record.arity == 0;
    for (uint64_t i = record.first_index; i < uint64_t{record.first_index} + record.index_count; ++i) {
      RETURN_IF_ERROR(CheckIndex(record, i));
      has_all_columns |= s_.indexes[i].column_count == record.arity;
    }
    return has_all_columns ? absl::OkStatus() : Malformed("relations", number, "no index of all columns");
  }

  absl::Status CheckRows(RelationRecord record) {
    record.index_count = 0;  // they have not been checked
    const BaseRelation relation(s_, record, SipKey());
    for (uint32_t row = 0; row < relation.size(); ++row) {
      for (uint32_t column = 0; column < relation.arity(); ++column) {
        if (!terms_.IsValue(relation.At(row, column), s_.composites.size())) {
          return Malformed("rows", record.first_unit + uint64_t{row} * record.row_units, "a term that is no value");
        }
      }
    }
    return absl::OkStatus();
  }

  absl::Status CheckIndex(const RelationRecord& relation, uint64_t number) {
    const IndexRecord& record = s_.indexes[number];
    if (record.column_count == 0 || !columns_.Take(record.first_column, record.column_count)) {
      return Malformed("indexes", number, "columns that are not in their place");
    }
    const auto columns = s_.columns.subspan(record.first_column, record.column_count);
    const bool ascends = std::ranges::adjacent_find(columns, std::greater_equal()) == columns.end();
    if (!ascends || columns.back() >= relation.arity) {
      return Malformed("indexes", number, "columns that the relation does not have");
    }
    const uint64_t slot_count = SlotCountFor(record.key_count);
    if (!slots_.Take(record.first_slot, slot_count) || !listed_.Take(record.first_listed, record.listed_count)) {
      return Malformed("indexes", number, "slots or rows that are not in their place");
    }
    const auto listed = s_.listed_rows.subspan(record.first_listed, record.listed_count);
    if (std::ranges::any_of(listed, [&](uint32_t row) { return row >= relation.row_count; })) {
      return Malformed("indexes", number, "a row that is not there");
    }
    for (uint64_t packed : s_.index_slots.subspan(record.first_slot, slot_count)) {
      const IndexSlot slot(packed);
      const bool is_listed = !IsPrefix(columns) && slot.size != 1;
      const uint64_t end = is_listed ? record.listed_count : relation.row_count;
      if (packed != 0 && (slot.size == 0 || uint64_t{slot.first} + slot.size > end)) {
        return Malformed("indexes", number, "a slot that points to no rows");
      }
    }
    return absl::OkStatus();
  }

  const SectionSpans& s_;
  const TermChecker& terms_;
  Taken columns_{s_.columns.size()};
  Taken indexes_{s_.indexes.size()};
  Taken rows_{s_.rows.size()};
  Taken slots_{s_.index_slots.size()};
  Taken listed_{s_.listed_rows.size()};
};

}  // namespace

absl::Status CheckSections(const SectionSpans& sections) {
  TermChecker terms(sections);
  RETURN_IF_ERROR(terms.Run());
  return RelationChecker(sections, terms).Run();
}

}  // namespace hardtack::engine

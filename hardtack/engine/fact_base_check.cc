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

  // Texts fill their section, and buckets begin and end with texts.
  absl::Status CheckTexts() {
    if (s_.text_buckets.size() != TextBucketCountFor(s_.text_positions.size()) + 1 || s_.text_buckets[0] != 0) {
      return Malformed("text_buckets", 0, "more or fewer than there should be");
    }
    Taken texts(s_.texts.size());
    uint64_t position = 0, count = 0;
    for (uint64_t bucket = 1; bucket < s_.text_buckets.size(); ++bucket) {
      uint32_t in_bucket = 0;
      for (; position < s_.text_buckets[bucket]; ++count, ++in_bucket) {
        if (!texts.Take(position, kTextHeader)) return Malformed("texts", count, "outside the section");
        const uint32_t id = s_.texts[position], length = s_.texts[position + 1];
        if (id >= s_.text_positions.size() || s_.text_positions[id] != position) {
          return Malformed("texts", count, "an id that belongs to another");
        }
        if (!texts.Take(position + kTextHeader, TextUnits(length) - kTextHeader)) {
          return Malformed("texts", count, "longer than the section");
        }
        position += TextUnits(length);
      }
      if (position != s_.text_buckets[bucket] || in_bucket > kMostTextsInBucket) {
        return Malformed("text_buckets", bucket, "not where a text ends, or too far from the one before");
      }
    }
    const bool all = texts.all() && count == s_.text_positions.size();
    return all ? absl::OkStatus() : Malformed("texts", count, "more or fewer than there should be");
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
    uint8_t depth = 0;
    RETURN_IF_ERROR(CheckElements(id, view.sorted, depth));
    if (record.reordered == 1) RETURN_IF_ERROR(CheckElements(id, view.written, depth));
    if (depth >= StructureLimits().max_nesting) return Malformed("composites", id, "nests too deeply");
    if (record.kind == static_cast<uint16_t>(ValueKind::kMap) && !HasKeys(view)) {
      return Malformed("composites", id, "a map without proper keys");
    }
    depths_.push_back(depth + 1);
    return absl::OkStatus();
  }

  // In one order; a file may list others in the other order, and both are read.
  absl::Status CheckElements(uint64_t id, std::span<const Value> elements, uint8_t& depth) const {
    uint64_t bytes = kTermBytes;
    for (Value value : elements) {
      if (!IsValue(value, id)) return Malformed("composites", id, "an element that is no value");
      bytes += TermBytes(value);
      if (bytes > kMostTermBytes) return Malformed("composites", id, "too large a term");
      depth = std::max(depth, IsComposite(value) ? depths_[value.payload()] : uint8_t{0});
    }
    return bytes == s_.composites[id].term_bytes ? absl::OkStatus() : Malformed("composites", id, "another size");
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
    if (!columns_.all() || !indexes_.all() || !buckets_.all() || !rows_.all()) {
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
    if (units != record.row_units || !has_rows) return Malformed("relations", number, "rows of another size");
    bool has_all_columns = false;
    for (uint64_t i = record.first_index; i < uint64_t{record.first_index} + record.index_count; ++i) {
      RETURN_IF_ERROR(CheckIndex(record, i));
      has_all_columns |= s_.indexes[i].column_count == record.arity;
    }
    return has_all_columns ? absl::OkStatus() : Malformed("relations", number, "no index of all columns");
  }

  absl::Status CheckIndex(const RelationRecord& relation, uint64_t number) {
    const IndexRecord& record = s_.indexes[number];
    if (!columns_.Take(record.first_column, record.column_count)) {
      return Malformed("indexes", number, "columns that are not in their place");
    }
    const auto columns = s_.columns.subspan(record.first_column, record.column_count);
    const bool ascends = std::ranges::adjacent_find(columns, std::greater_equal()) == columns.end();
    if (!ascends || (!columns.empty() && columns.back() >= relation.arity)) {
      return Malformed("indexes", number, "columns that the relation does not have");
    }
    if (record.bucket_count == 0 || record.key_count == 0 ||
        !buckets_.Take(record.first_bucket, uint64_t{record.bucket_count} + 1) ||
        !rows_.Take(record.first_unit, uint64_t{relation.row_units} * relation.row_count)) {
      return Malformed("indexes", number, "buckets or rows that are not in their place");
    }
    const auto buckets = s_.buckets.subspan(record.first_bucket, uint64_t{record.bucket_count} + 1);
    if (buckets.front() != 0 || buckets.back() != relation.row_count || !std::ranges::is_sorted(buckets)) {
      return Malformed("indexes", number, "buckets that do not follow each other");
    }
    const BaseIndex index(s_, relation, record, SipKey());
    for (uint32_t row = 0; row < relation.row_count; ++row) {
      for (uint32_t column = 0; column < relation.arity; ++column) {
        if (!terms_.IsValue(index.At(row, column), s_.composites.size())) {
          return Malformed("rows", record.first_unit + uint64_t{row} * relation.row_units, "a term that is no value");
        }
      }
    }
    return absl::OkStatus();
  }

  const SectionSpans& s_;
  const TermChecker& terms_;
  Taken columns_{s_.columns.size()};
  Taken indexes_{s_.indexes.size()};
  Taken buckets_{s_.buckets.size()};
  Taken rows_{s_.rows.size()};
};

}  // namespace

absl::Status CheckSections(const SectionSpans& sections) {
  TermChecker terms(sections);
  RETURN_IF_ERROR(terms.Run());
  return RelationChecker(sections, terms).Run();
}

}  // namespace hardtack::engine

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0

#include "tests/fuzz/fact_base_rules.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

namespace hardtack::fuzz {
namespace {

using engine::CompositeRecord;
using engine::IndexRecord;
using engine::RelationRecord;
using engine::SectionSpans;
using engine::Value;
using engine::ValueKind;

constexpr uint64_t kTermBytes = 64;
constexpr uint64_t kMostBytes = uint64_t{1} << 40;
constexpr uint64_t kMostLevels = 64;
constexpr uint64_t kMostInBucket = 128;

// What a term amounts to: its size as Interner::TermBytes counts it, and how many levels of composites it has.
struct Measure {
  uint64_t bytes = kTermBytes;
  uint64_t levels = 0;
};

class Rules {
 public:
  explicit Rules(const SectionSpans& sections) : s_(sections) {}

  bool Hold() {
    if (!ReadTexts() || !BucketsHold() || !SlotsHold(s_.number_slots, s_.numbers.size())) return false;
    for (const CompositeRecord& record : s_.composites) {
      if (!ReadComposite(record)) return false;
    }
    if (elements_used_ != s_.elements.size() || !SlotsHold(s_.composite_slots, s_.composites.size())) return false;
    return std::ranges::all_of(s_.relations, [this](const RelationRecord& record) { return RelationHolds(record); }) &&
           columns_used_ == s_.columns.size() && indexes_used_ == s_.indexes.size() &&
           buckets_used_ == s_.buckets.size() && rows_used_ == s_.rows.size();
  }

 private:
  // `size` entries of an array from `first` on, if these are the next ones.
  template <typename T>
  static std::optional<std::span<const T>> Next(std::span<const T> array, uint64_t& used, uint64_t first,
                                                uint64_t size) {
    if (first != used || size > array.size() - used) return std::nullopt;
    used += size;
    return array.subspan(first, size);
  }

  // Texts follow each other without gaps; each of the ids is one of them.
  bool ReadTexts() {
    uint64_t at = 0;
    while (at < s_.texts.size()) {
      if (s_.texts.size() - at < 2) return false;
      const uint64_t id = s_.texts[at], length = s_.texts[at + 1], units = 2 + (length + 3) / 4;
      if (units > s_.texts.size() - at || id >= s_.text_positions.size() || s_.text_positions[id] != at) return false;
      starts_.insert(at);
      text_bytes_[id] = length;
      at += units;
    }
    return text_bytes_.size() == s_.text_positions.size();
  }

  // From the first text to behind the last one, each at a text.
  bool BucketsHold() {
    const auto& buckets = s_.text_buckets;
    if (buckets.size() != s_.text_positions.size() / 4 + 2) return false;
    if (buckets.front() != 0 || buckets.back() != s_.texts.size()) return false;
    for (size_t i = 1; i < buckets.size(); ++i) {
      const bool at_text = starts_.contains(buckets[i]) || buckets[i] == s_.texts.size();
      if (!at_text || buckets[i - 1] > buckets[i]) return false;
      const auto in_bucket = std::distance(starts_.lower_bound(buckets[i - 1]), starts_.lower_bound(buckets[i]));
      if (static_cast<uint64_t>(in_bucket) > kMostInBucket) return false;
    }
    return true;
  }

  static bool SlotsHold(std::span<const uint32_t> slots, uint64_t count) {
    return slots.size() == count + count / 2 + 1 &&
           std::ranges::all_of(slots, [&](uint32_t slot) { return slot <= count; });
  }

  // Of a value whose composites were read; nullopt if it is none.
  std::optional<Measure> MeasureOf(Value value) const {
    const uint64_t payload = value.payload();
    switch (value.kind()) {
      case ValueKind::kInteger:
      case ValueKind::kDate:
        return Measure();
      case ValueKind::kBool:
        return payload < 2 ? std::optional(Measure()) : std::nullopt;
      case ValueKind::kNull:
        return payload == 0 ? std::optional(Measure()) : std::nullopt;
      case ValueKind::kLargeInteger:
      case ValueKind::kLargeDate:
        return payload < s_.numbers.size() ? std::optional(Measure()) : std::nullopt;
      case ValueKind::kString:
      case ValueKind::kBytes:
        if (payload >= s_.text_positions.size()) return std::nullopt;
        return Measure{kTermBytes + text_bytes_.at(payload), 0};
      case ValueKind::kSet:
      case ValueKind::kArray:
      case ValueKind::kMap:
        if (payload >= composites_.size() || composites_[payload].first != value.kind()) return std::nullopt;
        return composites_[payload].second;
      case ValueKind::kClosure:
        break;
    }
    return std::nullopt;
  }

  // Of a set, array or map with these elements; nullopt if there is none.
  std::optional<Measure> MeasureOf(ValueKind kind, std::span<const Value> elements) const {
    Measure all{kTermBytes, 1};
    for (size_t i = 0; i < elements.size(); ++i) {
      const std::optional<Measure> one = MeasureOf(elements[i]);
      if (!one) return std::nullopt;
      all.bytes += one->bytes;
      all.levels = std::max(all.levels, one->levels + 1);
      const bool is_key = elements[i].type() == ValueKind::kInteger || elements[i].type() == ValueKind::kString;
      if (kind == ValueKind::kMap && i % 2 == 0 && !is_key) return std::nullopt;
    }
    if (kind == ValueKind::kMap && elements.size() % 2 != 0) return std::nullopt;
    return all.bytes <= kMostBytes && all.levels <= kMostLevels ? std::optional(all) : std::nullopt;
  }

  // Both orders of the elements make such a term, of one size.
  bool ReadComposite(const CompositeRecord& record) {
    const auto kind = static_cast<ValueKind>(record.kind);
    if (record.kind != static_cast<uint16_t>(ValueKind::kSet) &&
        record.kind != static_cast<uint16_t>(ValueKind::kArray) &&
        record.kind != static_cast<uint16_t>(ValueKind::kMap)) {
      return false;
    }
    if (record.reordered > 1) return false;
    const uint64_t orders = 1 + record.reordered;
    const auto elements = Next(s_.elements, elements_used_, record.first_element, orders * record.size);
    if (!elements) return false;
    Measure measure;
    for (uint64_t order = 0; order < orders; ++order) {
      const auto one = MeasureOf(kind, elements->subspan(order * record.size, record.size));
      if (!one || one->bytes != record.term_bytes) return false;
      measure.levels = std::max(measure.levels, one->levels);
    }
    composites_.push_back({kind, {record.term_bytes, measure.levels}});
    return true;
  }

  bool RelationHolds(const RelationRecord& record) {
    const std::pair key(record.name, record.arity);
    if (last_ && *last_ >= key) return false;
    last_ = key;
    const auto places = Next(s_.columns, columns_used_, record.first_column, record.arity);
    if (record.name >= s_.text_positions.size() || !places) return false;
    uint64_t units = 0;
    for (uint32_t place : *places) {
      if (place / 2 != units) return false;
      units += 1 + place % 2;
    }
    if (units != record.row_units || record.row_count == 0 || (record.arity == 0 && record.row_count != 1))
      return false;
    const auto indexes = Next(s_.indexes, indexes_used_, record.first_index, record.index_count);
    if (!indexes) return false;
    return std::ranges::all_of(*indexes, [&](const IndexRecord& i) { return IndexHolds(record, *places, i); }) &&
           std::ranges::any_of(*indexes, [&](const IndexRecord& i) { return i.column_count == record.arity; });
  }

  bool IndexHolds(const RelationRecord& relation, std::span<const uint32_t> places, const IndexRecord& index) {
    const auto columns = Next(s_.columns, columns_used_, index.first_column, index.column_count);
    if (!columns) return false;
    for (size_t i = 0; i < columns->size(); ++i) {
      if ((*columns)[i] >= relation.arity || (i > 0 && (*columns)[i - 1] >= (*columns)[i])) return false;
    }
    const auto buckets = Next(s_.buckets, buckets_used_, index.first_bucket, uint64_t{index.bucket_count} + 1);
    if (index.bucket_count == 0 || index.key_count == 0 || !buckets) return false;
    for (size_t i = 1; i < buckets->size(); ++i) {
      if ((*buckets)[i - 1] > (*buckets)[i]) return false;
    }
    if (buckets->front() != 0 || buckets->back() != relation.row_count) return false;
    const auto rows = Next(s_.rows, rows_used_, index.first_unit, uint64_t{relation.row_units} * relation.row_count);
    if (!rows) return false;
    for (uint64_t row = 0; row < rows->size(); row += relation.row_units) {
      for (uint32_t place : places) {
        const uint64_t low = (*rows)[row + place / 2];
        const uint64_t word = place % 2 == 0 ? low : low | uint64_t{(*rows)[row + place / 2 + 1]} << 32;
        if (!MeasureOf(Value(static_cast<ValueKind>(word % 16), word / 16))) return false;
      }
    }
    return true;
  }

  const SectionSpans& s_;
  std::set<uint64_t> starts_;                              // of texts
  std::map<uint64_t, uint64_t> text_bytes_;                // by id
  std::vector<std::pair<ValueKind, Measure>> composites_;  // by id
  std::optional<std::pair<uint32_t, uint32_t>> last_;      // name and arity of the relation before
  uint64_t elements_used_ = 0;
  uint64_t columns_used_ = 0;
  uint64_t indexes_used_ = 0;
  uint64_t buckets_used_ = 0;
  uint64_t rows_used_ = 0;
};

}  // namespace

bool FollowRules(const SectionSpans& sections) { return Rules(sections).Hold(); }

}  // namespace hardtack::fuzz

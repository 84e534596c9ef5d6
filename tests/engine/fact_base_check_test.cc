// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Files whose checksums are right and whose content is not, as somebody might make them on purpose.

#include "hardtack/engine/fact_base_check.h"

#include <functional>
#include <span>
#include <string>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "tests/engine/fact_base_testing.h"

namespace hardtack::engine {
namespace {

constexpr SipKey kKey{1, 2};  // of SmallFactBase

SectionVectors VectorsOf(const FactBase& base) {
  const SectionSpans& s = base.impl().sections;
  auto copy = []<typename T>(std::span<const T> span) { return SectionVector<T>(span.begin(), span.end()); };
  return {copy(s.texts),        copy(s.text_buckets), copy(s.text_positions), copy(s.numbers),
          copy(s.number_slots), copy(s.composites),   copy(s.elements),       copy(s.composite_slots),
          copy(s.relations),    copy(s.columns),      copy(s.indexes),        copy(s.buckets),
          copy(s.rows)};
}

// What is said of the small base after a change.
std::string ErrorAfter(const std::function<void(SectionVectors&)>& change) {
  SectionVectors vectors = VectorsOf(*SmallFactBase());
  change(vectors);
  const absl::Status status = CheckSections(SpansOf(vectors));
  if (status.ok()) return "";
  CHECK(KindOf(status) == ErrorKind::kMalformedFactBase);
  const std::string prefix = "no fact base, or a damaged one: ";
  const std::string message(status.message());
  CHECK(message.substr(0, prefix.size()) == prefix);
  return message.substr(prefix.size());
}

TEST_CASE("what a builder makes is accepted") {
  CHECK(ErrorAfter([](SectionVectors&) {}).empty());
  SectionVectors vectors = VectorsOf(*FactBaseBuilder().Build());
  CHECK(CheckSections(SpansOf(vectors)).ok());
}

TEST_CASE("places outside of their sections are refused, by section and entry") {
  using V = SectionVectors;
  CHECK(ErrorAfter([](V& v) { v.texts[1] = 1000; }) == "texts, entry 0: longer than the section");
  CHECK(ErrorAfter([](V& v) { v.texts[0] = 1000; }) == "texts, entry 0: an id that belongs to another");
  CHECK(ErrorAfter([](V& v) { v.text_positions[v.texts[0]] += 1; }) == "texts, entry 0: an id that belongs to another");
  CHECK(ErrorAfter([](V& v) { v.texts.push_back(0); }).find("more or fewer than there should be") != std::string::npos);
  CHECK(ErrorAfter([](V& v) { v.text_positions.push_back(0); }).find("more or fewer") != std::string::npos);
  CHECK(ErrorAfter([](V& v) { v.text_buckets.back() += 1; }).find("outside the section") != std::string::npos);
  CHECK(ErrorAfter([](V& v) { v.text_buckets.back() -= 1; }).find("not where a text ends") != std::string::npos);
  CHECK(ErrorAfter([](V& v) { v.text_buckets.clear(); }) ==
        "text_buckets, entry 0: more or fewer than there should be");
  CHECK(ErrorAfter([](V& v) { v.number_slots[0] = 100; }) == "number_slots, entry 0: no such id");
  CHECK(ErrorAfter([](V& v) { v.composite_slots.clear(); }) ==
        "composite_slots, entry 0: more or fewer than there should be");
  CHECK(ErrorAfter([](V& v) { v.composites[0].kind = 1; }) == "composites, entry 0: no set, array or map");
  CHECK(ErrorAfter([](V& v) { v.composites[0].kind = 16 + 5; }) == "composites, entry 0: no set, array or map");
  CHECK(ErrorAfter([](V& v) { v.composites[0].size = 100; }) ==
        "composites, entry 0: elements that are not in their place");
  CHECK(ErrorAfter([](V& v) { v.composites[0].term_bytes += 1; }) == "composites, entry 0: another size");
  CHECK(ErrorAfter([](V& v) { v.elements.push_back(Value()); }) == "elements, entry 0: more than there should be");
  CHECK(ErrorAfter([](V& v) { v.relations[0].name = 1000; }) == "relations, entry 0: a name that is no text");
  CHECK(ErrorAfter([](V& v) { v.relations[1] = v.relations[0]; }) ==
        "relations, entry 1: not behind the one before it");
  CHECK(ErrorAfter([](V& v) { v.relations[0].arity = 1000; }) ==
        "relations, entry 0: columns or indexes that are not in their place");
  CHECK(ErrorAfter([](V& v) { v.columns[v.relations[1].first_column + 1] = 20; }) ==
        "relations, entry 1: columns that do not follow each other");
  CHECK(ErrorAfter([](V& v) { v.relations[0].row_count = 0; }) == "relations, entry 0: rows of another size");
  CHECK(ErrorAfter([](V& v) { v.relations.back().row_count = 2; }).find("rows of another size") != std::string::npos);
  CHECK(ErrorAfter([](V& v) { v.relations.resize(2); }).find("one is missing") != std::string::npos);
  CHECK(ErrorAfter([](V& v) { v.rows[0] = static_cast<uint32_t>(ValueKind::kClosure); }) ==
        "rows, entry 0: a term that is no value");
  CHECK(ErrorAfter([](V& v) { v.rows[0] = UINT32_MAX; }) == "rows, entry 0: a term that is no value");
  CHECK(ErrorAfter([](V& v) { v.indexes[0].first_column += 1; }) ==
        "indexes, entry 0: columns that are not in their place");
  CHECK(ErrorAfter([](V& v) { v.columns[v.indexes[0].first_column] = 5; }) ==
        "indexes, entry 0: columns that the relation does not have");
  CHECK(ErrorAfter([](V& v) { v.indexes[0].bucket_count = 1000; }) ==
        "indexes, entry 0: buckets or rows that are not in their place");
  CHECK(ErrorAfter([](V& v) { v.indexes[0].key_count = 0; }) ==
        "indexes, entry 0: buckets or rows that are not in their place");
  CHECK(ErrorAfter([](V& v) { v.buckets[0] = 1; }) == "indexes, entry 0: buckets that do not follow each other");
  CHECK(ErrorAfter([](V& v) { v.buckets[1] = 1000; }) == "indexes, entry 0: buckets that do not follow each other");
  CHECK(ErrorAfter([](V& v) {
          SectionVectors other = VectorsOf(*FactBaseOf("a(1, 2);", {1, 2}));
          other.relations[0].index_count = 1;  // of the first column
          other.indexes.resize(1);
          v = std::move(other);
        }) == "relations, entry 0: no index of all columns");
}

TEST_CASE("terms that hold themselves, nest too deeply or are no terms are refused") {
  using V = SectionVectors;
  CHECK(ErrorAfter([](V& v) { v.elements[0] = Value(ValueKind::kSet, 0); }) ==
        "composites, entry 0: an element that is no value");
  CHECK(ErrorAfter([](V& v) { v.elements[3] = Value(ValueKind::kString, 1000); }) ==
        "composites, entry 0: an element that is no value");  // as written
  SectionVectors nested;
  nested.text_buckets.resize(2);
  nested.number_slots.resize(1);
  nested.composite_slots.resize(1);
  auto add = [&](std::vector<Value> elements, uint64_t term_bytes, ValueKind kind) {
    nested.composites.push_back(
        {nested.elements.size(), term_bytes, static_cast<uint32_t>(elements.size()), static_cast<uint16_t>(kind), 0});
    nested.elements.insert(nested.elements.end(), elements.begin(), elements.end());
    nested.composite_slots.resize(nested.composites.size() + nested.composites.size() / 2 + 1);
  };
  for (uint64_t i = 0; i < 64; ++i) {
    add(i == 0 ? std::vector<Value>() : std::vector{Value(ValueKind::kArray, i - 1)}, 64 * (i + 1), ValueKind::kArray);
  }
  CHECK(CheckSections(SpansOf(nested)).ok());
  add({Value(ValueKind::kArray, 63)}, 64 * 65, ValueKind::kArray);
  CHECK(std::string(CheckSections(SpansOf(nested)).message()).find("nests too deeply") != std::string::npos);

  nested.composites.clear();
  nested.elements.clear();
  add({}, 64, ValueKind::kArray);
  for (uint64_t i = 1; i < 50; ++i) {  // each twice the one before
    add({Value(ValueKind::kArray, i - 1), Value(ValueKind::kArray, i - 1)}, (uint64_t{2} << i) * 64 - 64,
        ValueKind::kArray);
  }
  CHECK(std::string(CheckSections(SpansOf(nested)).message()).find("too large a term") != std::string::npos);

  nested.composites.clear();
  nested.elements.clear();
  add({Value::Bool(true), Value()}, 3 * 64, ValueKind::kMap);
  CHECK(std::string(CheckSections(SpansOf(nested)).message()).find("a map without proper keys") != std::string::npos);
}

TEST_CASE("terms are no larger, and nest no deeper, as they were written than in sorted order") {
  SectionVectors base;
  base.text_buckets.resize(2);
  base.number_slots.resize(1);
  auto add = [&](std::vector<Value> sorted, std::vector<Value> written, uint64_t term_bytes) {
    base.composites.push_back({base.elements.size(), term_bytes, static_cast<uint32_t>(sorted.size()),
                               static_cast<uint16_t>(ValueKind::kArray), static_cast<uint16_t>(!written.empty())});
    base.elements.insert(base.elements.end(), sorted.begin(), sorted.end());
    base.elements.insert(base.elements.end(), written.begin(), written.end());
    base.composite_slots.resize(base.composites.size() + base.composites.size() / 2 + 1);
  };
  auto error = [&] { return std::string(CheckSections(SpansOf(base)).message()); };

  // Of 64 levels, and of one that counts for as much.
  const Value zero(ValueKind::kInteger, 0);
  for (uint64_t i = 0; i < 64; ++i) {
    add(i == 0 ? std::vector<Value>() : std::vector{Value(ValueKind::kArray, i - 1)}, {}, 64 * (i + 1));
  }
  add(std::vector(63, zero), {}, 64 * 64);
  CHECK(error().empty());
  add({Value(ValueKind::kArray, 64)}, {Value(ValueKind::kArray, 63)}, 64 * 65);
  CHECK(error() == "no fact base, or a damaged one: composites, entry 65: nests too deeply");

  // Written twice as large as the one before, and again.
  base.composites.clear();
  base.elements.clear();
  add({zero, zero}, {}, 3 * 64);
  add({zero, zero}, {Value(ValueKind::kArray, 0), Value(ValueKind::kArray, 0)}, 3 * 64);
  CHECK(error() == "no fact base, or a damaged one: composites, entry 1: another size");
}

TEST_CASE("whatever byte of a section is changed, the base is refused or can be read without harm") {
  const SectionVectors original = VectorsOf(*SmallFactBase());
  size_t section_count = 0;
  SectionVectors changed = original;
  ForEachSection(changed, [&](std::string_view, auto& array) {
    ++section_count;
    char* const bytes = reinterpret_cast<char*>(array.data());
    for (size_t i = 0; i < array.size() * sizeof(array[0]); ++i) {
      const char before = bytes[i];
      for (char change : {'\x01', '\x10', '\x80', '\xff'}) {
        bytes[i] = static_cast<char>(before ^ change);
        const SectionSpans spans = SpansOf(changed);
        if (CheckSections(spans).ok()) CHECK(ReadAll(spans, kKey) > 0);
      }
      bytes[i] = before;
    }
  });
  CHECK(section_count == kSectionCount);
}

}  // namespace
}  // namespace hardtack::engine

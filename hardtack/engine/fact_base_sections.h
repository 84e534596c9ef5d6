// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The arrays that a fact base is made of, the same on the heap and in a file.
// TermTable and BaseRelation read them, their builders write them. Internal to the engine.

#ifndef HARDTACK_ENGINE_FACT_BASE_SECTIONS_H_
#define HARDTACK_ENGINE_FACT_BASE_SECTIONS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "hardtack/engine/huge_pages.h"
#include "hardtack/engine/value.h"

namespace hardtack::engine {

// A set, array or map.
struct CompositeRecord {
  uint64_t first_element = 0;  // in `elements`: `size` values in canonical order, then, if reordered, as written
  uint64_t term_bytes = 0;     // what Interner::TermBytes says of it
  uint32_t size = 0;           // values; keys and values of a map both count
  uint16_t kind = 0;           // a ValueKind
  uint16_t reordered = 0;      // 1: the order in which it was written is another, and follows
};

// The facts of one name and one number of terms.
struct RelationRecord {
  uint32_t name = 0;          // text id
  uint32_t arity = 0;         // columns
  uint32_t row_count = 0;     // at least 1
  uint32_t row_units = 0;     // of four bytes, that a row takes
  uint32_t first_column = 0;  // in `columns`: for each column twice its first unit in a row, and 1 if it takes two
  uint32_t first_index = 0;   // in `indexes`
  uint32_t index_count = 0;   // at least 1
  uint32_t reserved = 0;
};

// All rows of a relation in an order in which they are found by the values of some columns.
struct IndexRecord {
  uint64_t first_unit = 0;    // in `rows`
  uint64_t first_bucket = 0;  // in `buckets`: bucket_count + 1 of them
  uint32_t bucket_count = 0;  // at least 1
  uint32_t key_count = 0;     // different values of the columns together
  uint32_t first_column = 0;  // in `columns`: the numbers of the columns, ascending
  uint32_t column_count = 0;
};

template <template <typename> typename Array>
struct Sections {
  Array<uint32_t> texts;              // by bucket: for each text its id, its length in bytes, the bytes, zeros
  Array<uint32_t> text_buckets;       // where each begins in `texts`, and the end of the last one
  Array<uint32_t> text_positions;     // by id: where in `texts`
  Array<uint64_t> numbers;            // by id
  Array<uint32_t> number_slots;       // id + 1
  Array<CompositeRecord> composites;  // by id; elements have lower ids
  Array<Value> elements;
  Array<uint32_t> composite_slots;  // id + 1
  Array<RelationRecord> relations;  // ascending by name's id and arity
  Array<uint32_t> columns;
  Array<IndexRecord> indexes;
  Array<uint32_t> buckets;  // the number of the first row of each, and the number of rows
  Array<uint32_t> rows;     // by index, by bucket, ascending by the words of its columns, then of the others
};

template <typename T>
using SectionVector = std::vector<T, HugePageAllocator<T>>;
template <typename T>
using SectionSpan = std::span<const T>;
using SectionVectors = Sections<SectionVector>;
using SectionSpans = Sections<SectionSpan>;

inline constexpr size_t kSectionCount = 13;

// Calls visit(name, array) for each section, in the order in which a file has them.
template <typename AnySections, typename F>
void ForEachSection(AnySections& sections, F&& visit) {
  visit(std::string_view("texts"), sections.texts);
  visit(std::string_view("text_buckets"), sections.text_buckets);
  visit(std::string_view("text_positions"), sections.text_positions);
  visit(std::string_view("numbers"), sections.numbers);
  visit(std::string_view("number_slots"), sections.number_slots);
  visit(std::string_view("composites"), sections.composites);
  visit(std::string_view("elements"), sections.elements);
  visit(std::string_view("composite_slots"), sections.composite_slots);
  visit(std::string_view("relations"), sections.relations);
  visit(std::string_view("columns"), sections.columns);
  visit(std::string_view("indexes"), sections.indexes);
  visit(std::string_view("buckets"), sections.buckets);
  visit(std::string_view("rows"), sections.rows);
}

inline SectionSpans SpansOf(const SectionVectors& vectors) {
  return {vectors.texts,        vectors.text_buckets, vectors.text_positions, vectors.numbers,
          vectors.number_slots, vectors.composites,   vectors.elements,       vectors.composite_slots,
          vectors.relations,    vectors.columns,      vectors.indexes,        vectors.buckets,
          vectors.rows};
}

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_FACT_BASE_SECTIONS_H_

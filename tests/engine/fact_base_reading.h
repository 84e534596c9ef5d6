// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Reading all of a fact base, whatever its file says: for tests and for tests/fuzz.

#ifndef HARDTACK_TESTS_ENGINE_FACT_BASE_READING_H_
#define HARDTACK_TESTS_ENGINE_FACT_BASE_READING_H_

#include <cstdint>
#include <vector>

#include "hardtack/engine/base_relation.h"
#include "hardtack/engine/fact_base_sections.h"
#include "hardtack/engine/sip_hash.h"
#include "hardtack/engine/term_table.h"

namespace hardtack::engine {

// Looks at everything that a base has, by every way there is; how much that was.
inline uint64_t ReadAll(const SectionSpans& sections, SipKey key) {
  uint64_t sum = 0;
  const TermTable terms(sections, key);
  for (uint64_t id = 0; id < terms.text_count(); ++id) {
    terms.FetchText(terms.Text(id));
    sum += terms.Text(id).size() + terms.FindText(terms.Text(id)).value_or(0);
  }
  for (uint64_t id = 0; id < terms.number_count(); ++id) sum += terms.FindNumber(terms.NumberAt(id)).value_or(0);
  for (uint64_t id = 0; id < terms.composite_count(); ++id) {
    const CompositeView view = terms.Composite(id);
    for (Value value : view.written) sum += value.word();
    for (ValueKind kind : {ValueKind::kSet, ValueKind::kArray, ValueKind::kMap}) {
      sum += terms.FindComposite(kind, view.sorted).value_or(0);
    }
  }
  for (const RelationRecord& record : sections.relations) {
    const BaseRelation relation(sections, record, key);
    for (const BaseIndex& index : relation.indexes()) {
      for (uint32_t row = 0; row < index.size(); ++row) {
        for (uint32_t column = 0; column < relation.arity(); ++column) sum += index.At(row, column).word();
        std::vector<Value> values;
        for (uint32_t column : index.columns()) values.push_back(index.At(row, column));
        index.FetchRows(values);
        const BaseRows found = index.Find(values);
        for (uint32_t i = 0; i < found.size && relation.arity() > 0; ++i) sum += index.At(found.first + i, 0).word();
      }
    }
  }
  return sum;
}

}  // namespace hardtack::engine

#endif  // HARDTACK_TESTS_ENGINE_FACT_BASE_READING_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The inside of a FactBase: its arrays, on the heap or in a mapped file, and what reads them. Internal to the engine.

#ifndef HARDTACK_ENGINE_FACT_BASE_IMPL_H_
#define HARDTACK_ENGINE_FACT_BASE_IMPL_H_

#include <cstdint>
#include <variant>
#include <vector>

#include "hardtack/engine/base_relation.h"
#include "hardtack/engine/fact_base.h"
#include "hardtack/engine/fact_base_sections.h"
#include "hardtack/engine/mapped_file.h"
#include "hardtack/engine/sip_hash.h"
#include "hardtack/engine/term_table.h"

namespace hardtack::engine {

class FactBase::Impl {
 public:
  Impl(SectionVectors vectors, SipKey table_key);
  // `spans` are in `file` and have been checked.
  Impl(MappedFile file, const SectionSpans& spans, SipKey table_key);

  // Null if there is none.
  const BaseRelation* Find(uint64_t name, uint32_t arity) const;

 private:
  const std::variant<SectionVectors, MappedFile> memory_;

 public:
  const SectionSpans sections;
  const SipKey key;
  const TermTable terms;
  const std::vector<BaseRelation> relations;  // ascending by name's id and arity
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_FACT_BASE_IMPL_H_

// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Files of shared facts in parts that may be changed at will and framed again: how `fact_base` gets behind the
// checksums.

#ifndef HARDTACK_TESTS_FUZZ_FACT_BASE_PARTS_H_
#define HARDTACK_TESTS_FUZZ_FACT_BASE_PARTS_H_

#include <string>
#include <string_view>

#include "hardtack/engine/fact_base_sections.h"
#include "hardtack/engine/sip_hash.h"

namespace hardtack::fuzz {

// Each array takes exactly the memory of its entries, so that a sanitizer sees a read beyond them.
struct FactBaseParts {
  engine::SectionVectors sections;
  engine::SipKey key;
};

// The sections of a file whose header is taken at its word for their sizes, as far as there are bytes.
FactBaseParts TakeApart(std::string_view file);

// The file of these sections, with the checksums that belong to them.
std::string PutTogether(const engine::SectionSpans& sections, engine::SipKey key);

}  // namespace hardtack::fuzz

#endif  // HARDTACK_TESTS_FUZZ_FACT_BASE_PARTS_H_

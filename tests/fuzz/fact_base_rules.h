// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A second opinion on the sections of a fact base, written from their description (engine/fact_base_sections.h) and not
// from engine/fact_base_check.cc: what each record says must be where the record before it makes it be.

#ifndef HARDTACK_TESTS_FUZZ_FACT_BASE_RULES_H_
#define HARDTACK_TESTS_FUZZ_FACT_BASE_RULES_H_

#include "hardtack/engine/fact_base_sections.h"

namespace hardtack::fuzz {

bool FollowRules(const engine::SectionSpans& sections);

}  // namespace hardtack::fuzz

#endif  // HARDTACK_TESTS_FUZZ_FACT_BASE_RULES_H_

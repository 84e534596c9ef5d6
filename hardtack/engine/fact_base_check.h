// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Whether the arrays of a file are what TermTable and BaseRelation may read without looking: every number that is a
// place lies within what it points into, terms do not hold themselves, and sizes add up. A file can pass and still find
// less than it should, or something else: whoever writes it decides what its facts are. It cannot make a reader leave
// its memory, recurse without end, or search for long. Internal to the engine.

#ifndef HARDTACK_ENGINE_FACT_BASE_CHECK_H_
#define HARDTACK_ENGINE_FACT_BASE_CHECK_H_

#include "absl/status/status.h"
#include "hardtack/engine/fact_base_sections.h"

namespace hardtack::engine {

// MalformedFactBase; the message names the section. Linear, one array after the other.
absl::Status CheckSections(const SectionSpans& sections);

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_FACT_BASE_CHECK_H_

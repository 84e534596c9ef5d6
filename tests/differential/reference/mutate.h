// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Damage to bytes, messages and texts: one edit a call.

#ifndef HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_MUTATE_H_
#define HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_MUTATE_H_

#include <string>

#include "tests/differential/random.h"

namespace hardtack::differential {

// A bit flipped, a byte changed, inserted, removed or repeated, or the end cut off.
void MutateBytes(std::string& bytes, Random& random);

// Somewhere in a protobuf message, at any depth: a field dropped, repeated, moved, renumbered or changed. Lengths are
// mended, so that what encloses it stays a message. Bytes that are none are mutated as such.
void MutateMessage(std::string& message, Random& random);

// A word or sign of the language dropped, repeated, replaced, inserted or exchanged with its neighbour; or a character.
void MutateText(std::string& text, Random& random);

}  // namespace hardtack::differential

#endif  // HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_MUTATE_H_
